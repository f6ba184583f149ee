package gateway

import (
	"strings"
)

// disposition names a file that is to be saved (RFC 6266). A name that not every
// client reads the same way stands twice: plainly, with _ for what is doubtful, and
// exactly, as filename*.
func disposition(name string) string {
	const attachment = "attachment"
	if name = strings.ToValidUTF8(name, ""); name == "" {
		return attachment
	}
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\\%`, r) {
			return '_'
		}
		return r
	}, name)
	text := attachment + `; filename="` + plain + `"`
	if plain == name {
		return text
	}
	return text + "; filename*=UTF-8''" + extended(name)
}

// extended is a value as RFC 8187 section 3.2 writes it.
func extended(name string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("!#$&+-.^_`|~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
