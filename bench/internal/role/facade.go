package role

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/bench/internal/control"
	"github.com/ocegate/ocegate/bench/internal/direct"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/grpcserver"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

// collectAt is the product's default for GOGC.
const collectAt = 400

// facade puts ocegate's rooms together as the product does, with a profiler,
// which the product does not have.
func facade(build builder) player {
	return func(ctx context.Context, args []string, t talk) error {
		if len(args) != 1 {
			return errArguments
		}
		debug.SetGCPercent(collectAt)
		logger, err := zap.NewProduction(zap.WithCaller(false))
		if err != nil {
			return fmt.Errorf("role: %w", err)
		}
		rooms, err := build(args[0], nil, logger)
		if err != nil {
			return err
		}
		doors, err := listen(ctx, DoorGRPC, DoorJSON)
		if err != nil {
			return err
		}
		shut := rooms.open(doors, logger)
		defer shut()
		return t.serve(ctx, doors, (&profiler{}).do)
	}
}

// builder makes the rooms for an endpoint; without a doer they have ocegate's
// own transport.
type builder func(endpoint string, doer upstream.Doer, logger *zap.Logger) (*rooms, error)

// rooms are both doors with all behind them.
type rooms struct {
	grpc *grpcserver.Server
	json *gateway.Gateway
	conn *gateway.Conn // what is behind the JSON door
}

// open serves both doors until the function that it gives is called.
func (rooms *rooms) open(doors map[string]net.Listener, logger *zap.Logger) func() {
	web := &http.Server{Handler: rooms.json.Handler(), ReadHeaderTimeout: 10 * time.Second}
	for _, serve := range []func() error{
		func() error { return rooms.grpc.Serve(doors[DoorGRPC]) },
		func() error { return web.Serve(doors[DoorJSON]) },
	} {
		go func() {
			if err := serve(); err != nil && !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
				logger.Error("a door closed", zap.Error(err))
			}
		}()
	}
	return func() {
		_ = web.Close() // the process ends
		rooms.grpc.Stop()
	}
}

func assemble(endpoint string, doer upstream.Doer, logger *zap.Logger) (*rooms, error) {
	services, err := newServices(endpoint, doer)
	if err != nil {
		return nil, err
	}
	chain, err := newChain(service.Descriptors(), logger)
	if err != nil {
		return nil, err
	}
	door, err := grpcserver.New(grpcserver.Config{Chain: chain, ReceiveTimeout: 15 * time.Second})
	if err != nil {
		return nil, fmt.Errorf("role: %w", err)
	}
	services.Register(door)
	chain.Door = interceptor.DoorHTTP
	conn := gateway.NewConn(interceptor.Unary(chain), interceptor.Stream(chain))
	services.Register(conn)
	web, err := gateway.New(gateway.Config{Conn: conn, Services: gateway.Services(), OpenAPI: []byte("{}"), Logger: logger, MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		return nil, fmt.Errorf("role: %w", err)
	}
	return &rooms{grpc: door, json: web, conn: conn}, nil
}

func newServices(endpoint string, doer upstream.Doer) (*service.Services, error) {
	endpoints, err := upstream.ResolveEndpoints(upstream.SiteChina, upstream.Overrides{BSS: endpoint})
	if err != nil {
		return nil, fmt.Errorf("role: %w", err)
	}
	client, err := upstream.New(upstream.Config{
		Site:        upstream.SiteChina,
		Endpoints:   endpoints,
		Doer:        doer,
		Credentials: upstream.Credentials{AccessKey: direct.AccessKey, SecretKey: direct.SecretKey, DomainID: "benchmark"},
	})
	if err != nil {
		return nil, fmt.Errorf("role: %w", err)
	}
	services, err := service.New(service.Config{Upstream: client, Site: upstream.SiteChina, MaxUpload: 20 << 20, MaxDownload: 64 << 20})
	if err != nil {
		return nil, fmt.Errorf("role: %w", err)
	}
	return services, nil
}

func newChain(services []protoreflect.ServiceDescriptor, logger *zap.Logger) (interceptor.Config, error) {
	metrics, err := interceptor.NewMetrics(prometheus.NewRegistry(), services)
	if err != nil {
		return interceptor.Config{}, fmt.Errorf("role: %w", err)
	}
	validator, err := interceptor.NewValidator(services)
	if err != nil {
		return interceptor.Config{}, fmt.Errorf("role: %w", err)
	}
	return interceptor.Config{Logger: logger, Metrics: metrics, Validator: validator, DefaultTimeout: 30 * time.Second, MaxTimeout: 2 * time.Minute}, nil
}

// profiler writes cpu.pprof and heap.pprof to the folder that a command names.
type profiler struct {
	folder string
	file   *os.File
}

func (p *profiler) do(_ context.Context, command control.Command) (control.Result, error) {
	switch command.Profile {
	case "":
		return control.Result{}, errors.New("role: this process only profiles")
	case control.StopProfile:
		return control.Result{}, p.stop()
	default:
		return control.Result{}, p.start(command.Profile)
	}
}

func (p *profiler) start(folder string) error {
	if p.file != nil {
		return errors.New("role: a profile is running")
	}
	file, err := os.Create(filepath.Join(filepath.Clean(folder), "cpu.pprof"))
	if err != nil {
		return fmt.Errorf("role: %w", err)
	}
	p.folder, p.file = folder, file
	return pprof.StartCPUProfile(file)
}

func (p *profiler) stop() error {
	if p.file == nil {
		return errors.New("role: no profile is running")
	}
	pprof.StopCPUProfile()
	err := p.file.Close()
	p.file = nil
	heap, openErr := os.Create(filepath.Join(filepath.Clean(p.folder), "heap.pprof"))
	if openErr != nil {
		return errors.Join(err, openErr)
	}
	runtime.GC()
	return errors.Join(err, pprof.Lookup("allocs").WriteTo(heap, 0), heap.Close())
}
