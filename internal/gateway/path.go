package gateway

import (
	"iter"
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
		if path[at] != '%' {
			b.WriteByte(path[at])
			continue
		}
		escape := path[at:min(at+len("%2F"), len(path))]
		text, err := url.PathUnescape(escape)
		if err != nil {
			return "" // net/http lets no such path in
		}
		if !unreserved(text[0]) {
			text = escape
		}
		b.WriteString(text)
		at += len("2F")
	}
	return b.String()
}

// unreserved says of a character that it needs no escape.
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// spellings are a path, and the same with the last escaped colon of its last segment
// written plainly: some clients escape every colon, that of a custom verb too.
func spellings(path string) iter.Seq[string] {
	return func(yield func(string) bool) {
		last := strings.LastIndexByte(path, '/') + 1
		at := strings.LastIndex(strings.ToUpper(path[last:]), "%3A")
		if yield(path) && at >= 0 {
			yield(path[:last+at] + ":" + path[last+at+len("%3A"):])
		}
	}
}

// cutVerb splits a path at the last colon of its last segment.
func cutVerb(path string) (name, verb string, ok bool) {
	colon := strings.LastIndexByte(path, ':')
	if colon < 0 || colon == len(path)-1 || strings.IndexByte(path[colon:], '/') >= 0 {
		return "", "", false
	}
	return path[:colon], path[colon+1:], true
}
