package grpcserver

import (
	"context"
	"encoding/binary"
	"errors"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/gzip" // for callers that compress
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/internal/fault"
)

// source is the transport's stream of a call. grpc-go's own way to a message
// answers a request that it does not like itself: in its own words, without
// details, past the chain, and only after it has made room for as much as the
// request announces. A frame is therefore read here. A test holds the transport
// to having these methods.
type source interface {
	ReadMessageHeader(header []byte) error
	Read(n int) (mem.BufferSlice, error)
	RecvCompress() string
	WriteStatus(end *status.Status) error
}

// sourceOf is the stream of a call's context, nil outside a transport.
func sourceOf(ctx context.Context) source {
	from, _ := grpc.ServerTransportStreamFromContext(ctx).(source)
	return from
}

// A frame is a flag, a length in four bytes, and the message
// (PROTOCOL-HTTP2.md of gRPC).
const (
	frameHeader = 5
	flagPlain   = 0
	flagPacked  = 1
)

// What is wrong with a request that is no message.
var (
	errNoMessage  = errors.New("the request holds no message")
	errTwo        = errors.New("the request holds more than one message")
	errShort      = errors.New("the message ends before its announced length")
	errFlag       = errors.New("the frame has an unknown flag")
	errNotPacked  = errors.New("the message is marked as compressed, and the request names no encoding")
	errUnpackable = errors.New("the compressed message cannot be unpacked")
)

// only reads the one message of a request.
func (c *codec) only(ctx context.Context, from source, into any) error {
	err := c.next(ctx, from, into)
	if errors.Is(err, io.EOF) {
		return unreadable(errNoMessage)
	}
	if err != nil {
		return err
	}
	var header [frameHeader]byte
	switch err := from.ReadMessageHeader(header[:]); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return broken(ctx, err)
	}
	return unreadable(errTwo)
}

// next reads one message; io.EOF says that the caller has sent all.
func (c *codec) next(ctx context.Context, from source, into any) error {
	var header [frameHeader]byte
	if err := from.ReadMessageHeader(header[:]); err != nil {
		return broken(ctx, err)
	}
	packed, err := packing(header[0], from.RecvCompress())
	if err != nil {
		return err
	}
	length := int(binary.BigEndian.Uint32(header[1:]))
	if length > c.maxRequest {
		return tooLarge()
	}
	// Only now may the caller send it: until a message is asked for, a stream
	// holds no more than its window.
	if !c.budget.Take(length) {
		return &fault.RefusalError{Reason: fault.ServerBusy, Where: "too much is being received"}
	}
	defer c.budget.Give(length)
	data, err := from.Read(length)
	if err != nil {
		return broken(ctx, err)
	}
	defer func() { data.Free() }()
	if packed != nil {
		if data, err = c.unpack(packed, data); err != nil {
			return err
		}
	}
	return c.read(data, into)
}

// broken is a request that breaks off: by its caller's departure or deadline, or
// in the middle of a frame.
func broken(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return unreadable(errShort)
	}
	return unreadable(err)
}

// packing is how the message of a frame is compressed, nil when it is not.
func packing(flag byte, name string) (encoding.Compressor, error) {
	switch flag {
	case flagPlain:
		return nil, nil
	case flagPacked:
	default:
		return nil, unreadable(errFlag)
	}
	// Of an encoding that is not known the transport has refused the request.
	if packed := encoding.GetCompressor(name); packed != nil {
		return packed, nil
	}
	return nil, unreadable(errNotPacked)
}

// unpack gives the message in full, and frees what it was packed in. It stops at
// the limit, however little was sent.
func (c *codec) unpack(packed encoding.Compressor, data mem.BufferSlice) (mem.BufferSlice, error) {
	defer data.Free()
	from := data.Reader()
	defer func() { _ = from.Close() }() // of memory, which cannot fail
	plain, err := packed.Decompress(from)
	if err != nil {
		return nil, unreadable(errUnpackable)
	}
	if closer, ok := plain.(io.Closer); ok {
		defer func() { _ = closer.Close() }() // gives its buffers back
	}
	out, err := mem.ReadAll(io.LimitReader(plain, int64(c.maxRequest)+1), c.pool)
	switch {
	case err != nil:
		out.Free()
		return nil, unreadable(errUnpackable)
	case out.Len() > c.maxRequest:
		out.Free()
		return nil, tooLarge()
	}
	return out, nil
}
