package cases

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

// Services joins the services with an upstream at an endpoint.
func Services(site, endpoint string) (*service.Services, error) {
	parsed, err := upstream.ParseSite(site)
	if err != nil {
		return nil, err
	}
	endpoints, err := upstream.ResolveEndpoints(parsed, upstream.Overrides{BSS: endpoint, OSM: endpoint})
	if err != nil {
		return nil, err
	}
	client, err := upstream.New(upstream.Config{
		Site: parsed, Endpoints: endpoints,
		Credentials: upstream.Credentials{AccessKey: "AK", SecretKey: "SK"}, Published: fault.Published,
	})
	if err != nil {
		return nil, err
	}
	return service.New(service.Config{Upstream: client, Site: parsed, MaxUpload: 20 << 20, MaxDownload: 64 << 20})
}

// Chain is the interceptor chain of a door, with metrics that nobody reads.
func Chain(door interceptor.Door, validator *interceptor.Validator) (interceptor.Config, error) {
	metrics, err := interceptor.NewMetrics(prometheus.NewRegistry(), service.Descriptors())
	return interceptor.Config{Door: door, Logger: zap.NewNop(), Metrics: metrics, Validator: validator, DefaultTimeout: 30 * time.Second, MaxTimeout: 2 * time.Minute}, err
}

// JSONDoor is the JSON door in front of the services.
func JSONDoor(services *service.Services, chain interceptor.Config) (http.Handler, error) {
	conn := gateway.NewConn(interceptor.Unary(chain), interceptor.Stream(chain))
	services.Register(conn)
	door, err := gateway.New(gateway.Config{Conn: conn, Services: gateway.Services(), OpenAPI: []byte("{}"), Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		return nil, err
	}
	return door.Handler(), nil
}

// HTTPRequest is what the case's caller sends to the JSON door at base.
func (c *Case) HTTPRequest(ctx context.Context, base string) (*http.Request, error) {
	method, target, _ := strings.Cut(c.HTTP, " ")
	var body io.Reader
	if c.HTTPBody != nil {
		text, err := JSON(c.HTTPBody)
		if err != nil {
			return nil, err
		}
		body = strings.NewReader(string(text))
	}
	request, err := http.NewRequestWithContext(ctx, method, base+target, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if c.Language != "" {
		request.Header.Set("Accept-Language", c.Language)
	}
	return request, nil
}
