package app

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/ocegate/ocegate/internal/config"
	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/logqueue"
)

const (
	// lastLines is what the last lines get of a stop's time, lastWords what they get
	// when nothing of it is left.
	lastLines = 2 * time.Second
	lastWords = 200 * time.Millisecond
	// logHang is how long one write of the log may take before the process counts
	// as not alive: lines are being lost, and a restart opens the log anew.
	logHang = 10 * time.Second
)

// eventLog is the log of the process: the logger, what writes its lines, and the
// count of those that were lost.
type eventLog struct {
	*zap.Logger

	queue *logqueue.Queue
	lost  *prometheus.CounterVec
}

// newLog writes one line for each entry. No caller and no stack: the lines are
// found by their fields, and the one stack that matters, a panic's, is one of
// them.
func newLog(settings config.Log, to io.Writer) (*eventLog, error) {
	level, err := zapcore.ParseLevel(settings.Level)
	if err != nil {
		return nil, fmt.Errorf("log level: %w", err)
	}
	format := zap.NewProductionEncoderConfig()
	format.TimeKey = "time"
	format.EncodeTime = zapcore.RFC3339NanoTimeEncoder
	format.EncodeDuration = zapcore.SecondsDurationEncoder
	encoder := zapcore.NewJSONEncoder(format)
	if settings.Format == "console" {
		encoder = zapcore.NewConsoleEncoder(format)
	}
	l := &eventLog{lost: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "ocegate_log_lines_dropped_total",
		Help: "Log lines that were lost, by class and cause: the log's reader is too slow or gone.",
	}, []string{"class", "cause"})}
	l.queue = logqueue.New(logqueue.Config{To: to, Lost: l.count})
	core := logqueue.NewCore(l.queue, encoder, level, vital)
	l.Logger = zap.New(core, zap.ErrorOutput(zapcore.AddSync(io.Discard)))
	return l, nil
}

func (l *eventLog) count(class logqueue.Class, loss logqueue.Loss, lines int) {
	counter := l.lost.WithLabelValues(class.String(), string(loss))
	for range lines { // a batch at most
		counter.Inc()
	}
}

// vital are the lines that somebody must look into.
func vital(fields []zapcore.Field) bool {
	for i := range fields {
		if fields[i].Key == "reason" && fields[i].String == string(fault.OutcomeUnknown) {
			return true
		}
	}
	return false
}

// hangs says that the log's reader has stopped reading.
func (l *eventLog) hangs() bool { return l.queue.Stalled(time.Now()) >= logHang }

// close writes the last lines, but does not wait for a reader that has stopped.
func (l *eventLog) close(ctx context.Context) error {
	longest := lastLines
	if ctx.Err() != nil {
		ctx, longest = context.WithoutCancel(ctx), lastWords
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	return l.queue.Close(ctx)
}
