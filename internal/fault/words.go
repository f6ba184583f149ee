package fault

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/ocegate/ocegate/internal/translate"
)

// maxNamed is how many violations the message names; BadRequest has them all.
const maxNamed = 3

// message says what was wrong, where, and what to do, naming as many violations
// as there is room for.
func (d *draft) message() string {
	for named := min(len(d.violations), maxNamed); ; named-- {
		if text := d.naming(named); percentEncoded(text) <= maxMessage || named == 0 {
			return text
		}
	}
}

func (d *draft) naming(named int) string {
	var b strings.Builder
	b.WriteString(d.row.message)
	if d.where != "" {
		b.WriteString(" (" + d.where + ")")
	}
	separator := ": "
	for _, v := range d.violations[:named] {
		b.WriteString(separator + v.text())
		separator = "; "
	}
	switch more := len(d.violations) - named; {
	case named == 0: // details alone say it
	case d.left > 0:
		fmt.Fprintf(&b, "; and at least %d more", more+d.left)
	case more > 0:
		fmt.Fprintf(&b, "; and %d more", more)
	}
	b.WriteString(". " + d.row.advice + ".")
	return clean(b.String())
}

// clean makes foreign text fit for a proto message, which refuses any other.
func clean(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// unread is what in an answer could not be read, or nil.
func unread(err error) *translate.Error {
	var wrong *translate.Error
	if errors.As(err, &wrong) && wrong.Kind == translate.KindAnswer {
		return wrong
	}
	return nil
}

// JSONName is a name, or a path of names, as JSON spells it: in lowerCamelCase.
func JSONName(name string) string { return jsonPath(name) }

// SpellNames spells the names of fields in a text; it finds those of several words.
func SpellNames(text string, spell func(name string) string) string {
	return protoName.ReplaceAllStringFunc(text, spell)
}

// jsonPath turns the names of a path into lowerCamelCase, as protojson does.
func jsonPath(path string) string {
	if !strings.Contains(path, "_") {
		return path
	}
	var b strings.Builder
	upper := false
	for _, r := range path {
		switch {
		case r == '_':
			upper = true
			continue
		case upper:
			r = unicode.ToUpper(r)
		}
		upper = false
		b.WriteRune(r)
	}
	return b.String()
}

// protoName is a name of several words as proto files spell it.
var protoName = regexp.MustCompile(`\b[a-z][a-z0-9]*(_[a-z0-9]+)+\b`)

// locale is the language of the upstream's words, which it does not name: it
// writes Chinese or English.
func locale(text string) string {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			return "zh-CN"
		}
	}
	return "en-US"
}

// personal matches what may identify somebody or open something in free text:
// mail addresses, long runs of digits (phones, ids) and long opaque words
// (keys, tokens, signatures).
var personal = regexp.MustCompile(`[^\s"'<>@]+@[^\s"'<>@]+|\+?[0-9][0-9 -]{5,}[0-9]|[A-Za-z0-9+/=_-]{32,}`)

// maxScrubbed bounds free text in a log line.
const maxScrubbed = 512

// scrub makes the text of an unexpected error fit for the log: one line,
// bounded, without what personal matches.
func scrub(text string) string {
	text = personal.ReplaceAllString(strings.ToValidUTF8(text, "?"), "***")
	text = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, text)
	if len(text) > maxScrubbed {
		text = strings.ToValidUTF8(text[:maxScrubbed], "") + "…"
	}
	return text
}

func typeName(value any) string { return fmt.Sprintf("%T", value) }
