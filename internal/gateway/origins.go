package gateway

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// origins decides which pages may call. A browser sends a request of any page to
// any server; who the page is stands in headers that the page cannot write.
type origins struct {
	trusted map[string]bool // in normal form
}

var errOrigin = errors.New("an origin must be a scheme and a host, such as https://portal.corp.example, perhaps with a port")

func newOrigins(texts []string) (origins, error) {
	o := origins{trusted: make(map[string]bool, len(texts))}
	for _, text := range texts {
		origin, ok := normalOrigin(text)
		if !ok {
			return o, errOrigin
		}
		o.trusted[origin] = true
	}
	return o, nil
}

// trusts reports whether a page of the Origin header may call from elsewhere.
func (o origins) trusts(origin string) bool {
	if len(o.trusted) == 0 || origin == "" {
		return false
	}
	normal, ok := normalOrigin(origin)
	return ok && o.trusted[normal]
}

// allows reports whether the page that sent a request, if one did, may call. Reads
// are judged too: a foreign page could not see their answers, but would spend what
// the upstream allows the account. A page of a sibling name may read.
func (o origins) allows(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if o.trusts(origin) {
		return true
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return true
	case "same-site":
		return isRead(r.Method)
	case "": // not a browser, or one that is not sure to talk to whom it thinks
		return origin == "" || sameHost(origin, r.Host)
	}
	return false
}

func isRead(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// sameHost compares an origin with a Host header. The scheme that a proxy may have
// taken off is the origin's.
func sameHost(origin, host string) bool {
	scheme, _, _ := strings.Cut(origin, "://")
	normal, ok := normalOrigin(origin)
	other, known := normalOrigin(scheme + "://" + host)
	return ok && known && normal == other
}

// normalOrigin is the form in which origins are compared: names have no case and
// end without a dot, and the scheme's own port is not written.
func normalOrigin(text string) (normal string, ok bool) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	scheme, host, port := u.Scheme, strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")), u.Port()
	if scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		port = ""
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" {
		host += ":" + port
	}
	return scheme + "://" + host, host != ""
}

// What pages of trusted origins may send and see.
const (
	corsRequestHeaders = "Accept-Language, Authorization, Content-Type, Grpc-Timeout, Idempotency-Key, Traceparent, Tracestate, X-Request-Id"
	corsAnswerHeaders  = "Content-Disposition, Deprecation, Link, Retry-After, Sunset, X-Request-Id"
	corsMaxAge         = "600" // seconds that a browser remembers a preflight
)

// tell lets the browser hand an answer to a page of a trusted origin. No cookie
// says who calls, so none is asked for.
func (o origins) tell(h http.Header, r *http.Request) {
	if len(o.trusted) == 0 {
		return
	}
	h.Add("Vary", "Origin")
	if origin := r.Header.Get("Origin"); o.trusts(origin) {
		h.Set("Access-Control-Allow-Origin", origin)
		h.Set("Access-Control-Expose-Headers", corsAnswerHeaders)
	}
}

// preflight answers a browser that asks before it sends a page's request.
func (o origins) preflight(w http.ResponseWriter, r *http.Request, methods []string) bool {
	if r.Method != http.MethodOptions || len(methods) == 0 || r.Header.Get("Access-Control-Request-Method") == "" || !o.trusts(r.Header.Get("Origin")) {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Access-Control-Request-Method")
	h.Add("Vary", "Access-Control-Request-Headers")
	h.Set("Access-Control-Allow-Methods", strings.Join(methods, ", "))
	h.Set("Access-Control-Allow-Headers", corsRequestHeaders)
	h.Set("Access-Control-Max-Age", corsMaxAge)
	w.WriteHeader(http.StatusNoContent)
	return true
}
