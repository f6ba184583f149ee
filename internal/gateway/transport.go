package gateway

import (
	"errors"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
)

// errHeaderSent is what grpc.SetHeader says after grpc.SendHeader.
var errHeaderSent = errors.New("the header is sent already")

// transport collects the header and trailer that a handler sets; handlers may
// do so from several goroutines.
type transport struct {
	method string

	mu      sync.Mutex
	sent    bool
	header  metadata.MD
	trailer metadata.MD
}

var _ grpc.ServerTransportStream = (*transport)(nil)

// Method is the full name of the RPC.
func (t *transport) Method() string { return t.method }

// SetHeader adds to the header, which takes over what it is given.
func (t *transport) SetHeader(md metadata.MD) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.sent {
		return errHeaderSent
	}
	if t.header == nil { // nearly always the only one
		t.header = md
		return nil
	}
	t.header = metadata.Join(t.header, md)
	return nil
}

// SendHeader adds to the header and closes it.
func (t *transport) SendHeader(md metadata.MD) error {
	if err := t.SetHeader(md); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sent = true
	return nil
}

// SetTrailer adds to the trailer.
func (t *transport) SetTrailer(md metadata.MD) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.trailer = metadata.Join(t.trailer, md)
	return nil
}

// hand gives the caller what it asked for with grpc.Header and its siblings.
func (t *transport) hand(options []grpc.CallOption) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, option := range options {
		switch option := option.(type) {
		case grpc.HeaderCallOption:
			*option.HeaderAddr = t.header
		case grpc.TrailerCallOption:
			*option.TrailerAddr = t.trailer
		case grpc.PeerCallOption:
			*option.PeerAddr = peer.Peer{Addr: inProcess{}}
		}
	}
}

// inProcess is the address of a server that is no network away.
type inProcess struct{}

// Network names the kind of address.
func (inProcess) Network() string { return "inprocess" }

// String names the address.
func (inProcess) String() string { return "inprocess" }
