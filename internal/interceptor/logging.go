package interceptor

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/grpc"
	"google.golang.org/grpc/peer"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/logqueue"
)

// logging writes one line for each call, as loud as its failure deserves.
type logging struct {
	logger *zap.Logger
	door   Door
	fields sync.Pool
	// cancelled bounds the lines of calls that their callers gave up: whoever opens
	// and resets streams in a loop would write megabytes of them. All are counted.
	cancelled logqueue.Ration
}

// cancelledLines is how many lines of given up calls a second may have at a door.
const cancelledLines = 10

func newLogging(logger *zap.Logger, door Door) *logging {
	return &logging{logger: logger, door: door, cancelled: logqueue.Ration{PerSecond: cancelledLines}}
}

func (l *logging) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	resp, err := handler(ctx, req)
	l.write(ctx, err)
	return resp, err
}

func (l *logging) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	err := handler(srv, ss)
	l.write(ss.Context(), err)
	return err
}

// maxFields is how many fields a line can have.
const maxFields = 16

// fieldBuffer is reused from line to line.
type fieldBuffer struct{ fields [maxFields]zap.Field }

func (l *logging) write(ctx context.Context, err error) {
	c := callOf(ctx)
	level := fault.Severity(err)
	if err == nil && c.method.quiet {
		level = zapcore.DebugLevel
	}
	entry := l.logger.Check(level, "call")
	if entry == nil {
		return
	}
	report, leftOut := fault.Describe(err), 0
	if report.Reason == fault.CallCancelled {
		var wanted bool
		if leftOut, wanted = l.cancelled.Take(time.Now()); !wanted {
			return
		}
	}
	buffer, ok := l.fields.Get().(*fieldBuffer)
	if !ok {
		buffer = new(fieldBuffer)
	}
	fields := append(buffer.fields[:0],
		zap.String("door", string(l.door)),
		zap.String("method", c.method.name),
		zap.String("code", codeName(fault.Status(err).Code())),
		zap.Duration("duration", time.Since(c.start)),
		zap.String("request_id", c.id),
	)
	if c.trace != "" {
		fields = append(fields, zap.String("trace_id", c.trace))
	}
	if from, found := peer.FromContext(ctx); found && from.Addr != nil {
		fields = append(fields, zap.Stringer("peer", from.Addr))
	}
	// What was sent runs on without its caller; this line is then all that is told.
	if errors.Is(context.Cause(ctx), context.Canceled) {
		fields = append(fields, zap.Bool("caller_left", true))
	}
	fields = appendFailure(fields, c, report)
	if leftOut > 0 {
		fields = append(fields, zap.Int("left_out", leftOut))
	}
	entry.Write(fields...)
	clear(buffer.fields[:])
	l.fields.Put(buffer)
}

// appendFailure says what is known of a failure; the operation is told for
// successes too.
func appendFailure(fields []zap.Field, c *call, report fault.Report) []zap.Field {
	if report.Operation == "" {
		report.Operation = c.method.operation
	}
	for _, text := range [...]struct{ key, value string }{
		{"upstream_operation", report.Operation},
		{"upstream_code", report.UpstreamCode},
		{"upstream_request_id", report.UpstreamRequestID},
		{"reason", string(report.Reason)},
		{"cause", report.Cause},
		{"stack", report.Stack},
	} {
		if text.value != "" {
			fields = append(fields, zap.String(text.key, text.value))
		}
	}
	if report.UpstreamStatus != 0 {
		fields = append(fields, zap.Int("upstream_status", report.UpstreamStatus))
	}
	return fields
}
