package strict

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Limits says what a query may not set.
type Limits struct {
	// Taken names fields that come from elsewhere.
	Taken Taken
	// Closed is the reason why no parameter is read at all, if so.
	Closed string
}

// Query reads the part of a URL after the question mark into the message.
// Members of a nested message are named with dots, lists are given by
// repetition.
func Query(m protoreflect.Message, raw string, limits Limits) []Problem {
	q := &query{limits: limits}
	for pair := range strings.SplitSeq(raw, "&") {
		if pair != "" {
			q.pair(m, pair)
		}
	}
	return q.problems
}

// Variable sets a field, named by its path in the message, from a text.
func Variable(m protoreflect.Message, path, text string) []Problem {
	q := &query{}
	q.set(m, path, text)
	return q.problems
}

// query is one reading; seen holds the fields that were given, by the numbers
// on the way to them.
type query struct {
	report
	limits Limits
	seen   map[string]bool
}

func (q *query) pair(m protoreflect.Message, pair string) {
	rawName, rawText, _ := strings.Cut(pair, "=")
	name, err := url.QueryUnescape(rawName)
	if err != nil || !utf8.ValidString(name) || name == "" {
		q.add("query", "has a name that is not percent-encoded UTF-8")
		return
	}
	text, err := url.QueryUnescape(rawText)
	if err != nil || strings.Contains(pair, ";") {
		q.add(shorten(name), "must be percent-encoded")
		return
	}
	if q.limits.Closed != "" {
		q.add(shorten(name), q.limits.Closed)
		return
	}
	q.set(m, name, text)
}

// set finds the field that a dotted name leads to and reads the text into it.
func (q *query) set(m protoreflect.Message, name, text string) {
	if !utf8.ValidString(text) {
		q.add(shorten(name), "must be UTF-8")
		return
	}
	way := ""
	for depth, rest := 0, name; ; depth++ {
		step, after, more := strings.Cut(rest, ".")
		fd := find(m.Descriptor(), step)
		if fd == nil || depth > maxDepth {
			q.add(shorten(name), "is not a known parameter")
			return
		}
		if reason := q.limits.Taken[fd.Number()]; way == "" && reason != "" {
			q.known(fd, shorten(name), reason)
			return
		}
		way += string(rune(fd.Number())) + "."
		if !more {
			q.leaf(m, fd, leaf{name: shorten(name), way: way, text: text})
			return
		}
		if !nests(fd) {
			q.add(shorten(name), "is not a known parameter")
			return
		}
		if excluded(m, fd) {
			q.known(fd, shorten(name), reasonChoice)
			return
		}
		m, rest = m.Mutable(fd).Message(), after
	}
}

// nests reports whether a field's members can be named with a dot.
func nests(fd protoreflect.FieldDescriptor) bool {
	if fd.Message() == nil || fd.IsList() || fd.IsMap() {
		return false
	}
	name := fd.Message().FullName()
	return textual(name) == "" && free(name) == "" && wrapped(fd.Message()) == nil
}

// leaf is one parameter: its name as given, the way to its field, its text.
type leaf struct{ name, way, text string }

func (q *query) leaf(m protoreflect.Message, fd protoreflect.FieldDescriptor, l leaf) {
	switch {
	case fd.IsMap():
		q.known(fd, l.name, "cannot be given as a parameter")
		return
	case q.seen[l.way] && !fd.IsList():
		q.known(fd, l.name, reasonTwice)
		return
	case excluded(m, fd):
		q.known(fd, l.name, reasonChoice)
		return
	}
	if q.seen == nil {
		q.seen = map[string]bool{}
	}
	q.seen[l.way] = true
	read, reason := q.read(m, fd, l.text)
	switch {
	case reason != "":
		q.known(fd, l.name, reason)
	case fd.IsList():
		m.Mutable(fd).List().Append(read)
	default:
		m.Set(fd, read)
	}
}

// read turns the text into what the field, or an element of its list, holds.
func (q *query) read(m protoreflect.Message, fd protoreflect.FieldDescriptor, text string) (protoreflect.Value, string) {
	if fd.Message() == nil {
		return fromText(fd, text)
	}
	var fresh protoreflect.Value
	if fd.IsList() {
		fresh = m.NewField(fd).List().NewElement()
	} else {
		fresh = m.NewField(fd)
	}
	reason, handled := wellKnownFromText(fresh.Message(), text)
	if !handled {
		return protoreflect.Value{}, "cannot be given as a parameter"
	}
	return fresh, reason
}
