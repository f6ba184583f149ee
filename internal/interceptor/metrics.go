package interceptor

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/fault"
)

// Metrics counts and times the calls of both doors.
type Metrics struct {
	calls    *prometheus.CounterVec
	duration *prometheus.HistogramVec
	inFlight *prometheus.GaugeVec
	panics   prometheus.Counter
	refusals *prometheus.CounterVec
	services []protoreflect.ServiceDescriptor
}

// NewMetrics registers the metrics. The services are the methods that get a
// label of their own; every other method counts as "unknown", so that callers
// cannot make new time series.
func NewMetrics(registerer prometheus.Registerer, services []protoreflect.ServiceDescriptor) (*Metrics, error) {
	m := &Metrics{
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "ocegate_calls_total", Help: "Calls answered, by method, door and canonical code.",
		}, []string{"method", "door", "code"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "ocegate_call_duration_seconds", Help: "Time from the arrival of a call to its answer.",
			Buckets: prometheus.ExponentialBuckets(0.002, 2, 15), // 2 ms to 33 s
		}, []string{"method", "door"}),
		inFlight: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "ocegate_calls_in_flight", Help: "Calls being handled.",
		}, []string{"door"}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "ocegate_panics_total", Help: "Panics caught while calls were handled.",
		}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "ocegate_door_refusals_total", Help: "Requests refused by a door before they became calls, by door, reason and canonical code.",
		}, []string{"door", "reason", "status"}),
		services: services,
	}
	return m, errors.Join(
		registerer.Register(m.calls), registerer.Register(m.duration), registerer.Register(m.inFlight), registerer.Register(m.panics),
		registerer.Register(m.refusals),
	)
}

// methods are the handles of every method at a door, resolved once.
type methods struct {
	known   map[string]*method
	unknown *method
}

// of is the handle of a method by its full name, as in "/package.Service/Method".
func (m *methods) of(fullMethod string) *method {
	if known := m.known[fullMethod]; known != nil {
		return known
	}
	return m.unknown
}

// method holds what is known of a method at a door before any call.
type method struct {
	name      string      // "package.Service/Method"
	operation string      // of the upstream; empty for methods that call nothing
	notice    metadata.MD // headers of a deprecated method, else nil
	lasting   bool        // its answer must not be lost
	quiet     bool        // probes and reflection: their successes are no news
	door      string
	calls     *prometheus.CounterVec
	durations *prometheus.HistogramVec
	inFlight  prometheus.Gauge
	duration  atomic.Pointer[prometheus.Observer]
	byCode    [codes.Unauthenticated + 1]atomic.Pointer[prometheus.Counter]
}

func (m *Metrics) methods(door Door) *methods {
	made := &methods{known: map[string]*method{}, unknown: m.method("unknown", door)}
	for _, service := range m.services {
		for i := range service.Methods().Len() {
			descriptor := service.Methods().Get(i)
			name := string(service.FullName()) + "/" + string(descriptor.Name())
			known := m.method(name, door)
			operation := operationOf(descriptor)
			known.operation, known.lasting = operation.GetName(), isLasting(operation)
			known.notice = noticeOf(descriptor, door)
			known.quiet = known.operation == ""
			made.known["/"+name] = known
		}
	}
	return made
}

func (m *Metrics) method(name string, door Door) *method {
	return &method{
		name: name, door: string(door), calls: m.calls, durations: m.duration,
		inFlight: m.inFlight.WithLabelValues(string(door)),
	}
}

// observe times one answer. Like the counters, the histogram is resolved on the
// first one, so that what never occurs makes no time series.
func (m *method) observe(taken time.Duration) {
	histogram := m.duration.Load()
	if histogram == nil {
		resolved := m.durations.WithLabelValues(m.name, m.door)
		histogram = &resolved
		m.duration.Store(histogram)
	}
	(*histogram).Observe(taken.Seconds())
}

// count adds one answer under its code.
func (m *method) count(code codes.Code) {
	code = min(code, codes.Unauthenticated)
	counter := m.byCode[code].Load()
	if counter == nil {
		resolved := m.calls.WithLabelValues(m.name, m.door, codeName(code))
		counter = &resolved
		m.byCode[code].Store(counter)
	}
	(*counter).Inc()
}

// measurement counts and times each call. It also sees calls that panic in an
// interceptor further in, which then count as INTERNAL.
type measurement struct{}

func (measurement) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	m := newMeter(callOf(ctx))
	defer m.stop()
	resp, err := handler(ctx, req)
	m.code = fault.Status(err).Code()
	return resp, err
}

func (measurement) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	m := newMeter(callOf(ss.Context()))
	defer m.stop()
	err := handler(srv, ss)
	m.code = fault.Status(err).Code()
	return err
}

// meter times one call; a call that panics past it counts as INTERNAL.
type meter struct {
	call *call
	code codes.Code
}

func newMeter(c *call) meter {
	c.method.inFlight.Inc()
	return meter{call: c, code: codes.Internal}
}

func (m *meter) stop() {
	m.call.method.inFlight.Dec()
	m.call.method.observe(time.Since(m.call.start))
	m.call.method.count(m.code)
}
