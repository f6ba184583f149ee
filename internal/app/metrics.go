package app

import (
	"errors"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"go.uber.org/zap"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"
	reflectionv1alpha "google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/service"
)

// newRegistry has what every Go process tells about itself, and its version.
func newRegistry(build Build) (*prometheus.Registry, error) {
	registry := prometheus.NewRegistry()
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "ocegate_build_info", Help: "Always 1; the labels say what program this is.",
		ConstLabels: prometheus.Labels{"version": build.Version, "revision": build.Revision, "go": build.Go},
	})
	info.Set(1)
	return registry, errors.Join(
		registry.Register(collectors.NewGoCollector()),
		registry.Register(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{})),
		registry.Register(info),
	)
}

// methods are the services whose methods get a label of their own.
func methods() []protoreflect.ServiceDescriptor {
	all := service.Descriptors()
	for _, file := range []protoreflect.FileDescriptor{
		healthv1.File_grpc_health_v1_health_proto,
		reflectionv1.File_grpc_reflection_v1_reflection_proto,
		reflectionv1alpha.File_grpc_reflection_v1alpha_reflection_proto,
	} {
		for i := range file.Services().Len() {
			all = append(all, file.Services().Get(i))
		}
	}
	return all
}

// drift watches for answers with members or codes that the plans do not know:
// the upstream has changed, and somebody should look before callers miss it.
type drift struct {
	answers *prometheus.CounterVec
	logger  *zap.Logger
	told    sync.Map
}

func newDrift(registerer prometheus.Registerer, logger *zap.Logger) (*drift, error) {
	d := &drift{logger: logger, answers: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "ocegate_upstream_unknown_total",
		Help: "Answers of the upstream with members, enum codes or times that are not known, by operation.",
	}, []string{"operation", "kind"})}
	return d, registerer.Register(d.answers)
}

// note counts an answer and logs the first of each operation.
func (d *drift) note(operation string, fields, codes int) {
	for kind, count := range map[string]int{"field": fields, "code": codes} {
		if count == 0 {
			continue
		}
		d.answers.WithLabelValues(operation, kind).Inc()
		if _, told := d.told.LoadOrStore(operation+kind, true); !told {
			d.logger.Warn("the upstream answers what is not known here",
				zap.String("upstream_operation", operation), zap.String("kind", kind), zap.Int("count", count))
		}
	}
}
