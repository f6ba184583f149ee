package upstream

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/ocegate/ocegate/internal/restcall"
)

const (
	defaultMaxBody = 16 << 20
	defaultTimeout = 60 * time.Second
)

// Config is what a client needs.
type Config struct {
	Site        Site
	Endpoints   Endpoints // the zero value means the site's own
	Credentials Credentials
	Doer        Doer             // nil means NewTransport with its defaults
	Clock       func() time.Time // nil means time.Now
	UserAgent   string           // default "ocegate"
	MaxBody     int64            // cap on reply bodies in bytes, default 16 MiB
	Memory      int64            // what the replies of all calls may hold at one time, in bytes, default 64 MiB
	Timeout     time.Duration    // for calls whose context has no deadline, default 60 s
	// Published says whether the upstream publishes an error code: a refusal of a
	// call that moves money is believed with such a code only. nil knows none.
	Published func(code string) bool
	// Ending is closed when calls that outlived their callers must end; nil never.
	Ending <-chan struct{}
}

// Client signs and sends calls. It is safe for concurrent use.
type Client struct {
	doer     Doer
	clock    func() time.Time
	maxBody  int64
	timeout  time.Duration
	signer   *Signer
	redactor *redactor
	buffers  buffers
	memory   *memory
	targets  map[Service]*target
	template *http.Request
	headers  fixedHeaders

	published func(code string) bool
	ending    <-chan struct{}
}

// target is a service's endpoint with the signed headers that never change.
type target struct {
	endpoint Endpoint
	signed   []restcall.Param
}

// fixedHeaders are header values that every request shares; nobody writes them.
type fixedHeaders struct {
	userAgent, json, domainID, token []string
}

// New makes a client; it reports every fault of the configuration at once.
func New(config Config) (*Client, error) {
	endpoints, err := config.endpoints()
	if err := errors.Join(err, config.Credentials.Validate(), config.check()); err != nil {
		return nil, fmt.Errorf("upstream: %w", err)
	}
	c := &Client{
		doer:     sender(config.Doer),
		clock:    config.Clock,
		maxBody:  config.MaxBody,
		timeout:  config.Timeout,
		signer:   NewSigner(config.Credentials.AccessKey, config.Credentials.SecretKey),
		redactor: newRedactor(config.Credentials),
		targets:  make(map[Service]*target, 3),
		template: &http.Request{Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1},
		headers:  newFixedHeaders(config),

		published: config.Published, ending: config.Ending,
	}
	if c.published == nil {
		c.published = func(string) bool { return false }
	}
	if c.clock == nil {
		c.clock = time.Now
	}
	if c.maxBody == 0 {
		c.maxBody = defaultMaxBody
	}
	c.memory = newMemory(cmp.Or(config.Memory, defaultMemory))
	if c.timeout == 0 {
		c.timeout = defaultTimeout
	}
	for _, service := range []Service{ServiceBSS, ServiceOSM, ServiceIAM} {
		if endpoint, ok := endpoints.Of(service); ok {
			c.targets[service] = &target{endpoint: endpoint, signed: signedHeaders(endpoint, config.Credentials)}
		}
	}
	return c, nil
}

func (config Config) endpoints() (Endpoints, error) {
	if config.Endpoints == (Endpoints{}) {
		return ResolveEndpoints(config.Site, Overrides{})
	}
	return config.Endpoints, nil
}

func (config Config) check() error {
	var faults []error
	if config.MaxBody < 0 || config.Memory < 0 {
		faults = append(faults, errors.New("the cap on reply bodies is negative"))
	}
	if config.Timeout < 0 {
		faults = append(faults, errors.New("the timeout is negative"))
	}
	for i := range len(config.UserAgent) {
		if c := config.UserAgent[i]; c < ' ' || c >= 0x7f {
			return errors.Join(append(faults, errors.New("the user agent holds a character that is not allowed"))...)
		}
	}
	return errors.Join(faults...)
}

func newFixedHeaders(config Config) fixedHeaders {
	f := fixedHeaders{userAgent: []string{"ocegate"}, json: []string{"application/json"}}
	if config.UserAgent != "" {
		f.userAgent = []string{config.UserAgent}
	}
	if config.Credentials.DomainID != "" {
		f.domainID = []string{config.Credentials.DomainID}
	}
	if config.Credentials.SecurityToken != "" {
		f.token = []string{config.Credentials.SecurityToken}
	}
	return f
}

func signedHeaders(endpoint Endpoint, credentials Credentials) []restcall.Param {
	signed := []restcall.Param{{Name: "host", Value: endpoint.Host}}
	if credentials.DomainID != "" {
		signed = append(signed, restcall.Param{Name: "x-domain-id", Value: credentials.DomainID})
	}
	if credentials.SecurityToken != "" {
		signed = append(signed, restcall.Param{Name: "x-security-token", Value: credentials.SecurityToken})
	}
	return signed
}

// Do sends one call. It gives a Response when status and emptiness match the
// declared shape, and an *Error in every other case. The caller's deadline and
// cancellation reach the wire, but for a caller who merely leaves: see lasting.
func (c *Client) Do(ctx context.Context, req *Request) (*Response, error) {
	to, err := c.prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	ctx, w := c.begin(ctx, to, req)
	defer w.end()
	if err := w.send(ctx); err != nil {
		return nil, err
	}
	return w.answer(ctx)
}

// Format names the type only, under every verb: a client holds keys.
func (c *Client) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte("upstream.Client")) // fmt.State never fails
}

// prepare refuses what must not be sent.
func (c *Client) prepare(ctx context.Context, req *Request) (*target, error) {
	if err := req.check(); err != nil {
		return nil, &Error{Operation: req.Operation, Kind: KindRequest, Outcome: OutcomeNotSent, Err: err}
	}
	to := c.targets[req.Service]
	if to == nil {
		return nil, &Error{
			Operation: req.Operation, Kind: KindRequest, Outcome: OutcomeNotSent,
			Err: fmt.Errorf("no endpoint for service %q", string(req.Service)),
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, &Error{Operation: req.Operation, Kind: contextKind(err), Outcome: OutcomeNotSent, Err: err}
	}
	return to, nil
}
