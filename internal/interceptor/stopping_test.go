package interceptor

import (
	"context"
	"errors"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

// untilEnded is a handler that waits for the end of its context.
func untilEnded(began chan<- struct{}) grpc.UnaryHandler {
	return func(ctx context.Context, _ any) (any, error) {
		close(began)
		<-ctx.Done()
		return nil, ctx.Err()
	}
}

func infoOf(t *testing.T, err error) *errdetails.ErrorInfo {
	t.Helper()
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			return info
		}
	}
	t.Fatalf("no ErrorInfo in %v", err)
	return nil
}

// TestStopEndsCallsInFlight: the answer blames the stop, not the caller.
func TestStopEndsCallsInFlight(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	r.config.Ending = NewEnding()
	began, failed := make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := r.call(r.context(t), getOrder, &ordersv1.GetOrderRequest{OrderId: "1"}, untilEnded(began))
		failed <- err
	}()
	<-began
	if r.config.Ending.Calls(DoorGRPC) != 1 || r.config.Ending.Calls(DoorHTTP) != 0 {
		t.Error("the call is not counted at its door")
	}
	r.config.Ending.End()
	err := <-failed
	if status.Code(err) != codes.Unavailable || infoOf(t, err).GetReason() != string(fault.ServerStopping) || infoOf(t, err).GetDomain() != fault.Domain {
		t.Errorf("%v", err)
	}
	if r.config.Ending.Calls(DoorGRPC) != 0 {
		t.Error("a call that is over counts as one in flight")
	}
}

// TestStopLeavesAnswersAlone: what was said in time is the answer.
func TestStopLeavesAnswersAlone(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorHTTP)
	r.config.Ending = NewEnding()
	_, err := r.call(r.context(t), getOrder, &ordersv1.GetOrderRequest{OrderId: "1"}, func(ctx context.Context, _ any) (any, error) {
		r.config.Ending.End()
		<-ctx.Done()
		return nil, &fault.RefusalError{Reason: fault.SiteUnsupported}
	})
	if infoOf(t, err).GetReason() != string(fault.SiteUnsupported) {
		t.Errorf("%v", err)
	}
}

// TestNothingBeginsAfterTheEnd: a call that comes too late is refused for sure.
func TestNothingBeginsAfterTheEnd(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	r.config.Ending = NewEnding()
	r.config.Ending.End()
	<-r.config.Ending.Done()
	_, err := r.call(r.context(t), getOrder, &ordersv1.GetOrderRequest{OrderId: "1"}, func(context.Context, any) (any, error) {
		t.Error("the call was begun")
		return nil, nil
	})
	if status.Code(err) != codes.Unavailable || infoOf(t, err).GetReason() != string(fault.ServerStopping) {
		t.Errorf("%v", err)
	}
}

// TestCallersDepartureIsNotTheStop is the negative control: a context that the
// caller ends is the caller's.
func TestCallersDepartureIsNotTheStop(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	ctx, leave := context.WithCancel(r.context(t))
	_, err := r.call(ctx, getOrder, &ordersv1.GetOrderRequest{OrderId: "1"}, func(ctx context.Context, _ any) (any, error) {
		leave()
		<-ctx.Done()
		if errors.Is(context.Cause(ctx), ErrStopping) {
			t.Error("the caller's departure is taken for the stop")
		}
		return nil, ctx.Err()
	})
	if infoOf(t, err).GetReason() != string(fault.CallCancelled) {
		t.Errorf("%v", err)
	}
}

// TestStopEndsFiles: streams of the upstream end, and those that belong to no
// upstream are left to their door.
func TestStopEndsFiles(t *testing.T) {
	t.Parallel()
	s := &stopping{ending: NewEnding(), door: DoorGRPC}
	s.ending.End()
	for operation, want := range map[string]bool{"DownloadImages": false, "": true} {
		ctx := context.WithValue(t.Context(), callKey{}, &call{method: &method{operation: operation}})
		begun := false
		err := s.stream(nil, &endless{context: func() context.Context { return ctx }}, nil, func(any, grpc.ServerStream) error {
			begun = true
			return nil
		})
		if begun != want || (err == nil) != want {
			t.Errorf("%q: begun %v, %v", operation, begun, err)
		}
	}
}

// TestDoorRefusalsAreCountedAndSampled: each counts, and knocking does not fill
// the log.
func TestDoorRefusalsAreCountedAndSampled(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	refusals := NewRefusals(DoorHTTP, r.config.Metrics, r.config.Logger)
	const knocks = 1000
	for range knocks {
		refusals.Note(Refusal{Reason: fault.RouteUnknown, Code: codes.NotFound, RequestID: "id-1", Cause: "no such path"})
	}
	counted := testutil.ToFloat64(r.config.Metrics.refusals.WithLabelValues("http", "ROUTE_UNKNOWN", "NOT_FOUND"))
	lines := r.lines.FilterMessage("refused").All()
	if counted != knocks || len(lines) < refusalLines || len(lines) > knocks/4 {
		t.Errorf("%v counted, %d lines", counted, len(lines))
	}
	if fields := lines[0].ContextMap(); fields["reason"] != "ROUTE_UNKNOWN" || fields["request_id"] != "id-1" || fields["cause"] != "no such path" || fields["code"] != "NOT_FOUND" {
		t.Errorf("%v", fields)
	}
}
