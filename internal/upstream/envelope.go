package upstream

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// envelope is what an error body says, as it says it: nothing of it may be told
// before it is redacted.
type envelope struct {
	code      string
	message   string
	requestID string
	stated    string   // the code that the body itself states, not one of its items
	codes     []string // all error codes in the body, those of single items too
	whole     bool     // the body was taken apart
	rest      members  // what the other fields do not carry
}

// members is a JSON object.
type members map[string]json.RawMessage

const (
	// maxEnvelope bounds what is taken apart: decoded JSON is several times larger,
	// and no failure takes so many words.
	maxEnvelope = 256 << 10
	// maxNesting bounds how deep an envelope is looked for.
	maxNesting = 4
)

// parseEnvelope reads any of the error bodies in use: BSS and gateway
// (error_code, error_msg), code with message, IAM's nested error, lists of
// failed items, failed check items. Any other body is the message.
func parseEnvelope(body []byte) envelope {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	var all members
	if len(body) > maxEnvelope || json.Unmarshal(body, &all) != nil || all == nil {
		return envelope{message: string(body[:min(len(body), maxRedacted+1)])}
	}
	e := envelope{requestID: all.text("requestid"), stated: all.text("errorcode")}
	e.find(all, maxNesting)
	e.codes, e.whole = codesIn(body)
	if e.message == "" {
		e.message = checkItems(all)
	}
	if e.code == "" && e.message == "" {
		e.message = string(body)
	}
	e.rest = restOf(all)
	return e
}

// saysSuccess is the vendor's own word for it, and nothing beside it that may
// hold a failure.
func (e *envelope) saysSuccess() bool {
	for _, code := range e.codes {
		if !sameCode(code, successCode) {
			return false
		}
	}
	for _, raw := range e.rest {
		if !isScalar(raw) {
			return false
		}
	}
	return e.whole && e.stated != ""
}

// find takes code and message from the members themselves, else from the first
// nested object or list item that has them, by sorted name.
func (e *envelope) find(all members, depth int) bool {
	e.code = all.text("errorcode", "code")
	e.message = all.text("errormsg", "errormessage", "message", "msg")
	if e.code != "" {
		return true
	}
	if e.message == "" {
		e.message = all.text("error", "errordescription", "detail")
	}
	if depth == 0 {
		return e.message != ""
	}
	own := e.message
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if nested := objectIn(all[name]); nested != nil {
			if e.find(nested, depth-1) && e.code != "" {
				return true
			}
			if own == "" {
				own = e.message
			}
		}
	}
	e.code, e.message = "", own
	return own != ""
}

// objectIn is an object itself, and of a list its first item, which is the first
// failure.
func objectIn(raw json.RawMessage) members {
	raw = bytes.TrimLeft(raw, " \t\r\n")
	if bytes.HasPrefix(raw, []byte("[")) {
		var items []json.RawMessage
		if json.Unmarshal(raw, &items) != nil || len(items) == 0 {
			return nil
		}
		raw = bytes.TrimLeft(items[0], " \t\r\n")
	}
	var nested members
	if !bytes.HasPrefix(raw, []byte("{")) || json.Unmarshal(raw, &nested) != nil {
		return nil
	}
	return nested
}

// plainName is a name in lower case and without what joins its words: one name
// has many spellings in the upstream.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// text is the first member among plain names that holds a non-empty string or a
// number.
func (all members) text(names ...string) string {
	spellings := map[string][]string{}
	for spelling := range all {
		if name := plainName(spelling); slices.Contains(names, name) {
			spellings[name] = append(spellings[name], spelling)
		}
	}
	for _, name := range names {
		slices.Sort(spellings[name])
		for _, spelling := range spellings[name] {
			if text := textOf(all[spelling]); text != "" {
				return text
			}
		}
	}
	return ""
}

// textOf is a string or the digits of a number, empty for anything else.
func textOf(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil && text != "" {
		return text
	}
	var number json.Number
	if json.Unmarshal(raw, &number) == nil {
		return number.String()
	}
	return ""
}

// checkItems words the list of failed business checks.
func checkItems(all members) string {
	for _, name := range []string{"fail_check_items", "failCheckItems"} {
		var items []string
		if json.Unmarshal(all[name], &items) == nil && len(items) > 0 {
			return "failed checks: " + strings.Join(items, ", ")
		}
	}
	return ""
}

// restOf is the members that the envelope's fields do not carry. The largest are
// left out until the others are short enough to be handed on.
func restOf(all members) members {
	rest := maps.Clone(all)
	for name, raw := range rest {
		switch plainName(name) {
		case "errorcode", "errormsg", "errormessage", "code", "message", "msg", "requestid", "encodedauthorizationmessage":
			if isScalar(raw) {
				delete(rest, name)
			}
		}
		if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
			delete(rest, name)
		}
	}
	for total, names := size(rest), byLength(rest); total > maxDetails; names = names[1:] {
		total -= sizeOf(names[0], rest[names[0]])
		delete(rest, names[0])
	}
	return rest
}

// size is what the members take as an object, or a little more.
func size(all members) int {
	total := 2
	for name, raw := range all {
		total += sizeOf(name, raw)
	}
	return total
}

func sizeOf(name string, raw json.RawMessage) int { return len(name) + len(raw) + 4 }

// byLength is the names of members, that of the longest first.
func byLength(all members) []string {
	return slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(all[b]), len(all[a])), cmp.Compare(a, b))
	})
}

func isScalar(raw json.RawMessage) bool {
	return len(raw) > 0 && raw[0] != '{' && raw[0] != '['
}
