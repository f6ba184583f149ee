package translate

import (
	"math/bits"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// plainByte marks the bytes that stand for themselves inside a JSON string.
var plainByte = func() (plain [256]bool) {
	for b := range plain {
		plain[b] = b >= 0x20 && b != '"' && b != '\\'
	}
	return plain
}()

// str consumes a string and returns its value.
func (s *scanner) str() (string, *Error) {
	if s.peek() != '"' {
		return "", s.fault(badString)
	}
	return s.unquoted()
}

// unquoted consumes a string whose first quote is the next byte.
func (s *scanner) unquoted() (string, *Error) {
	start := s.at + 1
	end, ascii := plainEnd(s.text, start)
	switch {
	case end < len(s.text) && s.text[end] == '"':
		s.at = end + 1
		if ascii {
			return s.text[start:end], nil
		}
		return validText(s.text[start:end]), nil
	case end < len(s.text) && s.text[end] == '\\':
		return s.escaped(start, end)
	default:
		s.at = end
		return "", s.fault(badString)
	}
}

// validText replaces bytes that are not UTF-8 by U+FFFD, because a proto string
// cannot hold them and an answer is not worth losing over a name cut in half.
func validText(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// Eight bytes at a time: a byte of x is zero where it equals the wanted one, and
// subtracting borrows into the top bit of a byte that is smaller than the
// subtrahend. The lowest mark is always exact.
const (
	everyByte = 0x0101010101010101
	topBits   = 0x80 * everyByte
)

// plainASCII reports whether a text is ASCII that stands for itself in a JSON
// string, which nearly all texts of answers are.
func plainASCII(text string) bool {
	at := 0
	for ; at+8 <= len(text); at += 8 {
		eight := text[at : at+8]
		x := uint64(eight[0]) | uint64(eight[1])<<8 | uint64(eight[2])<<16 | uint64(eight[3])<<24 |
			uint64(eight[4])<<32 | uint64(eight[5])<<40 | uint64(eight[6])<<48 | uint64(eight[7])<<56
		quote, slash := x^('"'*everyByte), x^('\\'*everyByte)
		if (x|(quote-everyByte)&^quote|(slash-everyByte)&^slash|(x-0x20*everyByte)&^x)&topBits != 0 {
			return false
		}
	}
	for ; at < len(text); at++ {
		if b := text[at]; b >= utf8.RuneSelf || !plainByte[b] {
			return false
		}
	}
	return true
}

// plainEnd is the end of the bytes from at on that stand for themselves in a
// JSON string. All of them are ASCII when ascii is set; when it is not, the first
// byte that is none may also be one of the seven behind the end.
func plainEnd(text string, at int) (end int, ascii bool) {
	all := uint64(0)
	for at+8 <= len(text) {
		eight := text[at : at+8]
		x := uint64(eight[0]) | uint64(eight[1])<<8 | uint64(eight[2])<<16 | uint64(eight[3])<<24 |
			uint64(eight[4])<<32 | uint64(eight[5])<<40 | uint64(eight[6])<<48 | uint64(eight[7])<<56
		quote, slash := x^('"'*everyByte), x^('\\'*everyByte)
		marks := ((quote-everyByte)&^quote | (slash-everyByte)&^slash | (x-0x20*everyByte)&^x) & topBits
		all |= x
		if marks != 0 {
			return at + bits.TrailingZeros64(marks)/8, all&topBits == 0
		}
		at += 8
	}
	for at < len(text) && plainByte[text[at]] {
		all |= uint64(text[at])
		at++
	}
	return at, all&topBits == 0
}

// escaped finishes a string that has escapes, from its first backslash on.
func (s *scanner) escaped(start, at int) (string, *Error) {
	value := append(make([]byte, 0, at-start+32), s.text[start:at]...)
	for at < len(s.text) {
		switch b := s.text[at]; {
		case b == '"':
			s.at = at + 1
			return validText(string(value)), nil
		case b == '\\':
			var ok bool
			value, at, ok = unescape(value, s.text, at+1)
			if !ok {
				s.at = min(at, len(s.text))
				return "", s.fault(badString)
			}
		case b < 0x20:
			s.at = at
			return "", s.fault(badString)
		default:
			value = append(value, b)
			at++
		}
	}
	s.at = len(s.text)
	return "", s.fault(badString)
}

// unescape appends the character behind a backslash and returns where the text
// goes on. A lone surrogate becomes U+FFFD, because a proto string cannot hold
// it and a whole answer is not worth losing over half a character.
func unescape(value []byte, text string, at int) ([]byte, int, bool) {
	if at >= len(text) {
		return value, at, false
	}
	switch b := text[at]; b {
	case '"', '\\', '/':
		return append(value, b), at + 1, true
	case 'b':
		return append(value, '\b'), at + 1, true
	case 'f':
		return append(value, '\f'), at + 1, true
	case 'n':
		return append(value, '\n'), at + 1, true
	case 'r':
		return append(value, '\r'), at + 1, true
	case 't':
		return append(value, '\t'), at + 1, true
	case 'u':
		first, ok := fourHex(text, at+1)
		if !ok {
			return value, len(text), false
		}
		at += 5
		if !utf16.IsSurrogate(first) {
			return utf8.AppendRune(value, first), at, true
		}
		if strings.HasPrefix(text[at:], `\u`) {
			if second, ok := fourHex(text, at+2); ok {
				if both := utf16.DecodeRune(first, second); both != utf8.RuneError {
					return utf8.AppendRune(value, both), at + 6, true
				}
			}
		}
		return utf8.AppendRune(value, utf8.RuneError), at, true
	default:
		return value, at, false
	}
}

func fourHex(text string, at int) (rune, bool) {
	if at+4 > len(text) {
		return 0, false
	}
	var value rune
	for _, b := range []byte(text[at : at+4]) {
		switch {
		case b >= '0' && b <= '9':
			value = value<<4 | rune(b-'0')
		case b >= 'a' && b <= 'f':
			value = value<<4 | rune(b-'a'+10)
		case b >= 'A' && b <= 'F':
			value = value<<4 | rune(b-'A'+10)
		default:
			return 0, false
		}
	}
	return value, true
}
