package gateway

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/peer"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/gateway/strict"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/translate"
)

// call is the state of one HTTP request on its way through grpc-gateway, whose
// steps share nothing but the context.
type call struct {
	binding   *binding
	sent      *http.Request // as it came
	maxBody   int64
	text      []byte           // of the body
	problems  []strict.Problem // of the body
	refusal   error            // why the request could not be read
	status    int              // HTTP status of the refusal when it is not its code's own
	firm      bool             // this server gave up reading, which ends the request's context as the caller's departure does
	spelled   spelling
	transport transport
	arena     translate.Arena
	answer    proto.Message
	buffers   *buffers
	buffer    *[]byte // of the answer's text, once there is one
}

// room is the buffer for the answer. It is only taken when there is one to write:
// a call that waits for the upstream holds none.
func (c *call) room() *[]byte {
	if c.buffer == nil {
		c.buffer = c.buffers.take()
	}
	return c.buffer
}

// release gives the memory of the answer back; it must have been sent.
func (c *call) release() {
	c.arena.Release()
	if c.buffer != nil {
		c.buffers.give(c.buffer)
	}
}

type callKey struct{}

func callFrom(ctx context.Context) *call {
	c, _ := ctx.Value(callKey{}).(*call)
	return c
}

// enter is the request as grpc-gateway sees it: with the call and the caller's
// address, and with nothing that others read: it finds an empty form, and of the
// headers those of the list.
func (c *call) enter(r *http.Request, at *url.URL, noForm url.Values) *http.Request {
	ctx := context.WithValue(r.Context(), callKey{}, c)
	inner := r.WithContext(peer.NewContext(ctx, peerOf(r)))
	inner.Method = c.binding.verb
	inner.URL = at
	inner.Header = forwarded(r.Header)
	inner.Body = body{c}
	inner.Form, inner.PostForm = noForm, noForm
	return inner
}

// inChain is the context of the call from the connection on.
func (c *call) inChain(ctx context.Context) context.Context {
	if c.firm {
		ctx = context.WithoutCancel(ctx)
	}
	if c.spelled != nil {
		ctx = interceptor.WithReword(ctx, c.spelled.reword)
	}
	return translate.WithArena(ctx, &c.arena)
}

// peerOf is the other end of the HTTP connection, as far as net/http knows it.
func peerOf(r *http.Request) *peer.Peer {
	p := &peer.Peer{Addr: remote(r.RemoteAddr)}
	if address, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
		p.Addr = net.TCPAddrFromAddrPort(address)
	}
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		p.LocalAddr = local
	}
	if r.TLS != nil {
		p.AuthInfo = credentials.TLSInfo{
			State:          *r.TLS,
			CommonAuthInfo: credentials.CommonAuthInfo{SecurityLevel: credentials.PrivacyAndIntegrity},
		}
	}
	return p
}

// remote is an address that is no IP address and port, a Unix socket's for example.
type remote string

// Network names the kind of address.
func (remote) Network() string { return "http" }

// String is the address as net/http gave it.
func (a remote) String() string { return string(a) }

// buffers keeps the memory of answers between calls.
type buffers struct{ pool sync.Pool }

const (
	startBuffer = 16 << 10
	// mostBuffer is the largest buffer that is kept: one huge answer must not
	// hold its memory for ever.
	mostBuffer = 1 << 20
)

func (b *buffers) take() *[]byte {
	if kept, ok := b.pool.Get().(*[]byte); ok {
		return kept
	}
	fresh := make([]byte, 0, startBuffer)
	return &fresh
}

func (b *buffers) give(used *[]byte) {
	if cap(*used) <= mostBuffer {
		*used = (*used)[:0]
		b.pool.Put(used)
	}
}
