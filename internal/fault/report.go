package fault

import (
	"errors"
	"strconv"

	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// Report is what the log may say about an error: never a body, a key, a token,
// or the upstream's own words, which may quote somebody's phone.
type Report struct {
	Reason            Reason
	Cause             string // one line of at most about 512 bytes
	Stack             string // of a panic; empty otherwise
	Operation         string // of the upstream
	UpstreamCode      string
	UpstreamStatus    int // 0 when the upstream gave no answer
	UpstreamRequestID string
}

// Describe reports on an error; the zero Report for nil.
func Describe(err error) Report {
	if err == nil {
		return Report{}
	}
	var r Report
	var shaped *StatusError
	if errors.As(err, &shaped) {
		r.Reason = shaped.reason
		if shaped.cause != nil {
			err = shaped.cause
		}
	}
	var caught *PanicError
	var refused *upstream.Error
	var wrong *translate.Error
	var refusal *RefusalError
	switch {
	case errors.As(err, &caught):
		r.Cause, r.Stack = caught.Error(), string(caught.Stack)
	case errors.As(err, &refused):
		r.upstream(refused)
	case errors.As(err, &wrong):
		r.Operation, r.Cause = wrong.Operation, scrub(wrong.Error())
	case errors.As(err, &refusal):
		r.Cause = refusal.cause()
	default:
		r.Cause = scrub(causeText(err))
	}
	return r
}

// causeText drops the code from a status that was built elsewhere: it has a
// field of its own in the log.
func causeText(err error) string {
	if s, ok := status.FromError(err); ok {
		return s.Message()
	}
	return err.Error()
}

func (r *Report) upstream(e *upstream.Error) {
	r.Operation, r.UpstreamCode = e.Operation, e.Code
	r.UpstreamStatus, r.UpstreamRequestID = e.HTTPStatus, e.RequestID
	r.Cause = "upstream: " + e.Kind.String() + ", outcome " + e.Outcome.String()
	if e.HTTPStatus != 0 {
		r.Cause += ", HTTP " + strconv.Itoa(e.HTTPStatus)
	}
	if e.Err != nil {
		r.Cause += ": " + scrub(e.Err.Error())
	}
	t, _ := loaded()
	if e.Kind == upstream.KindRefused && t.answered(e.HTTPStatus, e.Code) == UpstreamKeysRejected {
		if cause := keysCause(e.Message); cause != "" {
			r.Cause += ": " + cause
		}
	}
}
