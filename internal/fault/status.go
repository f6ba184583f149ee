package fault

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// Call is what a door knows about the call that failed.
type Call struct {
	RequestID string // our own, for RequestInfo when the upstream gave none
	JSONNames bool   // spell field paths as JSON does, because the caller did
	// Reword puts a violation into the caller's own words instead, if not nil.
	Reword func(Violation) Violation
}

// StatusError is an error with its status; the cause stays for the log.
type StatusError struct {
	status *status.Status
	reason Reason // empty for a status that was built elsewhere
	cause  error
}

// Error is the code and the message that the caller gets.
func (e *StatusError) Error() string { return e.status.String() }

// GRPCStatus is the status that goes to the caller.
func (e *StatusError) GRPCStatus() *status.Status { return e.status }

// Reason is the reason in the status; empty when the status was built elsewhere.
func (e *StatusError) Reason() Reason { return e.reason }

// Unwrap is the cause.
func (e *StatusError) Unwrap() error { return e.cause }

// Status is the status of any error; nil and OK are the same.
func Status(err error) *status.Status {
	if err == nil {
		return nil
	}
	return shape(err, Call{}).status
}

// Error is err with its status; nil stays nil.
func Error(err error) error { return ErrorOf(Call{}, err) }

// ErrorOf is Error for a call that the door knows something about.
func ErrorOf(call Call, err error) error {
	if err == nil {
		return nil
	}
	return shape(err, call)
}

// shape finds the kind of the error, the outermost typed one first.
func shape(err error, call Call) *StatusError {
	if done := built(err); done != nil {
		return done
	}
	t, _ := loaded()
	d := draft{table: t, call: call}
	var refusal *RefusalError
	var refused *upstream.Error
	var wrong *translate.Error
	var broken *PanicError
	var ended *StoppedError
	d.stopped = errors.As(err, &ended)
	switch {
	case errors.As(err, &broken):
		d.panicked(broken)
	case errors.As(err, &refusal):
		d.refusal(refusal)
	case errors.As(err, &refused):
		d.upstream(refused)
	case errors.As(err, &wrong):
		d.translate(wrong)
	case errors.Is(err, context.DeadlineExceeded):
		d.row = t.row(DeadlineExceeded)
	case errors.Is(err, context.Canceled):
		d.row = t.row(d.cancelled())
	default:
		d.row = t.row(InternalError)
	}
	return &StatusError{status: d.status(), reason: d.row.reason, cause: err}
}

// built passes on what has a status already, unless it claims success.
func built(err error) *StatusError {
	var done *StatusError
	if errors.As(err, &done) {
		return done
	}
	var foreign interface{ GRPCStatus() *status.Status }
	if errors.As(err, &foreign) {
		if s := foreign.GRPCStatus(); s.Code() != codes.OK {
			return &StatusError{status: bounded(s), cause: err}
		}
	}
	return nil
}
