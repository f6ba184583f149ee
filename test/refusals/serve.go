package refusals

import (
	"context"
	"encoding/json"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/grpcserver"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

const (
	serviceName = "ocegate.test.Refusals"
	method      = "/" + serviceName + "/Refuse"
)

// Serve starts the gRPC door on a port of its own, with all RPCs on it and one more
// that refuses with the reason that it is asked for. Nothing stands behind it.
func Serve() (address string, stop func(), err error) {
	door, err := door()
	if err != nil {
		return "", nil, err
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = door.Serve(listener) // ends with stop
	}()
	return listener.Addr().String(), func() { door.Stop(); <-done }, nil
}

func door() (*grpcserver.Server, error) {
	metrics, err := interceptor.NewMetrics(prometheus.NewRegistry(), service.Descriptors())
	if err != nil {
		return nil, err
	}
	validator, err := interceptor.NewValidator(service.Descriptors())
	if err != nil {
		return nil, err
	}
	endpoints, err := upstream.ResolveEndpoints(upstream.SiteChina, upstream.Overrides{BSS: nowhere, OSM: nowhere, IAM: nowhere})
	if err != nil {
		return nil, err
	}
	client, err := upstream.New(upstream.Config{
		Endpoints: endpoints, Credentials: upstream.Credentials{AccessKey: "AK", SecretKey: "a-secret-key-of-nobody"},
	})
	if err != nil {
		return nil, err
	}
	services, err := service.New(service.Config{Upstream: client, Site: upstream.SiteChina, MaxUpload: 20 << 20, MaxDownload: 64 << 20})
	if err != nil {
		return nil, err
	}
	door, err := grpcserver.New(grpcserver.Config{ReceiveTimeout: 15 * time.Second, Chain: interceptor.Config{
		Logger: zap.NewNop(), Metrics: metrics, Validator: validator, DefaultTimeout: 30 * time.Second, MaxTimeout: 2 * time.Minute,
	}})
	if err != nil {
		return nil, err
	}
	services.Register(door)
	door.RegisterService(&grpc.ServiceDesc{
		ServiceName: serviceName, HandlerType: (*any)(nil), Methods: []grpc.MethodDesc{{MethodName: "Refuse", Handler: refuse()}},
	}, struct{}{})
	return door, nil
}

// nowhere is an upstream that is not there.
const nowhere = "http://127.0.0.1:1"

// refuse is the handler of the one method.
func refuse() grpc.MethodHandler {
	return func(_ any, ctx context.Context, decode func(any) error, chain grpc.UnaryServerInterceptor) (any, error) {
		in := new(wrapperspb.StringValue)
		if err := decode(in); err != nil {
			return nil, err
		}
		handle := func(context.Context, any) (any, error) { return new(emptypb.Empty), worst(fault.Reason(in.GetValue())) }
		return chain(ctx, in, &grpc.UnaryServerInfo{FullMethod: method}, handle)
	}
}

// worst is the refusal that says most.
func worst(reason fault.Reason) error {
	long := strings.Repeat("字%", 3000)
	if reason == fault.OutcomeUnknown {
		items := slices.Repeat([]string{"资源不存在"}, 200)
		details, err := json.Marshal(map[string]any{"fail_check_items": items, "error_details": long[:3000]})
		if err != nil {
			return err
		}
		return &upstream.Error{
			Operation: "PayOrders", Kind: upstream.KindRefused, HTTPStatus: 500, Code: "CBC.0999",
			Message: long[:900], RequestID: strings.Repeat("r", 128), Details: details,
		}
	}
	violations := make([]fault.Violation, 200)
	for i := range violations {
		violations[i] = fault.Violation{Field: "items[0]." + long, Rule: "STRING_MAX_LEN", Description: long}
	}
	return &fault.RefusalError{Reason: reason, Where: long, Violations: violations}
}
