package fault

import (
	"strconv"
	"strings"
	"time"
)

// Violation is one field of a request that breaks a rule.
type Violation struct {
	Field       string // path in proto spelling, for example `orders[3].create_time`; empty for the whole request
	Rule        string // UPPER_SNAKE name of the rule; may be empty
	Description string // what the field must be, without the value
	Known       string // the field's own name where Field is the caller's spelling; may be empty
}

// RefusalError is what a room of ocegate returns when it refuses a call or
// fails itself; the table gives it code and words by its reason.
type RefusalError struct {
	Reason     Reason        // one of the constants of this package
	Where      string        // what the refusal is about, for the message; may be empty
	Violations []Violation   // for BadRequest
	More       int           // how many violations at least are left out of Violations
	Spelled    bool          // the violations' fields are spelled as the caller wrote them
	RetryAfter time.Duration // for RetryInfo; 0 for none
	Err        error         // the cause, for the log alone
}

// Error is the text for the log.
func (e *RefusalError) Error() string {
	parts := make([]string, 0, len(e.Violations)+2)
	parts = append(parts, string(e.Reason))
	if e.Where != "" {
		parts[0] += " (" + e.Where + ")"
	}
	for _, violation := range e.Violations {
		parts = append(parts, violation.text())
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// cause is what the log may say: fields in proto spelling are ours, but those
// in the caller's own spelling are the caller's text, of which only the names of
// known fields may be told.
func (e *RefusalError) cause() string {
	parts := make([]string, 0, len(e.Violations)+1)
	for _, v := range e.Violations {
		if !e.Spelled {
			parts = append(parts, v.text())
		}
	}
	if e.Spelled {
		parts = append(parts, strconv.Itoa(len(e.Violations))+" violations"+e.knownFields())
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return scrub(strings.Join(parts, "; "))
}

func (e *RefusalError) knownFields() string {
	var names []string
	for _, v := range e.Violations {
		if v.Known != "" {
			names = append(names, v.Known)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " (" + strings.Join(names, ", ") + ")"
}

// Unwrap is the cause.
func (e *RefusalError) Unwrap() error { return e.Err }

// text puts field and description into one sentence.
func (v Violation) text() string {
	if v.Field == "" {
		return v.Description
	}
	return v.Field + " " + v.Description
}

// Invalid refuses a request by the fields that are wrong.
func Invalid(violations ...Violation) error {
	return &RefusalError{Reason: RequestInvalid, Violations: violations}
}

// StoppedError is the failure of a call that this server ended because it stops:
// what else would read as the caller's cancellation is the server's.
type StoppedError struct{ Err error }

// Error is the text for the log.
func (e *StoppedError) Error() string { return "ended by the server's stop: " + e.Err.Error() }

// Unwrap is the failure.
func (e *StoppedError) Unwrap() error { return e.Err }

// PanicError is a panic that was caught; its value and stack go to the log.
type PanicError struct {
	Value any
	Stack []byte
	// Operation is the upstream operation of the call that broke; empty when none
	// can have been sent. Of a payment nobody can say then whether it was made.
	Operation string
}

// Error names the kind of the value alone, because the value may hold a
// caller's data.
func (e *PanicError) Error() string { return "panic: " + panicText(e.Value) }

// panicText trusts the words of errors, of which the runtime's are one, and of
// string constants as panic takes them; anything else gives its type only.
func panicText(value any) string {
	switch value := value.(type) {
	case error:
		return scrub(value.Error())
	case string:
		return scrub(value)
	}
	return typeName(value)
}
