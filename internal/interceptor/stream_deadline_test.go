package interceptor

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/grpc"
)

// endless is a stream under a context.
type endless struct {
	grpc.ServerStream

	context func() context.Context
}

func (s *endless) Context() context.Context { return s.context() }

// TestStreamDeadlines: files have an end, within the longest time for any call;
// health watches have none.
func TestStreamDeadlines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &deadline{usual: 30 * time.Second, longest: 2 * time.Minute}
		for _, c := range []struct {
			operation   string
			given, want time.Duration
		}{
			{"DownloadImages", 0, 2 * time.Minute},
			{"DownloadImages", 5 * time.Second, 5*time.Second - shave},
			{"DownloadImages", time.Hour, 2 * time.Minute},
			{"", 0, 0},
		} {
			ctx := context.WithValue(t.Context(), callKey{}, &call{method: &method{operation: c.operation}})
			cancel := context.CancelFunc(func() {})
			if c.given != 0 {
				ctx, cancel = context.WithTimeout(ctx, c.given)
			}
			err := d.stream(nil, &endless{context: func() context.Context { return ctx }}, nil, func(_ any, ss grpc.ServerStream) error {
				end, ok := ss.Context().Deadline()
				if ok != (c.want != 0) || ok && time.Until(end) != c.want {
					t.Errorf("%+v: %v left", c, time.Until(end))
				}
				return nil
			})
			cancel()
			if err != nil {
				t.Error(err)
			}
		}
		late, cancel := context.WithTimeout(context.WithValue(t.Context(), callKey{}, &call{method: &method{operation: "x"}}), shave/2)
		defer cancel()
		err := d.stream(nil, &endless{context: func() context.Context { return late }}, nil, func(any, grpc.ServerStream) error {
			t.Error("a stream without time was begun")
			return nil
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
	})
}
