package translate

import (
	"strings"
	"unicode/utf8"

	"github.com/ocegate/ocegate/internal/restcall"
)

const hexDigits = "0123456789ABCDEF"

// segment encodes the value of a path variable. A value that could change which
// path is meant is refused, even in encoded form: the upstream decodes the path
// before it splits it.
func segment(value string) (string, *Error) {
	switch {
	case value == "":
		return "", requestError("is required")
	case value == "." || value == "..":
		return "", requestError("must not be a path step")
	case strings.ContainsAny(value, `/\`):
		return "", requestError("must not hold a slash")
	case !utf8.ValidString(value):
		return "", requestError("must be valid UTF-8")
	}
	for i := range len(value) {
		if isControl(value[i]) {
			return "", requestError(noControl)
		}
	}
	return restcall.EscapeSegment(value), nil
}

const noControl = "must not hold control characters"

func isControl(b byte) bool { return b < 0x20 || b == 0x7f }

// controlled refuses a text with control characters, which no id and no name has:
// who sends one means something else than what the upstream would read.
func (p *parameter) controlled(text string) *Error {
	for i := range len(text) {
		if b := text[i]; isControl(b) && !(p.lines && (b == '\n' || b == '\r' || b == '\t')) {
			return requestError(noControl)
		}
	}
	return nil
}

// appendJSONString writes a JSON string. The text must be valid UTF-8.
func appendJSONString(out []byte, text string) []byte {
	out = append(out, '"')
	for start := 0; ; {
		end, _ := plainEnd(text, start)
		out = append(out, text[start:end]...)
		if end == len(text) {
			return append(out, '"')
		}
		out = appendEscaped(out, text[end])
		start = end + 1
	}
}

func appendEscaped(out []byte, b byte) []byte {
	switch b {
	case '"', '\\':
		return append(out, '\\', b)
	case '\n':
		return append(out, '\\', 'n')
	case '\r':
		return append(out, '\\', 'r')
	case '\t':
		return append(out, '\\', 't')
	default:
		return append(out, '\\', 'u', '0', '0', hexDigits[b>>4], hexDigits[b&15])
	}
}
