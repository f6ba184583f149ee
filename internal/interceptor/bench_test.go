package interceptor

import (
	"context"
	"io"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/protobuf/proto"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// BenchmarkChain is what the whole chain adds to a call that succeeds and one
// that a rule refuses, log line included.
func BenchmarkChain(b *testing.B) {
	r := newRig(b, DoorGRPC)
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	r.config.Logger = zap.New(zapcore.NewCore(encoder, zapcore.AddSync(io.Discard), zapcore.InfoLevel))
	handler := chained(Unary(r.config), getOrder, succeed)
	limited, cancel := context.WithTimeout(r.context(b, "x-request-id", "id-7", "content-type", "application/grpc", "user-agent", "bench"), time.Hour)
	defer cancel()
	for name, id := range map[string]string{"success": "CS2407011234567", "refusal": ""} {
		req := &ordersv1.GetOrderRequest{OrderId: id}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.headers = nil
				_, _ = handler(limited, req)
			}
		})
	}
}

// BenchmarkValidation is what bounds and rules cost a request with lists, and one
// that is wrong everywhere.
func BenchmarkValidation(b *testing.B) {
	v := bounded(b)
	for name, request := range map[string]proto.Message{
		"get":     &ordersv1.GetOrderRequest{OrderId: "CS2407011234567"},
		"list":    &ordersv1.ListOrdersRequest{PageSize: 10},
		"prices":  prices(100),
		"filters": filters(100, 100),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if v.Bounds().Check(request) == nil {
					_ = v.Check(b.Context(), request)
				}
			}
		})
	}
}
