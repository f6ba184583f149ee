package fault

import (
	"errors"

	"go.uber.org/zap/zapcore"
	"google.golang.org/grpc/codes"
)

// Severity is how loudly an error is logged, by whose fault it is: Info for
// the caller's, Warn for the upstream's and for what the upstream account may
// not do, Error for this server's. A lost outcome is always an Error: somebody
// has to look.
func Severity(err error) zapcore.Level {
	if err == nil {
		return zapcore.InfoLevel
	}
	t, _ := loaded()
	var shaped *StatusError
	if !errors.As(err, &shaped) {
		shaped = shape(err, Call{})
	}
	if shaped.reason == OutcomeUnknown {
		return zapcore.ErrorLevel
	}
	if shaped.reason == "" {
		return foreignLevel(shaped.status.Code())
	}
	return t.row(shaped.reason).blame.level()
}

// level is Info, the zero level, for the caller.
func (b blame) level() zapcore.Level {
	switch b {
	case blameAccount, blameUpstream:
		return zapcore.WarnLevel
	case blameServer:
		return zapcore.ErrorLevel
	case blameCaller:
	}
	return zapcore.InfoLevel
}

// foreignLevel judges a status that was built elsewhere by its code.
func foreignLevel(code codes.Code) zapcore.Level {
	switch code {
	case codes.Internal, codes.Unknown, codes.DataLoss:
		return zapcore.ErrorLevel
	case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted:
		return zapcore.WarnLevel
	default:
		return zapcore.InfoLevel
	}
}
