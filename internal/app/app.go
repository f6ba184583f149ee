package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/config"
	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// Options are what an App needs besides its settings.
type Options struct {
	Out io.Writer // the banner
	Log io.Writer // the log
}

// App is a running server.
type App struct {
	settings config.Config
	build    Build
	logger   *zap.Logger
	log      *eventLog // what is behind the logger
	registry *prometheus.Registry
	ready    readiness
	hosts    gateway.Hosts // names that the HTTP doors answer to
	// validator waits for the rules of all requests: compiling them is half of a
	// start, and nothing before the doors needs them.
	validator func() (*interceptor.Validator, error)
	metrics   *interceptor.Metrics
	ending    *interceptor.Ending // ends the calls in flight, of both doors
	budget    *interceptor.Budget // of what is being received, at both doors
	cleanups  stack
	failed    chan error // the first fault of anything that serves
	admin     *httpServer
	doors     *doors
	sandbox   *httpServer // nil without --sandbox
}

// Start builds all and starts all. When a step fails, everything before it is
// closed again, within the drain timeout.
func Start(ctx context.Context, settings config.Config, options Options) (*App, error) {
	log, err := newLog(settings.Log, options.Log)
	if err != nil {
		return nil, fmt.Errorf("app: %w", err)
	}
	a := &App{
		settings: settings, build: NewBuild(), logger: log.Logger, log: log, failed: make(chan error, 1),
		ending: interceptor.NewEnding(), budget: interceptor.NewBudget(settings.Calls.ReceiveBudget),
		validator: beside(func() (*interceptor.Validator, error) { return interceptor.NewValidator(methods()) }),
	}
	if err := a.start(ctx); err != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settings.Life.DrainTimeout)
		defer cancel()
		return nil, fmt.Errorf("app: %w", errors.Join(err, a.Close(ctx)))
	}
	if a.sandbox != nil {
		banner(options.Out, a)
	}
	return a, nil
}

// start goes step by step; each pushes its own cleanup.
func (a *App) start(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		alone(a.startMetrics), a.startAdmin, a.startSandbox, alone(a.buildDoors), a.openDoors,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	a.ready.set(stateReady)
	a.logger.Info("ready", zap.String("version", a.build.Version), zap.String("site", a.settings.Upstream.Site),
		zap.Bool("sandbox", a.sandbox != nil), zap.Stringer("http", a.HTTPAddr()), zap.Stringer("grpc", a.GRPCAddr()),
		zap.Stringer("admin", a.AdminAddr()))
	a.warnOfLimits()
	if a.settings.Doors.AllowUnauthenticated {
		a.logger.Warn("callers are not authenticated: whoever reaches the doors may call, payments included")
	}
	return nil
}

// alone is a step that neither waits nor listens.
func alone(step func() error) func(context.Context) error {
	return func(context.Context) error { return step() }
}

// beside builds something while the start goes on; what it gives waits for it.
func beside[T any](build func() (T, error)) (wait func() (T, error)) {
	var (
		built  T
		err    error
		closed = make(chan struct{})
	)
	go func() {
		defer close(closed)
		built, err = build()
	}()
	return func() (T, error) {
		<-closed
		return built, err
	}
}

func (a *App) startMetrics() error {
	var err error
	a.registry, err = newRegistry(a.build)
	return errors.Join(err, a.registry.Register(a.log.lost), fault.Verify())
}

// startAdmin comes first and ends last, so that probes and metrics see the
// whole life.
func (a *App) startAdmin(ctx context.Context) error {
	var err error
	if a.hosts, err = gateway.NewHosts(a.settings.Doors.Hosts); err != nil {
		return fmt.Errorf("admin: %w", err)
	}
	handler := onlyFor(a.hosts, adminHandler(&a.ready, a.build, a.registry, a.log))
	server, err := a.listen(ctx, a.settings.Doors.Admin, handler)
	if err != nil {
		return fmt.Errorf("admin: %w", err)
	}
	server.listener = newLimited(server.listener, adminConnections, func() {}, nil)
	a.admin = server
	a.serve("admin", server.serve)
	a.cleanups.push("admin", server.stop)
	return nil
}

func (a *App) listen(ctx context.Context, address string, handler http.Handler) (*httpServer, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	options := httpOptions{handler: handler, slowest: a.settings.Calls.MaxTimeout, idle: a.settings.Doors.IdleTimeout, logger: a.logger}
	server, err := newHTTPServer(listener, options)
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return server, nil
}

// serve runs a server; its end before the app's is a fault that ends the app.
func (a *App) serve(name string, run func() error) {
	go func() {
		if err := run(); err != nil {
			select {
			case a.failed <- fmt.Errorf("app: %s: %w", name, err):
			default: // the first fault is already ending the app
			}
		}
	}()
}

// Failed gives a fault that the app cannot live with.
func (a *App) Failed() <-chan error { return a.failed }

// Close ends the app: not ready, drain, then the rest in the opposite order of
// the start. The context's end is the deadline for all of it.
func (a *App) Close(ctx context.Context) error {
	a.ready.set(stateStopping)
	a.logger.Info("stopping")
	done := a.endInTime(ctx)
	err := a.cleanups.close(ctx)
	done()
	if err != nil {
		a.logger.Error("stopped with losses", zap.Error(err))
	} else {
		a.logger.Info("stopped")
	}
	return errors.Join(err, a.log.close(ctx))
}

// endInTime ends the calls in flight before the context's deadline cuts them off.
func (a *App) endInTime(ctx context.Context) (done func()) {
	end, ok := ctx.Deadline()
	if !ok {
		return func() {}
	}
	timer := time.AfterFunc(time.Until(end)-a.settings.Life.DrainMargin, a.EndCalls)
	return func() { timer.Stop() }
}

// EndCalls makes the calls in flight answer now: a payment that was sent as one
// of unknown outcome, everything else as surely not done.
func (a *App) EndCalls() {
	calls := a.ending.Calls(interceptor.DoorGRPC) + a.ending.Calls(interceptor.DoorHTTP)
	a.ending.End()
	if calls > 0 {
		a.logger.Warn("ended the calls in flight", zap.Int64("calls", calls))
	}
}

// HTTPAddr is where the JSON door listens.
func (a *App) HTTPAddr() net.Addr { return a.doors.http.listener.Addr() }

// GRPCAddr is where the gRPC door listens.
func (a *App) GRPCAddr() net.Addr { return a.doors.grpcListener.Addr() }

// AdminAddr is where the admin server listens.
func (a *App) AdminAddr() net.Addr { return a.admin.listener.Addr() }
