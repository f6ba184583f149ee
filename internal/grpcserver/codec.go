package grpcserver

import (
	"fmt"

	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/interceptor"
)

// codec writes messages with their generated marshalling, which needs neither
// reflection nor a second walk for the sizes, into pooled buffers. It reads
// with the standard unmarshalling, which checks that text is UTF-8.
type codec struct {
	maxRequest int
	bounds     *interceptor.Bounds
	budget     *interceptor.Budget // nil for no bound
	pool       mem.BufferPool
}

func newCodec(maxRequest int, bounds *interceptor.Bounds) *codec {
	return &codec{maxRequest: maxRequest, bounds: bounds, pool: mem.DefaultBufferPool()}
}

// harmlessRequest is a size up to which a request may be read before its items
// are counted: it becomes less memory than a call has anyway.
const harmlessRequest = 4 << 10

// generated is what vtprotobuf writes for a message.
type generated interface {
	SizeVT() int
	MarshalToSizedBufferVT(buffer []byte) (int, error)
}

// Name implements encoding.CodecV2.
func (*codec) Name() string { return "proto" }

// Marshal implements encoding.CodecV2.
func (c *codec) Marshal(message any) (mem.BufferSlice, error) {
	switch m := message.(type) {
	case *exchange:
		return m.answer, nil
	case generated:
		return c.write(m.SizeVT(), m.MarshalToSizedBufferVT)
	case proto.Message:
		// The size is cached in the message for the walk that follows.
		options := proto.MarshalOptions{UseCachedSize: true}
		return c.write(proto.Size(m), func(buffer []byte) (int, error) {
			written, err := options.MarshalAppend(buffer[:0], m)
			return len(written), err
		})
	}
	return nil, fmt.Errorf("grpcserver: %T is not a message", message)
}

// write fills a buffer of exactly size bytes. Small ones cost less than the way
// to the pool and back.
func (c *codec) write(size int, marshal func([]byte) (int, error)) (mem.BufferSlice, error) {
	if mem.IsBelowBufferPoolingThreshold(size) {
		buffer := make([]byte, size)
		if err := fill(buffer, marshal); err != nil {
			return nil, err
		}
		return mem.BufferSlice{mem.SliceBuffer(buffer)}, nil
	}
	buffer := c.pool.Get(size)
	if err := fill(*buffer, marshal); err != nil {
		c.pool.Put(buffer)
		return nil, err
	}
	return mem.BufferSlice{mem.NewBuffer(buffer, c.pool)}, nil
}

// fill guards against a message that changes while it is written: half an
// answer must not leave the server.
func fill(buffer []byte, marshal func([]byte) (int, error)) error {
	written, err := marshal(buffer)
	if err == nil && written != len(buffer) {
		err = fmt.Errorf("grpcserver: %d bytes written where %d were announced", written, len(buffer))
	}
	return err
}

// Unmarshal implements encoding.CodecV2.
func (c *codec) Unmarshal(data mem.BufferSlice, target any) error { return c.read(data, target) }

func (c *codec) read(data mem.BufferSlice, target any) error {
	message, ok := target.(proto.Message)
	if !ok {
		return fmt.Errorf("grpcserver: %T is not a message", target)
	}
	if data.Len() > c.maxRequest {
		return tooLarge()
	}
	buffer := data.MaterializeToBuffer(c.pool)
	defer buffer.Free()
	if buffer.Len() > harmlessRequest {
		if err := c.bounds.CheckEncoded(message, buffer.ReadOnlyData()); err != nil {
			return err
		}
	}
	if err := proto.Unmarshal(buffer.ReadOnlyData(), message); err != nil {
		return unreadable(err)
	}
	return nil
}
