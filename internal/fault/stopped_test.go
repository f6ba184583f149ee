package fault

import (
	"context"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"

	"github.com/ocegate/ocegate/internal/upstream"
)

// TestStopped: a change that was sent is of unknown outcome whoever ended the
// call; everything else is surely the server's stop, and no answer blames the
// caller.
func TestStopped(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		operation string
		kind      upstream.Kind
		outcome   upstream.Outcome
		code      codes.Code
		reason    Reason
		cause     string
	}{
		"a payment that was sent":     {"PayOrders", upstream.KindCanceled, upstream.OutcomeUnknown, codes.Unknown, OutcomeUnknown, "SERVER_STOPPING"},
		"a payment that was not sent": {"PayOrders", upstream.KindCanceled, upstream.OutcomeNotSent, codes.Unavailable, ServerStopping, ""},
		"a read":                      {"ShowCustomerOrderDetails", upstream.KindCanceled, upstream.OutcomeUnknown, codes.Unavailable, ServerStopping, ""},
		"an answer that came in time": {"PayOrders", upstream.KindRefused, upstream.OutcomeRefused, codes.FailedPrecondition, "ORDER_STATE_CHANGED", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failed := &upstream.Error{Operation: c.operation, Kind: c.kind, Outcome: c.outcome, Err: context.Canceled}
			if c.kind == upstream.KindRefused {
				failed.HTTPStatus, failed.Code, failed.Err = 400, "CBC.99003106", nil
			}
			s := Status(&StoppedError{Err: failed})
			info, ok := s.Details()[0].(*errdetails.ErrorInfo)
			if !ok || s.Code() != c.code || info.GetReason() != string(c.reason) || info.GetMetadata()["cause"] != c.cause {
				t.Errorf("%v %v", s, info)
			}
		})
	}
}
