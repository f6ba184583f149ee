package gateway

import (
	"crypto/rand"
	"net/http"
	"slices"
	"strings"

	"google.golang.org/grpc/metadata"
)

// headerRequestID names a call in logs and answers.
const headerRequestID = "X-Request-Id"

// headerIdempotency is how callers ask that a repeated call acts once. What
// becomes of it is decided in the chain, for both doors.
const headerIdempotency = "Idempotency-Key"

// inbound lists the headers that reach the RPC as metadata, under their own
// names in lower case. Nothing else does: no hop-by-hop header, no Grpc-…
// header that would let a caller speak to gRPC past this door.
func inbound() []string {
	return []string{"Authorization", "Accept-Language", headerRequestID, "Traceparent", "Tracestate", headerIdempotency}
}

// forwarded copies the headers of the list. Metadata holds printable ASCII alone;
// grpc-gateway drops anything else too, but complains to the process's log, in
// which callers could so write as much as they like. An idempotency key that is
// dropped would be ignored in silence, so that there was one is still told.
func forwarded(from http.Header) http.Header {
	to := make(http.Header, 4)
	for _, name := range inbound() {
		values := from[name]
		switch {
		case len(values) == 0:
		case !slices.ContainsFunc(values, unprintable):
			to[name] = values
		case name == headerIdempotency:
			to[name] = []string{"unprintable"}
		}
	}
	return to
}

func unprintable(value string) bool {
	for i := range len(value) {
		if value[i] < ' ' || value[i] > '~' {
			return true
		}
	}
	return false
}

// incomingHeader maps a header that enter let through. grpc-gateway forwards
// Authorization itself.
func incomingHeader(name string) (string, bool) {
	return strings.ToLower(name), name != "Authorization"
}

// outgoingHeader maps what a handler set with grpc.SetHeader. Besides the id of
// the call these are the notices of deprecated RPCs.
func outgoingHeader(name string) (string, bool) {
	for _, header := range []string{headerRequestID, "Deprecation", "Sunset", "Link"} {
		if strings.EqualFold(name, header) {
			return header, true
		}
	}
	return "", false
}

// noHeader keeps metadata inside: answers have no trailers.
func noHeader(string) (string, bool) { return "", false }

// copyOutgoing gives an error the headers that a success would have.
func copyOutgoing(to http.Header, md metadata.MD) {
	for name, values := range md {
		if header, ok := outgoingHeader(name); ok {
			to[header] = values
		}
	}
}

// protection is what every answer has. Answers are somebody's billing data:
// they are not stored by caches, not sniffed, not framed.
func protection() http.Header {
	return http.Header{
		"X-Content-Type-Options":       {"nosniff"},
		"Referrer-Policy":              {"no-referrer"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Content-Security-Policy":      {"default-src 'none'; frame-ancestors 'none'"},
		"Cache-Control":                {"no-store"},
	}
}

// requestID is the caller's own id for a request that reaches no RPC, or a new
// one. It has the form that the interceptors demand.
func requestID(h http.Header) string {
	const longest = 64
	id := h.Get(headerRequestID)
	if id == "" || len(id) > longest {
		return rand.Text()
	}
	for i := range len(id) {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", rune(id[i])) {
			return rand.Text()
		}
	}
	return id
}
