package interceptor

import (
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/grpc/codes"

	"github.com/ocegate/ocegate/internal/fault"
)

// Refusal is a request, or a connection, that a door turned away before it
// became a call: no link of the chain sees it.
type Refusal struct {
	Reason    fault.Reason // one of a closed set, since it is a label
	Code      codes.Code   // what the caller sees, in canonical form
	RequestID string       // may be empty
	Cause     string       // our words alone, never the caller's; may be empty
	About     []zap.Field  // what else the door knows, under the same rule
}

// Refusals counts and logs what a door turns away. A count is made of each, a
// line of the first of each second and then of one in a hundred, so that
// nobody can fill the log by knocking.
type Refusals struct {
	door    Door
	metrics *Metrics
	logger  *zap.Logger
}

// Lines a second before they are sampled, and what is kept of the rest.
const (
	refusalLines   = 20
	refusalSampled = 100
)

// NewRefusals makes the record of one door.
func NewRefusals(door Door, metrics *Metrics, logger *zap.Logger) *Refusals {
	sampled := zap.WrapCore(func(core zapcore.Core) zapcore.Core {
		return zapcore.NewSamplerWithOptions(core, time.Second, refusalLines, refusalSampled)
	})
	return &Refusals{door: door, metrics: metrics, logger: logger.WithOptions(sampled)}
}

// Note records one refusal.
func (r *Refusals) Note(refused Refusal) {
	r.metrics.refused(r.door, refused.Reason, refused.Code)
	fields := []zap.Field{
		zap.String("door", string(r.door)), zap.String("code", codeName(refused.Code)), zap.String("reason", string(refused.Reason)),
	}
	for _, text := range [...]struct{ key, value string }{{"request_id", refused.RequestID}, {"cause", refused.Cause}} {
		if text.value != "" {
			fields = append(fields, zap.String(text.key, text.value))
		}
	}
	r.logger.Info("refused", append(fields, refused.About...)...)
}

func (m *Metrics) refused(door Door, reason fault.Reason, code codes.Code) {
	m.refusals.WithLabelValues(string(door), string(reason), codeName(code)).Inc()
}
