package app

import (
	"fmt"
	"io"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/ocegate/ocegate/internal/config"
)

// newLogger writes one line for each entry. No caller and no stack: the lines
// are found by their fields, and the one stack that matters, a panic's, is one
// of them.
func newLogger(settings config.Log, to io.Writer) (*zap.Logger, error) {
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
	return zap.New(zapcore.NewCore(encoder, zapcore.Lock(zapcore.AddSync(to)), level)), nil
}
