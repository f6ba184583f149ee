package cases_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/grpcserver"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

// canaries are keys that an upstream echoes; the token is as long as real ones.
func canaries() upstream.Credentials {
	token := make([]byte, 0, 3014)
	for state := uint32(7); len(token) < cap(token)-2; state = state*1664525 + 1013904223 {
		token = append(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[state>>26])
	}
	return upstream.Credentials{AccessKey: "HPUAQ7ZKEXAMPLE0KEY2", SecretKey: "pZ9w/Kq7+Yt3-Lm8_Xv5/Bn2QrTsUvWy41Ab6Cd0", SecurityToken: string(token) + "=="}
}

// run is how many characters of a secret in a row are a leak.
const run = 15

// watch knows every run of the canaries, in the forms that cannot be read back.
type watch map[string]bool

func newWatch() watch {
	w, c := watch{}, canaries()
	for _, secret := range []string{c.AccessKey, c.SecretKey, c.SecurityToken} {
		for _, form := range []string{secret, hex.EncodeToString([]byte(secret)), base64.StdEncoding.EncodeToString([]byte(secret))} {
			for i := range len(form) - run + 1 {
				w[strings.ToLower(form[i:i+run])] = true
			}
		}
	}
	return w
}

// finds gives a leak in a text, with the escapes of JSON, URLs and HTML taken off.
func (w watch) finds(text string) string {
	escape := regexp.MustCompile(`(?i)(\\u00|%)[0-9a-f]{2}`)
	for range 3 {
		text = escape.ReplaceAllStringFunc(html.UnescapeString(text), func(s string) string {
			b, _ := hex.DecodeString(s[len(s)-2:])
			return string(b)
		})
		text = strings.ReplaceAll(text, `\/`, "/")
	}
	text = strings.ToLower(regexp.MustCompile(`[^\x21-\x7e]`).ReplaceAllString(text, ""))
	for i := range max(0, len(text)-run+1) {
		if w[text[i:i+run]] {
			return text[i : i+run]
		}
	}
	return ""
}

// echo is an answer that repeats the canaries.
type echo struct {
	status                 int
	media, body, requestID string
}

// echoes repeat the canaries in every place, each in several spellings.
func echoes() map[string]echo {
	c, all := canaries(), ""
	for _, secret := range []string{c.AccessKey, c.SecretKey, c.SecurityToken} {
		escaped := strings.NewReplacer("/", `\/`, "=", `\u003d`, "-", `\u002d`, "+", `\u002B`).Replace(secret)
		all += strings.Join([]string{
			escaped, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret)), secret,
		}, " ") + " "
	}
	with := func(body string) string { return strings.ReplaceAll(body, "CANARY", all) }
	return map[string]echo{
		"error in 200": {200, "application/json", with(`{"error_code":"CBC.0100","error_msg":"CANARY","request_id":"CANARY","request":{"CANARY":["CANARY"]}}`), ""},
		"refusal":      {400, "application/json", with(`{"error_code":"CBC.0100","error_msg":"x CANARY","request":{"CANARY":{"ak":"CANARY"}},"fail_check_items":["CANARY"]}`), ""},
		"keys":         {401, "application/json", with(`{"error_code":"APIGW.0301","error_msg":"verify aksk signature fail CANARY","request_id":"CANARY"}`), ""},
		"html":         {403, "text/html", with(`<pre>` + strings.Repeat(" ", 1700) + `CANARY</pre>`), ""},
		"request id":   {500, "application/json", `{"error_code":"CBC.0999"}`, c.SecretKey + " " + c.AccessKey},
	}
}

// stage is a whole server before an upstream that echoes.
type stage struct {
	now  atomic.Pointer[echo]
	log  lockedText
	conn *grpc.ClientConn
	base string
}

// lockedText is where a log goes.
type lockedText struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *lockedText) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// take gives what was written since the last time.
func (l *lockedText) take() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.text.Reset()
	return l.text.String()
}

func newStage(t *testing.T, site string) *stage {
	t.Helper()
	s := &stage{}
	server := httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(server.Close)
	endpoints, err := upstream.ResolveEndpoints(upstream.Site(site), upstream.Overrides{BSS: server.URL, OSM: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	doer := upstream.NewTransport(upstream.TransportConfig{})
	t.Cleanup(doer.CloseIdleConnections)
	client, err := upstream.New(upstream.Config{Endpoints: endpoints, Credentials: canaries(), Published: fault.Published, Doer: doer})
	if err != nil {
		t.Fatal(err)
	}
	services, err := service.New(service.Config{Upstream: client, Site: upstream.Site(site), MaxUpload: 20 << 20, MaxDownload: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	logger := zap.New(zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(&s.log), zapcore.DebugLevel))
	s.openGRPC(t, services, logger)
	s.openHTTP(t, services, logger)
	return s
}

func (s *stage) answer(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	reply := s.now.Load()
	w.Header().Set("Content-Type", reply.media)
	if reply.requestID != "" {
		w.Header().Set("X-Request-Id", reply.requestID)
	}
	w.WriteHeader(reply.status)
	_, _ = io.WriteString(w, reply.body) // nobody may be left to read it
}

func (s *stage) openGRPC(t *testing.T, services *service.Services, logger *zap.Logger) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	links := chain(t, interceptor.DoorGRPC)
	links.Logger = logger
	server, err := grpcserver.New(grpcserver.Config{Chain: links, ReceiveTimeout: 15 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	services.Register(server)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	if s.conn, err = grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.conn.Close() })
}

func (s *stage) openHTTP(t *testing.T, services *service.Services, logger *zap.Logger) {
	t.Helper()
	links := chain(t, interceptor.DoorHTTP)
	links.Logger = logger
	conn := gateway.NewConn(interceptor.Unary(links), interceptor.Stream(links))
	services.Register(conn)
	door, err := gateway.New(gateway.Config{Conn: conn, Services: gateway.Services(), OpenAPI: []byte("{}"), Logger: logger, MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(door.Handler())
	t.Cleanup(server.Close)
	s.base = server.URL
}

// toldOverGRPC is all that a caller gets.
func (s *stage) toldOverGRPC(t *testing.T, c testCase) string {
	t.Helper()
	method := methodOf(t, c.RPC)
	request, answer := messageOf(t, method.Input()), messageOf(t, method.Output())
	if err := protojson.Unmarshal(asJSON(t, c.Request), request); err != nil {
		t.Fatal(err)
	}
	var header, trailer metadata.MD
	err := s.conn.Invoke(t.Context(), "/"+c.RPC, request, answer, grpc.Header(&header), grpc.Trailer(&trailer))
	if err == nil {
		t.Errorf("%s succeeds: %v", c.RPC, answer)
	}
	text, _ := json.Marshal(status.Convert(err).Proto())
	return fmt.Sprint(string(text), status.Convert(err).Details(), header, trailer)
}

// TestNoSecretComesBack echoes the server's keys in every place of an answer to
// every operation, and looks through all that callers and the log are told.
func TestNoSecretComesBack(t *testing.T) {
	t.Parallel()
	w := newWatch()
	for place, reply := range echoes() {
		if w.finds(reply.body+reply.requestID) == "" {
			t.Fatalf("%s holds no canary", place)
		}
	}
	asked := map[string]bool{}
	stages := map[string]*stage{"cn": newStage(t, "cn"), "intl": newStage(t, "intl")}
	for name, c := range readCases(t) {
		if asked[c.RPC] || c.Answer == nil || len(c.Doors) != 2 {
			continue
		}
		asked[c.RPC] = true
		s := stages[c.Site]
		for place, reply := range echoes() {
			s.now.Store(&reply)
			overJSON, code := send(t, c, s.base, rand.Text())
			if code == http.StatusOK {
				t.Errorf("%s %s: a success over JSON", name, place)
			}
			for door, told := range map[string]string{"gRPC": s.toldOverGRPC(t, c), "JSON": string(overJSON), "the log": s.log.take()} {
				if found := w.finds(told); found != "" {
					t.Errorf("%s %s: %s tells %s: %.400s", name, place, door, found, told)
				}
			}
		}
	}
	if len(asked) < 180 {
		t.Errorf("only %d operations were asked", len(asked))
	}
}
