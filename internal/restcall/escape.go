package restcall

const upperHex = "0123456789ABCDEF"

// IsUnreserved says which bytes the signature's alphabet leaves as they are
// (RFC 3986, section 2.3); every other byte is written as %XX.
func IsUnreserved(c byte) bool {
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
		if IsUnreserved(c) {
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
		if !IsUnreserved(segment[i]) {
			return string(AppendEscaped(make([]byte, 0, len(segment)+16), segment))
		}
	}
	return segment
}
