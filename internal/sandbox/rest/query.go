package rest

import (
	"errors"
	"net/url"
	"strings"
	"unicode/utf8"
)

// queryParam is one decoded name and value of the query string, in wire order.
type queryParam struct {
	name, value string
}

// parseQuery decodes a query string strictly; net/url silently drops what it cannot read.
func parseQuery(raw string) ([]queryParam, error) {
	if raw == "" {
		return nil, nil
	}
	var out []queryParam
	for _, part := range strings.Split(raw, "&") {
		if part == "" {
			continue
		}
		rawName, rawValue, _ := strings.Cut(part, "=")
		name, err := url.QueryUnescape(rawName)
		if err != nil {
			return nil, errors.New("a parameter name has a broken percent escape")
		}
		value, err := url.QueryUnescape(rawValue)
		if err != nil {
			return nil, errors.New("the value of " + name + " has a broken percent escape")
		}
		if name == "" || !utf8.ValidString(name) || !utf8.ValidString(value) {
			return nil, errors.New("parameters need a name and UTF-8 text")
		}
		out = append(out, queryParam{name, value})
	}
	return out, nil
}

// presence is the state in which a parameter was carried.
type presence int

const (
	carriedEmpty  presence = iota // name without value
	carriedQuotes                 // name=""
	carriedNull                   // name=null
	carriedValue
)

// presenceOf reads the state from the value; the mapping of the reference's four words to bytes is an interpretation.
func presenceOf(value string) presence {
	switch value {
	case "":
		return carriedEmpty
	case `""`:
		return carriedQuotes
	case "null":
		return carriedNull
	}
	return carriedValue
}

// verdict is what a rule makes of a presence state.
type verdict string

const (
	ignored  verdict = "ignore" // as if absent: no filter, or the default
	rejected verdict = "reject"
	filters  verdict = "filter" // taken literally, matching next to nothing
)

// judge looks the state up in a rule like "ignore reject filter" (empty, "", null).
// A parameter without such a rule takes no special states.
func (rule paramRule) judge(p presence) verdict {
	words := strings.Fields(rule.Presence)
	if p == carriedValue {
		return filters
	}
	if len(words) != 3 {
		return rejected
	}
	return verdict(words[p])
}
