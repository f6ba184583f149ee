package strict

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// What a body may hold is bounded, far above any request of the API: depth, so
// that a hostile body costs no stack, and the number of values, because a byte
// of text can become a hundred bytes of memory.
const (
	maxDepth  = 64
	maxValues = 20_000
)

// kind is the kind of a JSON value, named by its first character.
type kind byte

const (
	kindObject kind = '{'
	kindArray  kind = '['
	kindString kind = '"'
	kindNumber kind = '0'
	kindTrue   kind = 't'
	kindFalse  kind = 'f'
	kindNull   kind = 'n'
)

// value is one JSON value. Bodies are small, so they are read into a tree
// first: that keeps syntax apart from meaning, and lets meaning be judged
// completely instead of up to the first fault.
type value struct {
	kind  kind
	text  string // decoded string, or the number as written
	raw   []byte // as the caller wrote it
	names []string
	items []*value // elements, or members in the order of names
}

// syntaxError is a body that is not JSON, with the place where reading ended.
type syntaxError struct {
	line, column int
	reason       string
}

// Error renders the place and the reason.
func (e *syntaxError) Error() string {
	return fmt.Sprintf("is not valid JSON at line %d, column %d: %s", e.line, e.column, e.reason)
}

// scanner reads RFC 8259 with the holes closed: names are unique, text is valid
// UTF-8 and escapes name real characters.
type scanner struct {
	text   []byte
	at     int
	values int
}

// parse reads exactly one JSON value.
func parse(text []byte) (*value, error) {
	s := &scanner{text: text}
	if bytes.HasPrefix(text, []byte("\uFEFF")) {
		return nil, s.fail("it begins with a byte order mark, which JSON has not: send the text without it")
	}
	root, err := s.value(0)
	if err != nil {
		return nil, err
	}
	s.space()
	if s.at < len(s.text) {
		return nil, s.fail("something follows the value")
	}
	return root, nil
}

// fail reports a fault at the scanner's place. Columns count characters.
func (s *scanner) fail(reason string) error {
	before := s.text[:min(s.at, len(s.text))]
	line, start := 1, 0
	for i, c := range before {
		if c == '\n' {
			line, start = line+1, i+1
		}
	}
	return &syntaxError{line: line, column: utf8.RuneCount(before[start:]) + 1, reason: reason}
}

func (s *scanner) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

// peek returns the next character that is not white space, or 0 at the end.
func (s *scanner) peek() byte {
	s.space()
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) value(depth int) (*value, error) {
	if depth > maxDepth {
		return nil, s.fail(fmt.Sprintf("nested deeper than %d", maxDepth))
	}
	if s.values++; s.values > maxValues {
		return nil, s.fail(fmt.Sprintf("more than %d values", maxValues))
	}
	first := s.peek()
	start := s.at
	v := &value{}
	var err error
	switch {
	case first == '{':
		v.kind, err = kindObject, s.object(v, depth)
	case first == '[':
		v.kind, err = kindArray, s.array(v, depth)
	case first == '"':
		v.kind = kindString
		v.text, err = s.string()
	case first == '-' || first >= '0' && first <= '9':
		v.kind = kindNumber
		v.text, err = s.number()
	default:
		v.kind, err = s.literal()
	}
	if err != nil {
		return nil, err
	}
	v.raw = s.text[start:s.at]
	return v, nil
}

// literal reads true, false and null.
func (s *scanner) literal() (kind, error) {
	switch rest := s.text[s.at:]; {
	case bytes.HasPrefix(rest, []byte("true")):
		s.at += len("true")
		return kindTrue, nil
	case bytes.HasPrefix(rest, []byte("false")):
		s.at += len("false")
		return kindFalse, nil
	case bytes.HasPrefix(rest, []byte("null")):
		s.at += len("null")
		return kindNull, nil
	}
	if s.at >= len(s.text) {
		return 0, s.fail("it ends where a value is expected")
	}
	return 0, s.fail("a value is expected")
}

func (s *scanner) array(v *value, depth int) error {
	s.at++ // [
	if s.peek() == ']' {
		s.at++
		return nil
	}
	for {
		item, err := s.value(depth + 1)
		if err != nil {
			return err
		}
		v.items = append(v.items, item)
		done, err := s.next(']')
		if done || err != nil {
			return err
		}
	}
}

func (s *scanner) object(v *value, depth int) error {
	s.at++ // {
	if s.peek() == '}' {
		s.at++
		return nil
	}
	seen := map[string]bool{}
	for {
		if err := s.member(v, depth, seen); err != nil {
			return err
		}
		done, err := s.next('}')
		if done || err != nil {
			return err
		}
	}
}

func (s *scanner) member(v *value, depth int, seen map[string]bool) error {
	if s.peek() != '"' {
		return s.fail("a name in double quotes is expected")
	}
	start := s.at
	name, err := s.string()
	if err != nil {
		return err
	}
	if seen[name] {
		s.at = start
		return s.fail("the name " + strconv.Quote(shorten(name)) + " is given twice")
	}
	seen[name] = true
	if s.peek() != ':' {
		return s.fail("a colon is expected")
	}
	s.at++
	item, err := s.value(depth + 1)
	if err != nil {
		return err
	}
	v.names, v.items = append(v.names, name), append(v.items, item)
	return nil
}

// next reads what follows an element: a comma, or the end.
func (s *scanner) next(end byte) (done bool, err error) {
	switch s.peek() {
	case end:
		s.at++
		return true, nil
	case ',':
		s.at++
		return false, nil
	case 0:
		return false, s.fail("it ends before '" + string(end) + "'")
	}
	return false, s.fail("a comma or '" + string(end) + "' is expected")
}

// number reads the grammar of RFC 8259 section 6 and keeps the digits as text.
func (s *scanner) number() (string, error) {
	start := s.at
	if s.text[s.at] == '-' {
		s.at++
	}
	whole := s.at
	if s.digits() == 0 {
		return "", s.fail("a digit is expected")
	}
	if s.at-whole > 1 && s.text[whole] == '0' {
		s.at = whole
		return "", s.fail("a number must not start with 0")
	}
	if s.at < len(s.text) && s.text[s.at] == '.' {
		s.at++
		if s.digits() == 0 {
			return "", s.fail("a digit is expected")
		}
	}
	if s.at < len(s.text) && (s.text[s.at] == 'e' || s.text[s.at] == 'E') {
		s.at++
		if s.at < len(s.text) && (s.text[s.at] == '+' || s.text[s.at] == '-') {
			s.at++
		}
		if s.digits() == 0 {
			return "", s.fail("a digit is expected")
		}
	}
	return string(s.text[start:s.at]), nil
}

func (s *scanner) digits() int {
	start := s.at
	for s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9' {
		s.at++
	}
	return s.at - start
}

// string reads a quoted text and decodes it.
func (s *scanner) string() (string, error) {
	s.at++ // "
	var decoded []byte
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return string(decoded), nil
		case c == '\\':
			r, err := s.escape()
			if err != nil {
				return "", err
			}
			decoded = utf8.AppendRune(decoded, r)
		case c < ' ':
			return "", s.fail("a control character must be escaped")
		default:
			r, size := utf8.DecodeRune(s.text[s.at:])
			if r == utf8.RuneError && size == 1 {
				return "", s.fail("not valid UTF-8")
			}
			decoded = append(decoded, s.text[s.at:s.at+size]...)
			s.at += size
		}
	}
	return "", s.fail("it ends inside a text")
}

// escape reads one escape sequence, a surrogate pair included.
func (s *scanner) escape() (rune, error) {
	if s.at+1 >= len(s.text) {
		return 0, s.fail("it ends inside a text")
	}
	const names, meanings = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	c := s.text[s.at+1]
	if c == 'u' {
		return s.unicode()
	}
	i := strings.IndexByte(names, c)
	if i < 0 {
		return 0, s.fail("no such escape sequence")
	}
	s.at += 2
	return rune(meanings[i]), nil
}

func (s *scanner) unicode() (rune, error) {
	first, ok := s.hex(s.at)
	if !ok {
		return 0, s.fail("four hexadecimal digits are expected")
	}
	if !utf16.IsSurrogate(first) {
		s.at += 6
		return first, nil
	}
	second, ok := s.hex(s.at + 6)
	r := utf16.DecodeRune(first, second)
	if !ok || r == utf8.RuneError {
		return 0, s.fail("half of a surrogate pair")
	}
	s.at += 12
	return r, nil
}

// hex reads \uXXXX at a place.
func (s *scanner) hex(at int) (rune, bool) {
	if at+6 > len(s.text) || s.text[at] != '\\' || s.text[at+1] != 'u' {
		return 0, false
	}
	code, err := strconv.ParseUint(string(s.text[at+2:at+6]), 16, 16)
	return rune(code), err == nil
}

// shorten keeps a caller's text in a message readable.
func shorten(text string) string {
	const most = 64
	if len(text) <= most {
		return text
	}
	cut := most
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
