package upstream

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxCode      = 64
	maxMessage   = 900
	maxRequestID = 128
	maxDetails   = 8 << 10
)

// sanitize makes foreign text fit for one log line: valid UTF-8, at most limit
// bytes, and every run of blanks, control and invisible formatting characters
// is one blank.
func sanitize(s string, limit int) string {
	if len(s) <= limit && isPlain(s) {
		return s
	}
	var b strings.Builder
	blank := false
	for _, r := range s {
		if !unicode.IsPrint(r) || r == ' ' {
			blank = b.Len() > 0
			continue
		}
		size := utf8.RuneLen(r)
		if blank {
			size++
		}
		if b.Len()+size > limit-len(ellipsis) {
			return b.String() + ellipsis
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

const ellipsis = "…"

// isPlain says that s is printable ASCII without doubled blanks, the usual case.
func isPlain(s string) bool {
	previous := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || (c == ' ' && previous == ' ') {
			return false
		}
		previous = c
	}
	return previous != ' ' || s == ""
}
