package upstream

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Doer sends one HTTP request; *http.Client is one.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// TransportConfig tunes NewTransport. The zero value is the default for all.
type TransportConfig struct {
	RootCAs        *x509.CertPool                        // who may sign the upstream's certificate; nil for the system's
	Proxy          func(*http.Request) (*url.URL, error) // nil for the environment's
	DialTimeout    time.Duration                         // default 5 s
	TLSTimeout     time.Duration                         // default 5 s
	HeaderTimeout  time.Duration                         // from request to reply header, default none: see NewTransport
	IdleTimeout    time.Duration                         // default 50 s, below the usual 60 s of gateways
	MaxIdlePerHost int                                   // default 256
}

func (c TransportConfig) withDefaults() TransportConfig {
	if c.Proxy == nil {
		c.Proxy = http.ProxyFromEnvironment
	}
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&c.DialTimeout, 5 * time.Second},
		{&c.TLSTimeout, 5 * time.Second},
		{&c.IdleTimeout, 50 * time.Second},
	} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	if c.MaxIdlePerHost <= 0 {
		c.MaxIdlePerHost = 256
	}
	return c
}

// NewTransport makes the HTTP client for Config.Doer: HTTP/2 where offered,
// many idle connections, TLS 1.2 or later always verified, no redirects, no
// cookies, no compression. Client.Do gives every call a deadline, which bounds
// the wait for a reply too; a header timeout of its own would add a timer (5 %
// of the CPU of a small call).
func NewTransport(config TransportConfig) *http.Client {
	config = config.withDefaults()
	return &http.Client{
		Transport: &transport{
			any:   newHTTPTransport(config, true),
			http1: newHTTPTransport(config, false),
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// transport sends a write without body over HTTP/1.1 only: net/http's HTTP/2
// client repeats a request without body when the server resets its stream,
// whatever the method, and one of those resets leaves open whether the server
// acted. With a body that cannot be rewound it does not.
type transport struct {
	any, http1 *http.Transport
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil && r.Method != http.MethodGet && r.Method != http.MethodHead {
		return t.http1.RoundTrip(r)
	}
	return t.any.RoundTrip(r)
}

// CloseIdleConnections is what http.Client.CloseIdleConnections calls.
func (t *transport) CloseIdleConnections() {
	t.any.CloseIdleConnections()
	t.http1.CloseIdleConnections()
}

func newHTTPTransport(config TransportConfig, http2 bool) *http.Transport {
	dialer := &net.Dialer{Timeout: config.DialTimeout, KeepAlive: 30 * time.Second}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(http2)
	return &http.Transport{
		Proxy: config.Proxy,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return &countedConn{Conn: conn}, nil
		},
		Protocols:         protocols,
		ForceAttemptHTTP2: http2,
		TLSClientConfig: &tls.Config{
			MinVersion:         tls.VersionTLS12,
			RootCAs:            config.RootCAs,
			ClientSessionCache: tls.NewLRUClientSessionCache(64),
		},
		TLSHandshakeTimeout:    config.TLSTimeout,
		ResponseHeaderTimeout:  config.HeaderTimeout,
		IdleConnTimeout:        config.IdleTimeout,
		MaxIdleConns:           4 * config.MaxIdlePerHost,
		MaxIdleConnsPerHost:    config.MaxIdlePerHost,
		MaxResponseHeaderBytes: 256 << 10,
		// Unpacking JSON costs more CPU than reading it unpacked.
		DisableCompression: true,
		// Enough for a signed request with a usual body and for the headers of an
		// answer, whose body is read past the buffer. Larger ones saved no measurable
		// CPU and cost memory for every call in flight.
		ReadBufferSize:  2 << 10,
		WriteBufferSize: 2 << 10,
		// A dead HTTP/2 connection must not swallow every call until TCP notices.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second},
	}
}
