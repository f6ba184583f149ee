package interceptor

import (
	"errors"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"
)

// Door is the way that a call came in.
type Door string

// The two doors.
const (
	DoorGRPC Door = "grpc"
	DoorHTTP Door = "http"
)

// Config is what the chain of one door needs. Metrics and Validator are made
// once and shared by the doors.
type Config struct {
	Door      Door
	Logger    *zap.Logger
	Metrics   *Metrics
	Validator *Validator
	// Ending ends the calls in flight when the server stops; one of its own, which
	// never ends, if nil.
	Ending *Ending
	// MaxCalls is how many calls may be handled at one time; 0 for no bound.
	MaxCalls int
	// DefaultTimeout is for calls that bring no deadline, MaxTimeout the longest
	// that any call may take.
	DefaultTimeout time.Duration
	MaxTimeout     time.Duration
}

// Check reports every fault of a Config at once.
func (c Config) Check() error {
	var faults []error
	for _, part := range []struct {
		missing bool
		fault   string
	}{
		{c.Door != DoorGRPC && c.Door != DoorHTTP, "the door is neither grpc nor http"},
		{c.Logger == nil, "no logger"},
		{c.Metrics == nil, "no metrics"},
		{c.Validator == nil, "no validator"},
		{c.DefaultTimeout <= 0 || c.MaxTimeout <= 0, "a timeout is not positive"},
		{c.MaxCalls < 0, "the bound on calls is negative"},
	} {
		if part.missing {
			faults = append(faults, errors.New("interceptor: "+part.fault))
		}
	}
	return errors.Join(faults...)
}

// link is one concern of the chain.
type link struct {
	name   string
	unary  grpc.UnaryServerInterceptor
	stream grpc.StreamServerInterceptor
}

// links is the chain in the order in which a call meets it.
func links(c Config) []link {
	if c.Ending == nil {
		c.Ending = NewEnding()
	}
	known := c.Metrics.methods(c.Door)
	last := &recovery{logger: c.Logger, metrics: c.Metrics, methods: known, door: c.Door}
	first := &identification{methods: known}
	notices := &deprecation{}
	counting := &measurement{}
	lines := newLogging(c.Logger, c.Door)
	shaping := &shaping{metrics: c.Metrics, jsonNames: c.Door == DoorHTTP}
	room := &places{most: int64(c.MaxCalls)}
	stops := &stopping{ending: c.Ending, door: c.Door}
	limits := &deadline{usual: c.DefaultTimeout, longest: c.MaxTimeout}
	counts := &bounding{bounds: c.Validator.Bounds()}
	rules := &validation{validator: c.Validator}
	keys := newIdempotency(c.Metrics.services)
	return []link{
		{"recovery", last.unary, last.stream},
		{"request", first.unary, first.stream},
		{"deprecation", notices.unary, notices.stream},
		{"metrics", counting.unary, counting.stream},
		{"logging", lines.unary, lines.stream},
		{"fault", shaping.unary, shaping.stream},
		{"places", room.unary, room.stream},
		{"stopping", stops.unary, stops.stream},
		{"deadline", limits.unary, limits.stream},
		{"bounds", counts.unary, counts.stream},
		{"validation", rules.unary, rules.stream},
		{"idempotency", keys.unary, keys.stream},
	}
}

// Unary is the chain for unary calls, outermost first.
func Unary(c Config) []grpc.UnaryServerInterceptor {
	all := links(c)
	chain := make([]grpc.UnaryServerInterceptor, len(all))
	for i, l := range all {
		chain[i] = l.unary
	}
	return chain
}

// Stream is the chain for streams, outermost first.
func Stream(c Config) []grpc.StreamServerInterceptor {
	all := links(c)
	chain := make([]grpc.StreamServerInterceptor, len(all))
	for i, l := range all {
		chain[i] = l.stream
	}
	return chain
}
