package upstream

import "github.com/ocegate/ocegate/internal/restcall"

// isCanonicalPath says whether the signature of path is the signature of the
// bytes that go out: absolute, only the signer's alphabet and upper-case
// escapes of the other bytes, and no dot segment that somebody on the way may
// resolve to another resource.
func isCanonicalPath(path string) bool {
	if path == "" || path[0] != '/' {
		return false
	}
	segment := 1
	for i := 1; i < len(path); i++ {
		switch c := path[i]; {
		case c == '/':
			if isDots(path[segment:i]) {
				return false
			}
			segment = i + 1
		case c == '%':
			if !isEscape(path[i:]) {
				return false
			}
			i += 2
		case !restcall.IsUnreserved(c):
			return false
		}
	}
	return !isDots(path[segment:])
}

func isDots(segment string) bool { return segment == "." || segment == ".." }

func isEscape(s string) bool {
	if len(s) < 3 {
		return false
	}
	high, ok := unhexUpper(s[1])
	low, ok2 := unhexUpper(s[2])
	return ok && ok2 && !restcall.IsUnreserved(high<<4|low)
}

func unhexUpper(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
