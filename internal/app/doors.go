package app

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/ocegate/ocegate/gen"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/grpcserver"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
)

// doors are where calls come in.
type doors struct {
	grpc         *grpcserver.Server
	json         *gateway.Gateway
	grpcListener net.Listener
	http         *httpServer
}

// buildDoors builds everything behind the doors, so that a fault in it is found
// before they open.
func (a *App) buildDoors() error {
	services, err := a.services()
	if err != nil {
		return err
	}
	chain, err := a.chain()
	if err != nil {
		return err
	}
	d := &doors{}
	if d.grpc, err = grpcserver.New(grpcserver.Config{Chain: chain}); err != nil {
		return err
	}
	// Its workers run from now on, whether it is ever served or not.
	a.cleanups.push("gRPC workers", func(context.Context) error {
		d.grpc.Stop()
		return nil
	})
	services.Register(d.grpc)
	if d.json, err = a.gateway(chain, services); err != nil {
		return err
	}
	a.doors = d
	return nil
}

// openDoors opens both before it serves either.
func (a *App) openDoors(ctx context.Context) error {
	d := a.doors
	var err error
	if d.grpcListener, err = new(net.ListenConfig).Listen(ctx, "tcp", a.settings.Doors.GRPC); err != nil {
		return fmt.Errorf("gRPC: %w", err)
	}
	if d.http, err = a.listen(ctx, a.settings.Doors.HTTP, d.json.Handler()); err != nil {
		return errors.Join(fmt.Errorf("JSON: %w", err), d.grpcListener.Close())
	}
	d.http.unreadable = d.json.Unreadable
	a.cleanups.push("doors", d.close)
	a.serve("gRPC", func() error { return d.grpc.Serve(d.grpcListener) })
	a.serve("JSON", d.http.serve)
	return nil
}

// chain is the interceptors that both doors share.
func (a *App) chain() (interceptor.Config, error) {
	metrics, metricsErr := interceptor.NewMetrics(a.registry, methods())
	validator, err := a.validator()
	if err := errors.Join(metricsErr, err); err != nil {
		return interceptor.Config{}, err
	}
	return interceptor.Config{
		Logger: a.logger, Metrics: metrics, Validator: validator,
		DefaultTimeout: a.settings.Calls.DefaultTimeout, MaxTimeout: a.settings.Calls.MaxTimeout,
	}, nil
}

func (a *App) gateway(chain interceptor.Config, services *service.Services) (*gateway.Gateway, error) {
	chain.Door = interceptor.DoorHTTP
	if err := chain.Check(); err != nil {
		return nil, err
	}
	conn := gateway.NewConn(interceptor.Unary(chain), interceptor.Stream(chain))
	services.Register(conn)
	return gateway.New(gateway.Config{
		Conn: conn, Services: gateway.Services(), OpenAPI: gen.OpenAPI(), Logger: a.logger,
		MaxUpload: a.settings.Files.MaxUpload, UploadTime: a.settings.Calls.MaxTimeout,
		Hosts: a.hosts, Origins: a.settings.Doors.Origins, Plain: !a.settings.Doors.Compress,
	})
}

// close drains both doors at the same time: one that waited for the other would
// take calls until the deadline.
func (d *doors) close(ctx context.Context) error {
	d.grpc.NotReady()
	drained := make(chan error, 1)
	go func() { drained <- d.grpc.Drain(ctx) }()
	err := d.http.drain(ctx)
	return errors.Join(err, <-drained)
}
