package app

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/ocegate/ocegate/gen"
	"github.com/ocegate/ocegate/internal/fault"
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
	d.grpc, err = grpcserver.New(grpcserver.Config{
		Chain: chain, ReceiveTimeout: a.settings.Calls.ReceiveTimeout, MaxReceiving: 2 * chain.MaxCalls, Budget: a.budget,
	})
	if err != nil {
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
	d.grpcListener = a.limit(d.grpcListener, interceptor.DoorGRPC)
	if d.http, err = a.openJSON(ctx); err != nil {
		return errors.Join(fmt.Errorf("JSON: %w", err), d.grpcListener.Close())
	}
	d.http.unreadable = d.json.Unreadable
	a.cleanups.push("doors", d.close)
	a.serve("gRPC", func() error { return d.grpc.Serve(d.grpcListener) })
	a.serve("JSON", d.http.serve)
	return nil
}

// openJSON opens the JSON door.
func (a *App) openJSON(ctx context.Context) (*httpServer, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", a.settings.Doors.HTTP)
	if err != nil {
		return nil, err
	}
	listener = a.limit(listener, interceptor.DoorHTTP)
	server, err := newHTTPServer(listener, httpOptions{
		handler: a.doors.json.Handler(), slowest: a.settings.Calls.MaxTimeout, idle: a.settings.Doors.IdleTimeout, logger: a.logger,
		bodies: newBodies(a.budget), ending: a.ending,
	})
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return server, nil
}

// limit bounds the connections of a door.
func (a *App) limit(listener net.Listener, door interceptor.Door) net.Listener {
	err := fault.Error(&fault.RefusalError{Reason: fault.ServerBusy, Where: "too many connections at one time"})
	refusals := interceptor.NewRefusals(door, a.metrics, a.logger)
	turned := func() {
		refusals.Note(interceptor.Refusal{Reason: fault.ServerBusy, Code: fault.Status(err).Code(), Cause: "too many connections"})
	}
	var farewell []byte
	if door == interceptor.DoorHTTP {
		farewell = gateway.Farewell(err)
	}
	return newLimited(listener, limitsOf(a.settings).connections, turned, farewell)
}

// chain is the interceptors that both doors share.
func (a *App) chain() (interceptor.Config, error) {
	metrics, metricsErr := interceptor.NewMetrics(a.registry, methods())
	validator, err := a.validator()
	if err := errors.Join(metricsErr, err); err != nil {
		return interceptor.Config{}, err
	}
	a.metrics = metrics
	return interceptor.Config{
		Logger: a.logger, Metrics: metrics, Validator: validator, Ending: a.ending, MaxCalls: limitsOf(a.settings).calls,
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
		Refusals: interceptor.NewRefusals(interceptor.DoorHTTP, chain.Metrics, chain.Logger),
		Hosts:    a.hosts, Origins: a.settings.Doors.Origins, Plain: !a.settings.Doors.Compress,
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
