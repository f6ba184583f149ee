// Package relay is the least that a server in front of the upstream can do, over
// gRPC or JSON: it fetches the body, reads it to its end, and answers with bytes
// that were prepared before. It neither signs nor translates, checks, logs or
// counts, so what it costs is grpc-go and net/http alone, and no server on them
// can cost less. It must not use any room of ocegate but the generated code.
package relay

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/encoding/proto"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// workers keep their stacks between calls, as ocegate's do.
const workers = 32

// Server answers ListOrders by the answers that it was given.
type Server struct {
	ordersv1.UnimplementedOrderServiceServer
	prepared ordersv1.OrderServiceServer
	doer     http.RoundTripper
	endpoint string
	bodies   sync.Pool
	answers  sync.Map // of *ordersv1.ListOrdersResponse, by the size of the page
	texts    sync.Map // of the same as JSON, []byte, by the size of the page
}

// New makes the server. What it answers comes from another one, once a size.
func New(endpoint string, doer http.RoundTripper, prepared ordersv1.OrderServiceServer) *Server {
	return &Server{endpoint: endpoint, doer: doer, prepared: prepared, bodies: sync.Pool{New: func() any { return new([]byte) }}}
}

// ListOrders implements ordersv1.OrderServiceServer.
func (s *Server) ListOrders(ctx context.Context, in *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
	if err := s.fetch(ctx, in.GetPageSize()); err != nil {
		return nil, status.Error(codes.Unavailable, err.Error())
	}
	if known, ok := s.answers.Load(in.GetPageSize()); ok {
		answer, _ := known.(*ordersv1.ListOrdersResponse)
		return answer, nil
	}
	answer, err := s.prepared.ListOrders(ctx, in)
	if err != nil {
		return nil, err
	}
	s.answers.Store(in.GetPageSize(), answer)
	return answer, nil
}

func (s *Server) fetch(ctx context.Context, rows int32) error {
	url := s.endpoint + "/v2/orders/customer-orders?offset=0&limit=" + strconv.Itoa(int(rows))
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return fmt.Errorf("relay: %w", err)
	}
	request.Header["Authorization"], request.Header["X-Sdk-Date"] = []string{"none"}, []string{"none"}
	response, err := s.doer.RoundTrip(request)
	if err != nil {
		return fmt.Errorf("relay: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK || response.ContentLength < 0 {
		return fmt.Errorf("relay: status %d, length %d", response.StatusCode, response.ContentLength)
	}
	body, _ := s.bodies.Get().(*[]byte)
	defer s.bodies.Put(body)
	if int64(cap(*body)) < response.ContentLength {
		*body = make([]byte, response.ContentLength)
	}
	if _, err := io.ReadFull(response.Body, (*body)[:response.ContentLength]); err != nil {
		return fmt.Errorf("relay: %w", err)
	}
	return nil
}

// Serve takes calls until the listener is closed.
func (s *Server) Serve(listener net.Listener) error {
	server := grpc.NewServer(grpc.ForceServerCodecV2(&codec{CodecV2: encoding.GetCodecV2(proto.Name)}), grpc.NumStreamWorkers(workers))
	ordersv1.RegisterOrderServiceServer(server, s)
	return server.Serve(listener)
}

// codec writes each answer once and keeps its bytes.
type codec struct {
	encoding.CodecV2
	written sync.Map // of mem.BufferSlice, by message
}

// Marshal implements encoding.CodecV2.
func (c *codec) Marshal(message any) (mem.BufferSlice, error) {
	if known, ok := c.written.Load(message); ok {
		out, _ := known.(mem.BufferSlice)
		return out, nil
	}
	out, err := c.CodecV2.Marshal(message)
	if err != nil {
		return nil, err
	}
	kept := mem.BufferSlice{mem.SliceBuffer(out.Materialize())}
	out.Free()
	c.written.Store(message, kept)
	return kept, nil
}
