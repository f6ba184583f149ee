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

// sender takes an *http.Client by its transport alone: the client's own layer
// follows redirects and copies every header for that, and neither is wanted.
func sender(doer Doer) Doer {
	if doer == nil {
		doer = NewTransport(TransportConfig{})
	}
	client, ok := doer.(*http.Client)
	if !ok {
		return doer
	}
	if client.Transport == nil {
		client = NewTransport(TransportConfig{})
	}
	return direct{client.Transport}
}

// direct is a Doer that is one round trip.
type direct struct{ http.RoundTripper }

// Do implements Doer.
func (d direct) Do(r *http.Request) (*http.Response, error) { return d.RoundTrip(r) }

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

// NewTransport makes the HTTP client for Config.Doer: many idle connections, TLS
// 1.2 or later always verified, no redirects, no cookies, no compression. It
// speaks HTTP/1.1 only: over HTTP/2 net/http repeats requests by rules of its own
// and calls share a connection, so that nobody could say what left and what did
// not. Client.Do gives every call a deadline, which bounds the wait for a reply
// too; a header timeout of its own would add a timer (5 % of the CPU of a small
// call).
func NewTransport(config TransportConfig) *http.Client {
	config = config.withDefaults()
	sessions := tls.NewLRUClientSessionCache(64)
	kept, single := newHTTPTransport(config, sessions), newHTTPTransport(config, sessions)
	single.DisableKeepAlives = true
	return &http.Client{
		Transport:     &transport{kept: kept, single: single},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// transport gives a request that asks for it a connection of its own. One that
// was kept may have been closed meanwhile, which shows too late to tell whether
// the request was taken, or may hold an answer that nobody asked for.
type transport struct {
	kept, single *http.Transport
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Close {
		return t.single.RoundTrip(r)
	}
	return t.kept.RoundTrip(r)
}

// CloseIdleConnections is what http.Client.CloseIdleConnections calls.
func (t *transport) CloseIdleConnections() { t.kept.CloseIdleConnections() }

func newHTTPTransport(config TransportConfig, sessions tls.ClientSessionCache) *http.Transport {
	dialer := &net.Dialer{Timeout: config.DialTimeout, KeepAlive: 30 * time.Second}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Transport{
		Proxy: config.Proxy,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return &countedConn{Conn: conn}, nil
		},
		Protocols: protocols,
		TLSClientConfig: &tls.Config{
			MinVersion:         tls.VersionTLS12,
			RootCAs:            config.RootCAs,
			ClientSessionCache: sessions,
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
	}
}
