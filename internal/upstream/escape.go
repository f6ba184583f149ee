package upstream

const upperHex = "0123456789ABCDEF"

// isUnreserved says which bytes the signature's alphabet leaves as they are
// (RFC 3986, section 2.3); every other byte is written as %XX.
func isUnreserved(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	case c == '-', c == '_', c == '.', c == '~':
		return true
	}
	return false
}

// AppendEscaped appends s percent-encoded with the signer's alphabet. A slash
// is encoded too, so an id can never add a path segment.
func AppendEscaped(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if isUnreserved(c) {
			dst = append(dst, c)
			continue
		}
		dst = append(dst, '%', upperHex[c>>4], upperHex[c&15])
	}
	return dst
}

// EscapeSegment is one path segment percent-encoded with the signer's alphabet.
func EscapeSegment(segment string) string {
	for i := range len(segment) {
		if !isUnreserved(segment[i]) {
			return string(AppendEscaped(make([]byte, 0, len(segment)+16), segment))
		}
	}
	return segment
}

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
		case !isUnreserved(c):
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
	return ok && ok2 && !isUnreserved(high<<4|low)
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
