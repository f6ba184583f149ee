package endpoint

import "errors"

// CheckHeader finds what must not stand in a key, a token or an id that goes into
// a signed header: anything but visible ASCII.
func CheckHeader(value string) error {
	for i := range len(value) {
		if value[i] <= ' ' || value[i] >= 0x7f {
			return errors.New("holds a blank, a line break or a character outside ASCII")
		}
	}
	return nil
}
