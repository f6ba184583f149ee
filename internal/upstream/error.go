package upstream

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Kind says what went wrong.
type Kind uint8

// Kinds of failure.
const (
	KindRefused     Kind = iota + 1 // upstream answered and said no
	KindUnreachable                 // no answer
	KindUnreadable                  // the reply is not of the declared shape
	KindRedirect                    // 3xx, which is never followed
	KindTooLarge                    // the reply is larger than the cap
	KindCanceled                    // the caller gave up
	KindDeadline                    // the caller's time ran out
	KindRequest                     // the request could not be built
	KindBroken                      // the reply broke off
	KindNoMemory                    // the replies of other calls hold all memory there is for them
	KindUntrusted                   // the server's certificate does not prove who it is
)

// String is the kind's name.
func (k Kind) String() string {
	switch k {
	case KindRefused:
		return "refused"
	case KindUnreachable:
		return "unreachable"
	case KindUnreadable:
		return "unreadable reply"
	case KindRedirect:
		return "redirected"
	case KindTooLarge:
		return "reply too large"
	case KindCanceled:
		return "canceled"
	case KindDeadline:
		return "deadline exceeded"
	case KindRequest:
		return "bad request"
	case KindBroken:
		return "reply broken off"
	case KindNoMemory:
		return "no memory for the reply"
	case KindUntrusted:
		return "certificate not trusted"
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// Outcome says whether a failed call may have had its effect. The zero value
// is the cautious one.
type Outcome uint8

// Outcomes of a failed call.
const (
	OutcomeUnknown Outcome = iota // bytes may have reached upstream and no definite answer came
	OutcomeNotSent                // surely no effect: upstream cannot have got the request
	OutcomeRefused                // upstream answered a definite no
)

// String is the outcome's name.
func (o Outcome) String() string {
	switch o {
	case OutcomeUnknown:
		return "unknown"
	case OutcomeNotSent:
		return "not sent"
	case OutcomeRefused:
		return "refused"
	}
	return fmt.Sprintf("outcome %d", uint8(o))
}

// maxErrorText bounds Error(): it ends in logs and in answers to callers.
const maxErrorText = 1024

// Error is the only error that Client.Do returns. It holds nothing secret.
type Error struct {
	Operation  string
	HTTPStatus int    // 0 when no answer came
	Code       string // upstream's error code, "" when it gave none
	Message    string // upstream's words, sanitised and capped
	RequestID  string
	RetryAfter time.Duration
	Kind       Kind
	Outcome    Outcome
	Details    json.RawMessage // the other members of the error body; nil when none
	Err        error           // the cause on our side, if any
}

// Error is one line of at most 1 kB without control characters.
func (e *Error) Error() string {
	text := "upstream"
	if e.Operation != "" {
		text += " " + e.Operation
	}
	text += ": " + e.Kind.String()
	if e.HTTPStatus != 0 {
		text += ": HTTP " + strconv.Itoa(e.HTTPStatus)
	}
	if e.Code != "" {
		text += ": " + e.Code
	}
	if e.Message != "" {
		text += ": " + e.Message
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	if e.RequestID == "" {
		return sanitize(text, maxErrorText)
	}
	suffix := " " + sanitize("(request id "+e.RequestID+")", maxErrorText/4)
	return sanitize(text, maxErrorText-len(suffix)) + suffix
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// AnswerError is the error for a 2xx reply whose body carries a failing
// error_code; the room that decodes bodies finds those, with a message if it
// stands beside the code.
func (req *Request) AnswerError(resp *Response, code, message string, body []byte) *Error {
	said := parseEnvelope(body)
	said.code = code
	if message != "" {
		said.message = message
	}
	return resp.refused(req, said)
}

// UnreadableError is the error for a 2xx reply that does not decode to the
// declared shape. Its outcome is unknown: the call may have done its work.
func (req *Request) UnreadableError(resp *Response, err error) *Error {
	e := resp.errorFor(req)
	e.Kind = KindUnreadable
	e.Err = resp.redactor().cause(err)
	return e
}

// TooLargeError is the error for a reply that would become more than is passed on.
func (req *Request) TooLargeError(resp *Response, err error) *Error {
	e := req.UnreadableError(resp, err)
	e.Kind = KindTooLarge
	return e
}

// refused is the one place where an upstream answer becomes an error: all that
// it says is redacted as it was meant, then encoded again, then cut.
func (r *Response) refused(req *Request, said envelope) *Error {
	e, hide := r.errorFor(req), r.redactor()
	e.Kind = KindRefused
	e.Code = sanitize(hide.text(said.code), maxCode)
	e.Message = sanitize(hide.text(said.message), maxMessage)
	if e.RequestID == "" {
		e.RequestID = sanitize(hide.text(said.requestID), maxRequestID)
	}
	e.Details = hide.object(said.rest)
	e.Outcome = r.client.outcome(req, r.Status, said)
	return e
}
