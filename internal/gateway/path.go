package gateway

import (
	"net/url"
	"strings"
)

// pathOf is the path of a request as it was sent, except that characters that
// need no escape have none: /v1/%6Frders is /v1/orders (RFC 3986 section 6.2.2.2).
// EscapedPath alone would not do: where it finds a character that should have been
// escaped it writes the path anew, and an escaped slash becomes a plain one.
func pathOf(u *url.URL) string {
	path := u.RawPath
	if path == "" {
		path = u.EscapedPath()
	}
	first := strings.IndexByte(path, '%')
	if first < 0 {
		return path
	}
	var b strings.Builder
	b.WriteString(path[:first])
	for at := first; at < len(path); at++ {
		if c, ok := unreserved(path[at:]); ok {
			b.WriteByte(c)
			at += 2
			continue
		}
		b.WriteByte(path[at])
	}
	return b.String()
}

// unreserved reads the escape of a character that needs none.
func unreserved(text string) (byte, bool) {
	if len(text) < 3 || text[0] != '%' {
		return 0, false
	}
	decoded, err := url.PathUnescape(text[:3])
	if err != nil {
		return 0, false
	}
	c := decoded[0]
	return c, c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// plainColon writes the last escaped colon of the last segment plainly: some
// clients escape every colon, that of a custom verb too.
func plainColon(path string) (string, bool) {
	last := strings.LastIndexByte(path, '/') + 1
	at := strings.LastIndex(strings.ToUpper(path[last:]), "%3A")
	if at < 0 {
		return "", false
	}
	return path[:last+at] + ":" + path[last+at+len("%3A"):], true
}
