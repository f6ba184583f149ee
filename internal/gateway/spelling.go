package gateway

import (
	"bytes"
	"strings"

	"github.com/ocegate/ocegate/internal/fault"
)

// spelling is how the caller of a request writes names: this door reads page_size
// as well as pageSize, and an error names what was sent. It holds the names that
// came as proto files have them; all others are in lowerCamelCase.
type spelling map[string]bool

// mostSpelled bounds what is remembered of one request.
const mostSpelled = 64

// spellingOf looks for names of several words in a query and a body. Nearly all
// callers write lowerCamelCase, for whom it is nil. What only looks like a name
// does no harm: nothing is spelled after it but a field of that name.
func spellingOf(query string, body []byte) spelling {
	var found spelling
	if strings.IndexByte(query, '_') >= 0 {
		for pair := range strings.SplitSeq(query, "&") {
			name, _, _ := strings.Cut(pair, "=")
			for part := range strings.SplitSeq(name, ".") {
				found = found.with(part)
			}
		}
	}
	if bytes.IndexByte(body, '_') < 0 {
		return found
	}
	var before []byte
	for part := range bytes.SplitSeq(body, []byte(`"`)) {
		if bytes.HasPrefix(bytes.TrimLeft(part, " \t\r\n"), []byte(":")) && bytes.IndexByte(before, '_') >= 0 {
			found = found.with(string(before))
		}
		before = part
	}
	return found
}

func (s spelling) with(name string) spelling {
	if !strings.Contains(name, "_") || len(s) >= mostSpelled {
		return s
	}
	if s == nil {
		s = spelling{}
	}
	s[name] = true
	return s
}

// reword puts a violation of the chain into the caller's spelling.
func (s spelling) reword(v fault.Violation) fault.Violation {
	v.Field = s.path(v.Field)
	v.Description = fault.SpellNames(v.Description, s.path)
	return v
}

// path spells a path in proto names.
func (s spelling) path(path string) string {
	var b strings.Builder
	for path != "" {
		end := strings.IndexAny(path, ".[]")
		if end < 0 {
			end = len(path)
		}
		name := path[:end]
		if !s[name] {
			name = fault.JSONName(name)
		}
		b.WriteString(name)
		if end < len(path) {
			b.WriteByte(path[end])
			end++
		}
		path = path[end:]
	}
	return b.String()
}
