package upstream

import (
	"html"
	"strconv"
)

// unit is one visible character of a text and the bytes that spell it.
type unit struct {
	char     byte // folded
	from, to int
}

// units are the visible ASCII characters of a text. Blanks, control characters
// and everything beyond ASCII are passed over, so that nothing is hidden by
// being broken over lines or strewn with what cannot be seen.
func units(text string) []unit {
	found := make([]unit, 0, len(text))
	for i := range len(text) {
		if isVisible(rune(text[i])) {
			found = append(found, unit{fold(text[i]), i, i + 1})
		}
	}
	return found
}

func isVisible(r rune) bool { return r > ' ' && r < 0x7f }

// fold makes the same of both cases and of the two alphabets of base64.
func fold(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case c == '-':
		return '+'
	case c == '_':
		return '/'
	}
	return c
}

func folded(text string) string {
	found := units(text)
	b := make([]byte, len(found))
	for i, u := range found {
		b[i] = u.char
	}
	return string(b)
}

// unspelled takes one layer of escapes off: those of JSON and of program texts,
// of URLs and of HTML. It says whether there was any.
func unspelled(text []unit) (plain []unit, changed bool) {
	plain = make([]unit, 0, len(text))
	for i := 0; i < len(text); {
		char, count := spelled(text[i:])
		if count == 0 {
			plain = append(plain, text[i])
			i++
			continue
		}
		if isVisible(char) {
			plain = append(plain, unit{fold(byte(char)), text[i].from, text[i+count-1].to})
		}
		changed = true
		i += count
	}
	return plain, changed
}

// spelled reads the escape that the text begins with: the character, and how
// many units it takes; none for no escape.
func spelled(text []unit) (char rune, count int) {
	if len(text) < 2 {
		return 0, 0
	}
	switch text[0].char {
	case '%':
		if text[1].char == 'u' {
			return hexAt(text, 2, 4)
		}
		return hexAt(text, 1, 2)
	case '\\':
		return backslashed(text)
	case '&':
		return entity(text)
	}
	return 0, 0
}

func backslashed(text []unit) (char rune, count int) {
	switch c := text[1].char; c {
	case 'u':
		return hexAt(text, 2, 4)
	case 'x':
		return hexAt(text, 2, 2)
	case 'n', 'r', 't', 'b', 'f', 'v':
		return ' ', 2
	default:
		return rune(c), 2
	}
}

// hexAt reads so many hexadecimal digits behind an introduction.
func hexAt(text []unit, start, digits int) (char rune, count int) {
	if len(text) < start+digits {
		return 0, 0
	}
	return numberOf(text[start:start+digits], 16), countIf(start+digits, areDigits(text[start:start+digits], 16))
}

func countIf(count int, ok bool) int {
	if ok {
		return count
	}
	return 0
}

// maxEntity is the length of the longest entity that is looked for.
const maxEntity = 12

// entity reads an entity of HTML, which may lack its semicolon when it is a
// number.
func entity(text []unit) (char rune, count int) {
	text = text[:min(len(text), maxEntity)]
	if text[1].char != '#' {
		return namedEntity(text)
	}
	start, base := 2, 10
	if len(text) > 2 && text[2].char == 'x' {
		start, base = 3, 16
	}
	end := start
	for end < len(text) && areDigits(text[end:end+1], base) {
		end++
	}
	if end == start {
		return 0, 0
	}
	char = numberOf(text[start:end], base)
	if end < len(text) && text[end].char == ';' {
		end++
	}
	return char, end
}

func namedEntity(text []unit) (char rune, count int) {
	name := make([]byte, 0, maxEntity)
	for i, u := range text[1:] {
		if u.char == ';' {
			char = entityNamed(string(name))
			return char, countIf(i+2, char != 0)
		}
		name = append(name, u.char)
	}
	return 0, 0
}

// entityNamed is the character of a name in lower case; 0 for no name.
func entityNamed(name string) rune {
	switch name {
	case "tab", "newline":
		return ' '
	case "hyphen", "dash":
		return '-'
	}
	text := []rune(html.UnescapeString("&" + name + ";"))
	if len(text) != 1 {
		return 0
	}
	return text[0]
}

func areDigits(text []unit, base int) bool {
	for _, u := range text {
		if _, err := strconv.ParseUint(string(u.char), base, 8); err != nil {
			return false
		}
	}
	return true
}

// numberOf is 0 for what is no number, and for one that is no character.
func numberOf(text []unit, base int) rune {
	value := uint64(0)
	for _, u := range text {
		digit, _ := strconv.ParseUint(string(u.char), base, 8)
		value = value*uint64(base) + digit
		if value > 0x10ffff {
			return 0
		}
	}
	return rune(value)
}
