package interceptor

import (
	"context"
	"crypto/rand"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

const (
	requestIDKey = "x-request-id"
	traceKey     = "traceparent"
	maxRequestID = 64
)

// identification gives every call an id, its place in a trace if the caller
// sent one, and the handles of its method.
type identification struct {
	methods *methods
}

func (i *identification) unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	c := i.identify(ctx, info.FullMethod)
	// Outside a transport there is nowhere to put a header, and nobody to read it.
	_ = grpc.SetHeader(ctx, metadata.MD{requestIDKey: []string{c.id}})
	return handler(context.WithValue(ctx, callKey{}, c), req)
}

func (i *identification) stream(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	c := i.identify(ss.Context(), info.FullMethod)
	if err := ss.SetHeader(metadata.MD{requestIDKey: []string{c.id}}); err != nil {
		return err
	}
	return handler(srv, withContext(context.WithValue(ss.Context(), callKey{}, c), ss))
}

func (i *identification) identify(ctx context.Context, fullMethod string) *call {
	c := &call{start: time.Now(), method: i.methods.of(fullMethod)}
	if ids := metadata.ValueFromIncomingContext(ctx, requestIDKey); len(ids) > 0 && isRequestID(ids[0]) {
		c.id = ids[0]
	} else {
		c.id = rand.Text()
	}
	if parents := metadata.ValueFromIncomingContext(ctx, traceKey); len(parents) == 1 {
		c.trace = traceID(parents[0])
	}
	return c
}

// isRequestID accepts what is harmless in a log line and in a header.
func isRequestID(id string) bool {
	if id == "" || len(id) > maxRequestID {
		return false
	}
	for i := range len(id) {
		switch c := id[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '_', c == '-':
		default:
			return false
		}
	}
	return true
}

// traceID is the trace id of a W3C traceparent, version-trace-parent-flags in
// lower-case hex; empty when the value is not valid. Later versions may carry
// more behind the flags.
func traceID(parent string) string {
	const length = 2 + 1 + 32 + 1 + 16 + 1 + 2
	if len(parent) < length || parent[2] != '-' || parent[35] != '-' || parent[52] != '-' {
		return ""
	}
	version, trace, span, flags := parent[:2], parent[3:35], parent[36:52], parent[53:55]
	switch {
	case !isHex(version), !isHex(trace), !isHex(span), !isHex(flags), version == "ff":
		return ""
	case isZero(trace), isZero(span):
		return ""
	case len(parent) > length && (version == "00" || parent[length] != '-'):
		return ""
	}
	return trace
}

func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func isZero(s string) bool {
	for i := range len(s) {
		if s[i] != '0' {
			return false
		}
	}
	return true
}
