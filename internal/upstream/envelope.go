package upstream

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// envelope is what an error body says.
type envelope struct {
	code      string
	message   string
	requestID string
	details   json.RawMessage
}

// maxEnvelope bounds what is taken apart: decoded JSON is several times larger.
const maxEnvelope = 1 << 20

// maxNesting bounds how deep an envelope is looked for.
const maxNesting = 4

// parseEnvelope reads any of the error bodies in use: BSS and gateway
// (error_code, error_msg), code with message, IAM's nested error, lists of
// failed items, failed check items. Of any other body the start is the message.
func parseEnvelope(body []byte) envelope {
	var members map[string]json.RawMessage
	if len(body) > maxEnvelope || json.Unmarshal(body, &members) != nil || members == nil {
		return envelope{message: string(body[:min(len(body), 2*maxMessage)])}
	}
	e := envelope{requestID: textMember(members, "request_id", "requestId")}
	e.find(members, maxNesting)
	if e.message == "" {
		e.message = checkItems(members)
	}
	if e.code == "" && e.message == "" {
		e.message = string(body[:min(len(body), 2*maxMessage)])
	}
	e.details = restOf(members)
	return e
}

// find takes code and message from the members themselves, else from the first
// nested object or list item that has them, by sorted name.
func (e *envelope) find(members map[string]json.RawMessage, depth int) bool {
	e.code = textMember(members, "error_code", "errorCode", "code")
	e.message = textMember(members, "error_msg", "errorMsg", "error_message", "message", "msg")
	if e.code != "" {
		return true
	}
	if e.message == "" {
		e.message = textMember(members, "error", "error_description", "detail")
	}
	if depth == 0 {
		return e.message != ""
	}
	own := e.message
	for _, name := range slices.Sorted(maps.Keys(members)) {
		for _, nested := range objects(members[name]) {
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

// objects gives an object as itself and a list by its first item, which is the
// first failure.
func objects(raw json.RawMessage) []map[string]json.RawMessage {
	raw = bytes.TrimLeft(raw, " \t\r\n")
	if len(raw) == 0 {
		return nil
	}
	switch raw[0] {
	case '{':
		var nested map[string]json.RawMessage
		if json.Unmarshal(raw, &nested) == nil {
			return []map[string]json.RawMessage{nested}
		}
	case '[':
		var items []json.RawMessage
		if json.Unmarshal(raw, &items) == nil && len(items) > 0 && bytes.HasPrefix(items[0], []byte("{")) {
			return objects(items[0])
		}
	}
	return nil
}

// textMember is the first member among names that holds a non-empty string or
// a number.
func textMember(members map[string]json.RawMessage, names ...string) string {
	for _, name := range names {
		raw := members[name]
		var text string
		if json.Unmarshal(raw, &text) == nil && text != "" {
			return text
		}
		var number json.Number
		if json.Unmarshal(raw, &number) == nil && number != "" {
			return number.String()
		}
	}
	return ""
}

// checkItems words the list of failed business checks.
func checkItems(members map[string]json.RawMessage) string {
	for _, name := range []string{"fail_check_items", "failCheckItems"} {
		var items []string
		if json.Unmarshal(members[name], &items) == nil && len(items) > 0 {
			return "failed checks: " + strings.Join(items, ", ")
		}
	}
	return ""
}

// restOf is the members that the envelope's fields do not carry, as one object.
func restOf(members map[string]json.RawMessage) json.RawMessage {
	rest := maps.Clone(members)
	for _, name := range []string{
		"error_code", "errorCode", "error_msg", "errorMsg", "error_message", "code", "message", "msg",
		"request_id", "requestId", "encoded_authorization_message",
	} {
		if isScalar(rest[name]) {
			delete(rest, name)
		}
	}
	for name, raw := range rest {
		if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
			delete(rest, name)
		}
	}
	for size(rest) > maxDetails {
		delete(rest, largest(rest))
	}
	if len(rest) == 0 {
		return nil
	}
	text, err := json.Marshal(rest)
	if err != nil {
		return nil
	}
	return cappedJSON(text)
}

// size is what the members take as an object, or a little more.
func size(members map[string]json.RawMessage) int {
	total := 2
	for name, raw := range members {
		total += len(name) + len(raw) + 4
	}
	return total
}

func largest(members map[string]json.RawMessage) string {
	names := slices.Sorted(maps.Keys(members))
	return slices.MaxFunc(names, func(a, b string) int { return cmp.Compare(len(members[a]), len(members[b])) })
}

func isScalar(raw json.RawMessage) bool {
	return len(raw) > 0 && raw[0] != '{' && raw[0] != '['
}
