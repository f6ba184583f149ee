package app

import (
	"context"
	"fmt"

	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/config"
	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/sandbox"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

// startSandbox serves the emulator, when it was asked for, and makes it the
// upstream.
func (a *App) startSandbox(ctx context.Context) error {
	if !a.settings.Sandbox.Enabled {
		return nil
	}
	emulator, err := sandbox.New(sandbox.Config{
		Site: a.settings.Upstream.Site, Seed: 1, Throttle: true, Logger: a.logger.WithOptions(zap.IncreaseLevel(zap.WarnLevel)),
	})
	if err != nil {
		return err
	}
	server, err := a.listen(ctx, a.settings.Sandbox.Addr, emulator.Handler())
	if err != nil {
		return fmt.Errorf("sandbox: %w", err)
	}
	a.sandbox = server
	a.serve("sandbox", server.serve)
	a.cleanups.push("sandbox", server.stop)
	return nil
}

// services are the handlers of all domains on top of the upstream.
func (a *App) services() (*service.Services, error) {
	site, err := upstream.ParseSite(a.settings.Upstream.Site)
	if err != nil {
		return nil, err
	}
	endpoints, err := upstream.ResolveEndpoints(site, a.overrides())
	if err != nil {
		return nil, err
	}
	transport := upstream.NewTransport(upstream.TransportConfig{})
	client, err := upstream.New(upstream.Config{
		Site: site, Endpoints: endpoints, Credentials: a.credentials(), Doer: transport, UserAgent: "ocegate/" + a.build.Version,
		Published: fault.Published, Timeout: a.settings.Calls.DefaultTimeout, Ending: a.ending.Done(),
	})
	if err != nil {
		return nil, err
	}
	a.cleanups.push("upstream", func(context.Context) error {
		transport.CloseIdleConnections()
		return nil
	})
	changes, err := newDrift(a.registry, a.logger)
	if err != nil {
		return nil, err
	}
	return service.New(service.Config{
		Upstream: client, Site: site, Unknown: changes.note,
		MaxUpload: a.settings.Files.MaxUpload, MaxDownload: a.settings.Files.MaxDownload,
	})
}

// overrides are the endpoints; the sandbox is all of them.
func (a *App) overrides() upstream.Overrides {
	if a.sandbox != nil {
		here := "http://" + a.sandbox.listener.Addr().String()
		return upstream.Overrides{BSS: here, OSM: here, IAM: here}
	}
	given := a.settings.Upstream
	return upstream.Overrides{BSS: given.BSSEndpoint, OSM: given.OSMEndpoint, IAM: given.IAMEndpoint}
}

// credentials are the configured ones, else the sandbox's own.
func (a *App) credentials() upstream.Credentials {
	given := a.settings.Upstream.Credentials
	if a.sandbox != nil && !given.IsSet() {
		return upstream.Credentials{
			AccessKey: sandbox.DemoAccessKey, SecretKey: sandbox.DemoSecretKey, DomainID: sandbox.DemoDomainID,
		}
	}
	return revealed(given)
}

func revealed(c config.Credentials) upstream.Credentials {
	return upstream.Credentials{
		AccessKey: c.AccessKey.Reveal(), SecretKey: c.SecretKey.Reveal(), SecurityToken: c.SecurityToken.Reveal(), DomainID: c.DomainID,
	}
}
