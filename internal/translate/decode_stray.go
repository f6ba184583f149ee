package translate

import "strings"

// maxStray is the longest object, in bytes, that is looked into for an error:
// those that state one are far shorter.
const maxStray = 4 << 10

// stray passes over a member that has no home. One that states an error code in
// another spelling, at the top of an answer or in an object there, makes it a
// failure: what is no answer must not be taken for an empty one.
func (d *decoder) stray(name string) *Error {
	d.UnknownFields++
	d.peek()
	start := d.at
	if err := d.skip(); err != nil {
		return err
	}
	value := d.text[start:d.at]
	switch {
	case d.depth > 2: // of an item of a list, not of the answer
	case statesCode(name):
		d.failed(value)
	case d.level == 1 && value[0] == '{' && len(value) <= maxStray:
		d.look(value)
	}
	return nil
}

// look finds an error code in an object that was read once already, and so holds.
func (d *decoder) look(value string) {
	inner := scanner{text: value}
	_ = inner.nested('{', '}', func(int) *Error {
		name, err := inner.str()
		if err != nil || !inner.take(':') {
			return inner.fault(notJSON)
		}
		inner.peek()
		start := inner.at
		if err := inner.skip(); err != nil {
			return err
		}
		if statesCode(name) {
			d.failed(value[start:inner.at])
		}
		return nil
	})
}

// failed notes an error code, a text or a number, unless it says success.
func (d *decoder) failed(value string) {
	text := value
	switch {
	case value[0] == '"':
		quoted := scanner{text: value}
		text, _ = quoted.str()
	case value[0] != '-' && (value[0] < '0' || value[0] > '9'):
		return
	}
	if text != "" && d.Code == "" && !strings.EqualFold(text, successCode) {
		d.Code = text
	}
}

// statesCode says whether a member by this name states an error code, in any of
// the spellings that a name can have.
func statesCode(name string) bool {
	const plain = "errorcode"
	if len(name) < len(plain) || len(name) > len(plain)+1 {
		return false
	}
	return strings.EqualFold(strings.NewReplacer("_", "", "-", "").Replace(name), plain)
}
