package gateway_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/gateway"
)

func TestPages(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{})
	for path, want := range map[string]struct{ media, part string }{
		"/openapi.json":              {"application/json", `"openapi": "3.1.0"`},
		"/docs/":                     {"text/html; charset=utf-8", `<script src="init.js">`},
		"/docs/init.js":              {"text/javascript; charset=utf-8", "SwaggerUIBundle({"},
		"/docs/swagger-ui.css":       {"text/css; charset=utf-8", ".swagger-ui"},
		"/docs/swagger-ui-bundle.js": {"text/javascript; charset=utf-8", "SwaggerUIBundle"},
		"/docs/favicon-32x32.png":    {"image/png", "PNG"},
	} {
		for _, coding := range []string{"", "gzip, br"} {
			got := send(t, h, http.MethodGet, path, "", "Accept-Encoding", coding)
			body := got.body
			if got.header.Get("Content-Encoding") == "gzip" {
				body = unzip(t, body)
				if coding == "" {
					t.Errorf("%s: compressed for a client that did not ask for it", path)
				}
			}
			if got.status != http.StatusOK || got.header.Get("Content-Type") != want.media || !strings.Contains(body, want.part) {
				t.Errorf("%s: %d %v", path, got.status, got.header)
			}
			policy := got.header.Get("Content-Security-Policy")
			if !strings.HasPrefix(policy, "default-src 'self';") || strings.Contains(policy, "http") || strings.Contains(policy, "script") {
				t.Errorf("%s: policy %q", path, policy)
			}
			again := send(t, h, http.MethodGet, path, "", "Accept-Encoding", coding, "If-None-Match", got.header.Get("ETag"))
			if got.header.Get("ETag") == "" || again.status != http.StatusNotModified || again.body != "" {
				t.Errorf("%s: ETag %q, then status %d", path, got.header.Get("ETag"), again.status)
			}
			if other := send(t, h, http.MethodGet, path, "", "Accept-Encoding", coding, "If-None-Match", `"x"`); other.status != http.StatusOK {
				t.Errorf("%s: status %d for another ETag", path, other.status)
			}
		}
		if head := send(t, h, http.MethodHead, path, ""); head.status != http.StatusOK || head.body != "" {
			t.Errorf("HEAD %s: %d, %d bytes", path, head.status, len(head.body))
		}
	}
}

func unzip(t *testing.T, text string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/", "/docs"} {
		got := send(t, door(t, &orders{}), http.MethodGet, path, "")
		if got.status != http.StatusFound || got.header.Get("Location") != "docs/" {
			t.Errorf("%s: %d to %q", path, got.status, got.header.Get("Location"))
		}
	}
}

// TestPagesNameNoOtherHost reads what we wrote ourselves; what the assets do is
// watched by the browser test.
func TestPagesNameNoOtherHost(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{})
	for _, path := range []string{"/docs/", "/docs/init.js"} {
		if body := send(t, h, http.MethodGet, path, "").body; strings.Contains(body, "//") && strings.Contains(body, "http") {
			t.Errorf("%s names another host", path)
		}
	}
}

// TestDocumentHasEveryRoute compares what is served with what is described: the
// same operations, and each one reaches its RPC.
func TestDocumentHasEveryRoute(t *testing.T) {
	t.Parallel()
	var reached string
	h := recording(t, &reached)
	var document struct {
		Paths map[string]map[string]struct{ OperationID string }
	}
	if err := json.Unmarshal([]byte(send(t, h, http.MethodGet, "/openapi.json", "").body), &document); err != nil {
		t.Fatal(err)
	}
	described := map[string]bool{}
	for path, verbs := range document.Paths {
		for verb, operation := range verbs {
			reached = ""
			send(t, h, strings.ToUpper(verb), regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "x"), "")
			if name := strings.ReplaceAll(operation.OperationID, "_", "/"); !strings.HasSuffix(reached, "."+name) {
				t.Errorf("%s %s reached %q, described as %s", verb, path, reached, name)
			}
			described[reached] = true
		}
	}
	for _, s := range gateway.Services() {
		for i := range s.Descriptor.Methods().Len() {
			method := s.Descriptor.Methods().Get(i)
			name := "/" + string(s.Descriptor.FullName()) + "/" + string(method.Name())
			if proto.HasExtension(method.Options(), annotations.E_Http) && !described[name] {
				t.Errorf("%s is not described", name)
			}
		}
	}
}
