package translate

import "strconv"

// Kind says whose fault an Error is.
type Kind uint8

const (
	// KindRequest is a value in the caller's message that cannot be sent.
	KindRequest Kind = iota + 1
	// KindSite is an operation that the configured site does not offer.
	KindSite
	// KindAnswer is an upstream answer that is not of the declared shape.
	KindAnswer
	// KindTooLarge is more in a request than this server passes on.
	KindTooLarge
	// KindPlan is a fault in the proto options; the server does not start.
	KindPlan
)

// Error is a value that could not be translated, with the place where it stands.
type Error struct {
	// Kind says whose fault it is.
	Kind Kind
	// Operation is the upstream operation, or the proto name for KindPlan.
	Operation string
	// Field is the path in the public message, for example `orders[3].create_time`.
	Field string
	// Upstream is the path in the upstream's JSON, for example
	// `order_infos[3].create_time`; empty for KindRequest and KindSite.
	Upstream string
	// Reason says what is wrong, without the value itself.
	Reason string
}

// Error renders `operation: field <- upstream: reason`.
func (e *Error) Error() string {
	text := e.Operation
	if e.Field != "" {
		text += ": " + e.Field
	}
	if e.Upstream != "" {
		text += " <- " + e.Upstream
	}
	return text + ": " + e.Reason
}

// within puts a member in front of both paths while an error travels outwards;
// a successful call thus pays nothing for its paths.
func (e *Error) within(field, upstream string) *Error {
	e.Field = joinPath(field, e.Field)
	e.Upstream = joinPath(upstream, e.Upstream)
	return e
}

// at puts a list index in front of both paths; a request has only one.
func (e *Error) at(index int) *Error {
	mark := "[" + strconv.Itoa(index) + "]"
	e.Field = joinPath(mark, e.Field)
	if e.Kind == KindAnswer {
		e.Upstream = joinPath(mark, e.Upstream)
	}
	return e
}

func joinPath(head, tail string) string {
	if tail == "" || tail[0] == '[' {
		return head + tail
	}
	if head == "" {
		return tail
	}
	return head + "." + tail
}

// answerError starts an Error at the value that could not be read.
func answerError(reason string) *Error { return &Error{Kind: KindAnswer, Reason: reason} }
