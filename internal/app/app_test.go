package app

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	"github.com/ocegate/ocegate/internal/config"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// anyPort makes every listener take a free port.
const anyPort = "--http-addr=127.0.0.1:0 --grpc-addr=127.0.0.1:0 --admin-addr=127.0.0.1:0 --sandbox-addr=127.0.0.1:0 "

// process is a source of settings without surroundings.
func process(args string) config.Source {
	return config.Source{
		Args: strings.Fields(args),
		Env: func(name string) (string, bool) {
			text, ok := map[string]string{"OCEGATE_ACCESS_KEY": "AK", "OCEGATE_SECRET_KEY": "s3cret-key"}[name]
			return text, ok && !strings.Contains(args, "--sandbox ")
		},
		ReadFile: func(string) ([]byte, error) { return nil, io.EOF },
	}
}

func settingsOf(t *testing.T, args string) config.Config {
	t.Helper()
	settings, err := config.Load(process(args))
	if err != nil {
		t.Fatal(err)
	}
	return settings
}

// text is a buffer for several writers.
type text struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *text) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

func (t *text) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}

// running is an app with what it wrote.
type running struct {
	*App

	out, log *text
}

func start(t *testing.T, args string) *running {
	t.Helper()
	r := &running{out: new(text), log: new(text)}
	var err error
	r.App, err = Start(t.Context(), settingsOf(t, anyPort+args), Options{Out: r.out, Log: r.log})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// stop closes the app and demands that nothing is lost.
func (r *running) stop(t *testing.T) {
	t.Helper()
	if err := r.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}

// client keeps its connections to itself, so that they are closed with the test.
func client(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 16}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func get(t *testing.T, c *http.Client, url string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := c.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

func dial(t *testing.T, a *App) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(a.GRPCAddr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// TestSandbox: what a newcomer meets.
func TestSandbox(t *testing.T) {
	t.Parallel()
	r := start(t, "--sandbox ")
	defer r.stop(t)
	c := client(t)
	origin, admin := "http://"+r.HTTPAddr().String(), "http://"+r.AdminAddr().String()
	for url, want := range map[string]string{
		origin + "/v1/account/balances":  `"amount":"5000.00"`,
		origin + "/v1/orders?pageSize=2": `"nextPageToken":"`,
		origin + "/openapi.json":         `"openapi"`,
		admin + "/livez":                 `"alive"`,
		admin + "/readyz":                `"ready"`,
		admin + "/version":               `"go":"go1`,
		admin + "/metrics":               `ocegate_build_info{`,
	} {
		if status, body := get(t, c, url); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %d without %s in %.300s", url, status, want, body)
		}
	}
	conn := dial(t, r.App)
	balances, err := accountsv1.NewAccountServiceClient(conn).GetBalances(t.Context(), &accountsv1.GetBalancesRequest{})
	if err != nil || len(balances.GetBalances()) == 0 {
		t.Errorf("%v %v", balances, err)
	}
	health, err := healthv1.NewHealthClient(conn).Check(t.Context(), &healthv1.HealthCheckRequest{Service: "ocegate.accounts.v1.AccountService"})
	if err != nil || health.GetStatus() != healthv1.HealthCheckResponse_SERVING {
		t.Errorf("%v %v", health, err)
	}
	if _, body := get(t, c, admin+"/metrics"); !strings.Contains(body, `ocegate_calls_total{code="OK",door="grpc",method="ocegate.accounts.v1.AccountService/GetBalances"} 1`) {
		t.Errorf("the call was not counted: %s", body)
	}
}

// TestBannerCanBeFollowed: every command that the banner prints works.
func TestBannerCanBeFollowed(t *testing.T) {
	t.Parallel()
	r := start(t, "--sandbox ")
	defer r.stop(t)
	c, tried := client(t), 0
	for _, line := range strings.Split(r.out.String(), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] != "curl" {
			continue
		}
		method := http.MethodGet
		if words[1] == "-X" {
			method = words[2]
		}
		request, err := http.NewRequestWithContext(t.Context(), method, strings.Trim(words[len(words)-1], "'"), http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := c.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if tried++; response.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", line, response.Status)
		}
	}
	if tried != 3 {
		t.Errorf("%d things to try", tried)
	}
	for _, want := range []string{r.HTTPAddr().String(), r.GRPCAddr().String(), r.AdminAddr().String(), "OCEGATESANDBOXAK", "ocegate-sandbox-secret-key"} {
		if !strings.Contains(r.out.String(), want) {
			t.Errorf("the banner lacks %s", want)
		}
	}
}

func TestWithoutSandbox(t *testing.T) {
	t.Parallel()
	r := start(t, "--insecure-allow-unauthenticated --log-format=console")
	r.stop(t)
	if r.out.String() != "" {
		t.Errorf("unasked for: %s", r.out)
	}
	if log := r.log.String(); !strings.Contains(log, "callers are not authenticated") || strings.Contains(log, "s3cret") {
		t.Errorf("%s", log)
	}
}

// TestStartFailsWhole: whatever step fails, nothing is left open. The test's
// main would find a goroutine that is left.
func TestStartFailsWhole(t *testing.T) {
	t.Parallel()
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	for name, c := range map[string]struct{ args, endpoint, want string }{
		"admin":    {"--admin-addr=" + taken.Addr().String(), "", "admin: listen"},
		"sandbox":  {"--sandbox --sandbox-addr=" + taken.Addr().String(), "", "sandbox: listen"},
		"grpc":     {"--grpc-addr=" + taken.Addr().String(), "", "gRPC: listen"},
		"http":     {"--sandbox --http-addr=" + taken.Addr().String(), "", "JSON: listen"},
		"endpoint": {"", "http://example.com", "plain http"}, // which the settings would have refused
	} {
		log := new(text)
		settings := settingsOf(t, anyPort+c.args+" ")
		settings.Upstream.BSSEndpoint = c.endpoint
		a, err := Start(t.Context(), settings, Options{Out: io.Discard, Log: log})
		if a != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if !strings.Contains(log.String(), `"stopped"`) {
			t.Errorf("%s: the cleanups have not run: %s", name, log)
		}
	}
}

// TestAFaultWhileServingIsReported: a door that stops by itself must not leave
// half a server.
func TestAFaultWhileServingIsReported(t *testing.T) {
	t.Parallel()
	r := start(t, "--sandbox ")
	defer r.stop(t)
	if err := r.doors.http.listener.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-r.Failed(); err == nil || !strings.Contains(err.Error(), "JSON") {
		t.Errorf("%v", err)
	}
}

func TestReadiness(t *testing.T) {
	t.Parallel()
	ready := &readiness{}
	registry, err := newRegistry(NewBuild())
	if err != nil {
		t.Fatal(err)
	}
	r := start(t, "--sandbox ")
	handler := adminHandler(ready, NewBuild(), registry, r.App.log)
	r.stop(t)
	for state, want := range map[int32]struct {
		status int
		word   string
	}{stateStarting: {503, "starting"}, stateReady: {200, "ready"}, stateStopping: {503, "stopping"}} {
		ready.set(state)
		w := &recorder{header: http.Header{}}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/readyz", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		handler.ServeHTTP(w, request)
		var body struct{ Status string }
		if err := json.Unmarshal(w.body.Bytes(), &body); err != nil || w.status != want.status || body.Status != want.word {
			t.Errorf("%d %s %v", w.status, w.body.String(), err)
		}
	}
}

// recorder is an http.ResponseWriter.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }

func TestDrift(t *testing.T) {
	t.Parallel()
	r := start(t, "--sandbox ")
	d, err := newDrift(r.registry, r.logger)
	if err == nil {
		t.Fatal("registered twice without an error")
	}
	for range 3 {
		d.note("ListCustomerOrders", 2, 0)
	}
	d.note("ListCustomerOrders", 0, 1)
	r.stop(t) // which writes the last lines
	if got := strings.Count(r.log.String(), "answers what is not known"); got != 2 {
		t.Errorf("%d lines, want one for fields and one for codes", got)
	}
}

func TestStack(t *testing.T) {
	t.Parallel()
	var s stack
	var order []string
	push := func(name string, err error) {
		s.push(name, func(ctx context.Context) error {
			if _, ok := ctx.Deadline(); !ok {
				t.Errorf("%s has no deadline", name)
			}
			order = append(order, name)
			return err
		})
	}
	push("first", nil)
	push("second", io.ErrClosedPipe)
	push("third", io.ErrShortWrite)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err := s.close(ctx)
	if strings.Join(order, " ") != "third second first" {
		t.Errorf("%v", order)
	}
	if err == nil || !strings.Contains(err.Error(), "closing second") || !strings.Contains(err.Error(), "closing third") {
		t.Errorf("%v", err)
	}
	if err := s.close(ctx); err != nil || len(order) != 3 {
		t.Error("closed twice")
	}
}
