package ordered

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// lineLength is how many characters an object or a list may take to stand on
// one line: most of a description of an API are many small objects.
const lineLength = 120

// Pretty writes a value for people: what is short on one line, what is long with
// a line for each member.
func Pretty(value any) (string, error) {
	var b bytes.Buffer
	err := pretty(&b, value, 0)
	b.WriteByte('\n')
	return b.String(), err
}

func pretty(b *bytes.Buffer, value any, depth int) error {
	line, err := spaced(value)
	if err != nil {
		return err
	}
	if utf8.RuneCountInString(line)+2*depth <= lineLength && depth > 0 {
		b.WriteString(line)
		return nil
	}
	switch value := value.(type) {
	case *Object:
		return prettyObject(b, value, depth)
	case []any:
		return prettyList(b, value, depth)
	}
	b.WriteString(line)
	return nil
}

func prettyObject(b *bytes.Buffer, o *Object, depth int) error {
	if len(o.names) == 0 {
		b.WriteString("{}")
		return nil
	}
	for i, name := range o.names {
		b.WriteString(opening(i, "{"))
		indent(b, depth+1)
		key, err := Plain(name)
		if err != nil {
			return err
		}
		b.Write(append(key, ": "...))
		if err := pretty(b, o.values[name], depth+1); err != nil {
			return err
		}
	}
	indent(b, depth)
	b.WriteByte('}')
	return nil
}

func prettyList(b *bytes.Buffer, list []any, depth int) error {
	if len(list) == 0 {
		b.WriteString("[]")
		return nil
	}
	for i, item := range list {
		b.WriteString(opening(i, "["))
		indent(b, depth+1)
		if err := pretty(b, item, depth+1); err != nil {
			return err
		}
	}
	indent(b, depth)
	b.WriteByte(']')
	return nil
}

// opening is what stands before the item with an index.
func opening(index int, bracket string) string {
	if index == 0 {
		return bracket
	}
	return ","
}

func indent(b *bytes.Buffer, depth int) {
	b.WriteString("\n" + strings.Repeat("  ", depth))
}

// spaced writes a value on one line, with a space behind colons and commas.
func spaced(value any) (string, error) {
	var b strings.Builder
	switch value := value.(type) {
	case *Object:
		b.WriteByte('{')
		for i, name := range value.names {
			key, err := Plain(name)
			if err != nil {
				return "", err
			}
			member, err := spaced(value.values[name])
			if err != nil {
				return "", err
			}
			b.WriteString(between(i) + string(key) + ": " + member)
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for i, item := range value {
			text, err := spaced(item)
			if err != nil {
				return "", err
			}
			b.WriteString(between(i) + text)
		}
		b.WriteByte(']')
	default:
		text, err := Plain(value)
		return string(text), err
	}
	return b.String(), nil
}

func between(index int) string {
	if index == 0 {
		return ""
	}
	return ", "
}
