package copying

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// Serve takes gRPC calls on one listener and, if the other is not nil, JSON
// calls on that: a stock grpc-gateway that dials the first over loopback, as it
// is usually deployed. It ends with the context.
func (s *Server) Serve(ctx context.Context, grpcDoor, jsonDoor net.Listener) error {
	server := grpc.NewServer()
	ordersv1.RegisterOrderServiceServer(server, s)
	defer server.Stop()
	failed := make(chan error, 2)
	go func() { failed <- server.Serve(grpcDoor) }()
	if jsonDoor != nil {
		mux := runtime.NewServeMux()
		dial := []grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}
		if err := ordersv1.RegisterOrderServiceHandlerFromEndpoint(ctx, mux, grpcDoor.Addr().String(), dial); err != nil {
			return fmt.Errorf("copying: %w", err)
		}
		web := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
		defer func() { _ = web.Close() }()
		go func() { failed <- web.Serve(jsonDoor) }()
	}
	select {
	case err := <-failed:
		return fmt.Errorf("copying: %w", err)
	case <-ctx.Done():
		return ignoreEnd(ctx.Err())
	}
}

func ignoreEnd(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
