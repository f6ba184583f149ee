package upstream

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// maxCodes bounds how many items of a list of failures are looked at.
const maxCodes = 1000

// codesIn collects every error code in a body, however deep: a list of failures
// may begin with a definite no and end with something else. It is false when
// there are more than anybody will look at.
func codesIn(body []byte) (codes []string, all bool) {
	w := walk{decoder: json.NewDecoder(bytes.NewReader(body))}
	w.decoder.UseNumber()
	for len(w.codes) <= maxCodes {
		token, err := w.decoder.Token()
		if err != nil {
			return w.codes, errors.Is(err, io.EOF)
		}
		w.take(token)
	}
	return w.codes, false
}

// walk is the way through a JSON text.
type walk struct {
	decoder *json.Decoder
	within  []place
	codes   []string
}

// place is the inside of an object or a list.
type place struct {
	object bool
	named  bool // a name was read, and its value comes next
	isCode bool // by that name
}

func (w *walk) take(token json.Token) {
	var at place
	if n := len(w.within); n > 0 {
		at = w.within[n-1]
	}
	if name, isText := token.(string); isText && at.object && !at.named {
		w.within[len(w.within)-1] = place{object: true, named: true, isCode: isCodeName(name)}
		return
	}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' || token == '[' {
			w.within = append(w.within, place{object: token == '{'})
			return // the outer value ends with its bracket
		}
		w.within = w.within[:len(w.within)-1]
	case string:
		w.note(at, token)
	case json.Number:
		w.note(at, token.String())
	}
	if n := len(w.within); n > 0 {
		w.within[n-1].named = false
	}
}

func (w *walk) note(at place, code string) {
	if at.isCode && code != "" {
		w.codes = append(w.codes, code)
	}
}

// isCodeName says whether a member by this name states an error code.
func isCodeName(name string) bool { return plainName(name) == "errorcode" }

// successCode is the vendor's word for success.
const successCode = "CBC.0000"

// sameCode compares as the upstream does not promise one case.
func sameCode(a, b string) bool { return strings.EqualFold(a, b) }

// isGatewayCode says whether the gateway in front of the application gave the
// code, and so whether the call never got further.
func isGatewayCode(code string) bool {
	for _, prefix := range []string{"APIGW.", "APIG."} {
		if len(code) > len(prefix) && sameCode(code[:len(prefix)], prefix) {
			return strings.Trim(code[len(prefix):], "0123456789") == ""
		}
	}
	return false
}

// isIndefinite lists the codes that no status turns into a definite no:
// internal faults, calls still in work, and orders made but not paid.
func isIndefinite(code string) bool {
	switch strings.ToUpper(code) {
	case "CBC.0999", "CBC.99000087", "OSM.0004", "OSM.01010014": // internal, operation abnormal
		return true
	case "CBC.99000088", "CBC.99000050": // payment in work, result timed out
		return true
	case "CBC.30050006", "CBC.99004003": // order made but not paid, code made but not delivered
		return true
	}
	return false
}

// outcome is the truth table over an answer's status and codes. A no to a call
// that moves money or cannot be taken back is definite only in the words of who
// knows: with a published code, or one of the gateway, which lets nothing
// through that it refuses. Anybody on the way can answer a bare 4xx.
func (c *Client) outcome(req *Request, status int, said envelope) Outcome {
	codes := said.codes
	if said.code != "" {
		codes = append(codes[:len(codes):len(codes)], said.code)
	}
	doubt, known := false, said.whole && said.code != ""
	for _, code := range codes {
		doubt = doubt || isIndefinite(code)
		known = known && !sameCode(code, successCode) && (isGatewayCode(code) || c.published(code))
	}
	switch {
	case doubt, status == 408, status == 499: // somebody in between stopped waiting
		return OutcomeUnknown
	case status == 503:
		return refusedIf(sameCode(said.code, "APIGW.0613") || sameCode(said.code, "APIG.0613")) // it could not check the signature
	case status >= 500:
		return OutcomeUnknown
	}
	return refusedIf(known || req.Effect == EffectRead || req.Effect == EffectIdempotent)
}

func refusedIf(sure bool) Outcome {
	if sure {
		return OutcomeRefused
	}
	return OutcomeUnknown
}
