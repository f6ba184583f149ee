package app

import (
	"fmt"
	"io"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/ocegate/ocegate/internal/config"
)

// Lines of successes are written together: a system call for each would cost as
// much as the signature of its request. A crash loses what is younger than
// logDelay; warnings and errors are written at once.
const (
	logBuffer = 64 << 10
	logDelay  = 100 * time.Millisecond
)

// newLogger writes one line for each entry, and gives what writes the last lines
// and ends it. No caller and no stack: the lines are found by their fields, and
// the one stack that matters, a panic's, is one of them.
func newLogger(settings config.Log, to io.Writer) (*zap.Logger, func() error, error) {
	level, err := zapcore.ParseLevel(settings.Level)
	if err != nil {
		return nil, nil, fmt.Errorf("log level: %w", err)
	}
	format := zap.NewProductionEncoderConfig()
	format.TimeKey = "time"
	format.EncodeTime = zapcore.RFC3339NanoTimeEncoder
	format.EncodeDuration = zapcore.SecondsDurationEncoder
	encoder := zapcore.NewJSONEncoder(format)
	if settings.Format == "console" {
		encoder = zapcore.NewConsoleEncoder(format)
	}
	// Only the writer: a terminal or a pipe refuses to be synced.
	direct := zapcore.Lock(zapcore.AddSync(struct{ io.Writer }{to}))
	buffered := &zapcore.BufferedWriteSyncer{WS: direct, Size: logBuffer, FlushInterval: logDelay}
	usual := zap.LevelEnablerFunc(func(l zapcore.Level) bool { return l >= level && l < zapcore.WarnLevel })
	urgent := zap.LevelEnablerFunc(func(l zapcore.Level) bool { return l >= level && l >= zapcore.WarnLevel })
	core := zapcore.NewTee(zapcore.NewCore(encoder, buffered, usual), zapcore.NewCore(encoder.Clone(), direct, urgent))
	return zap.New(core), buffered.Stop, nil
}
