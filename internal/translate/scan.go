package translate

import "strings"

// maxDepth bounds the nesting of an answer, so that a hostile one cannot
// exhaust the stack.
const maxDepth = 100

// Reasons of the scanner, each used in one place.
const (
	notJSON      = "not valid JSON"
	cutShort     = "JSON ends too early"
	tooDeep      = "JSON is nested too deeply"
	badString    = "not a valid JSON string"
	badNumber    = "not a valid JSON number"
	trailingData = "data after the JSON value"
)

// scanner reads one JSON text, strictly by RFC 8259. Strings without escapes are
// returned as slices of the text, so nothing is copied a second time.
type scanner struct {
	text     string
	at       int
	depth    int
	exponent bool // the number just read has one
}

// peek skips white space and returns the next byte without taking it, or 0 at
// the end. Answers have next to no white space, so that is left to a second
// function and this one stays small enough to be inlined.
func (s *scanner) peek() byte {
	if s.at < len(s.text) && s.text[s.at] > ' ' {
		return s.text[s.at]
	}
	return s.peekBehindSpace()
}

func (s *scanner) peekBehindSpace() byte {
	for s.at < len(s.text) {
		b := s.text[s.at]
		if b != ' ' && b != '\t' && b != '\n' && b != '\r' {
			return b
		}
		s.at++
	}
	return 0
}

// take consumes the next byte if it is the wanted one, which is no white space.
func (s *scanner) take(want byte) bool {
	if s.peek() != want {
		return false
	}
	s.at++
	return true
}

// next takes the separator behind an item of a bracketed sequence, or what closes
// the sequence.
func (s *scanner) next(closing byte) (more bool, err *Error) {
	switch s.peek() {
	case ',':
		s.at++
		return true, nil
	case closing:
		s.at++
		return false, nil
	default:
		return false, s.fault(notJSON)
	}
}

func (s *scanner) fault(reason string) *Error {
	if s.at >= len(s.text) {
		reason = cutShort
	}
	return answerError(reason)
}

// literal consumes one of true, false, null.
func (s *scanner) literal(word string) bool {
	if !strings.HasPrefix(s.text[s.at:], word) {
		return false
	}
	s.at += len(word)
	return true
}

// number consumes a number and returns its own text.
func (s *scanner) number() (string, *Error) {
	start, text := s.at, s.text
	i := start
	if i < len(text) && text[i] == '-' {
		i++
	}
	switch whole := digitsAt(text, i); {
	case whole == 0, whole > 1 && text[i] == '0':
		s.at = i
		return "", s.fault(badNumber)
	default:
		i += whole
	}
	if i < len(text) && text[i] == '.' {
		places := digitsAt(text, i+1)
		if places == 0 {
			s.at = i + 1
			return "", s.fault(badNumber)
		}
		i += 1 + places
	}
	s.exponent = false
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		s.exponent = true
		i++
		if i < len(text) && (text[i] == '+' || text[i] == '-') {
			i++
		}
		places := digitsAt(text, i)
		if places == 0 {
			s.at = i
			return "", s.fault(badNumber)
		}
		i += places
	}
	s.at = i
	return text[start:i], nil
}

func digitsAt(text string, at int) int {
	i := at
	for i < len(text) && text[i]-'0' <= 9 {
		i++
	}
	return i - at
}

// skip consumes any value.
func (s *scanner) skip() *Error {
	switch b := s.peek(); b {
	case '"':
		_, err := s.str()
		return err
	case '{':
		return s.skipObject()
	case '[':
		return s.each(func(int) *Error { return s.skip() })
	case 't', 'f', 'n':
		return s.skipLiteral(b)
	default:
		_, err := s.number()
		return err
	}
}

// literals are the words of JSON by their first byte.
var literals = map[byte]string{'t': "true", 'f': "false", 'n': "null"}

// skipLiteral consumes the literal that begins with the given byte.
func (s *scanner) skipLiteral(first byte) *Error {
	word := literals[first]
	switch {
	case s.literal(word):
		return nil
	case strings.HasPrefix(word, s.text[s.at:]):
		return answerError(cutShort)
	default:
		return s.fault(notJSON)
	}
}

func (s *scanner) skipObject() *Error {
	return s.nested('{', '}', func(int) *Error {
		if _, err := s.str(); err != nil {
			return err
		}
		if !s.take(':') {
			return s.fault(notJSON)
		}
		return s.skip()
	})
}

// each consumes an array and calls back at every element.
func (s *scanner) each(element func(index int) *Error) *Error {
	return s.nested('[', ']', element)
}

// nested consumes a bracketed, comma-separated sequence.
func (s *scanner) nested(open, closing byte, item func(index int) *Error) *Error {
	if !s.take(open) {
		return s.fault(notJSON)
	}
	if s.depth++; s.depth > maxDepth {
		return answerError(tooDeep)
	}
	defer func() { s.depth-- }()
	if s.take(closing) {
		return nil
	}
	for index := 0; ; index++ {
		if err := item(index); err != nil {
			return err
		}
		if more, err := s.next(closing); !more {
			return err
		}
	}
}

// end checks that nothing but white space follows.
func (s *scanner) end() *Error {
	if s.peek() != 0 || s.at < len(s.text) {
		return answerError(trailingData)
	}
	return nil
}
