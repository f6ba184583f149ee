package gateway_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/gateway"
)

const routesPerDomain = 7

// domain is a service with a few routes of its own.
func domain(tb testing.TB, number int) protoreflect.ServiceDescriptor {
	tb.Helper()
	var text strings.Builder
	fmt.Fprintf(&text, `name: "d%[1]d.proto" package: "d%[1]d" syntax: "proto3"
		dependency: ["google/api/annotations.proto", "ocegate/orders/v1/orders_service.proto"] service { name: "S" `, number)
	for i := range routesPerDomain {
		fmt.Fprintf(&text, `method { name: "M%d" input_type: ".ocegate.orders.v1.GetOrderRequest" output_type: ".ocegate.orders.v1.GetOrderResponse"
			options { [google.api.http] { get: "/v1/domain%d/{order_id}/part%d" } } } `, i, number, i)
	}
	text.WriteString("}")
	file := &descriptorpb.FileDescriptorProto{}
	if err := prototext.Unmarshal([]byte(text.String()), file); err != nil {
		tb.Fatal(err)
	}
	compiled, err := protodesc.NewFile(file, protoregistry.GlobalFiles)
	if err != nil {
		tb.Fatal(err)
	}
	return compiled.Services().Get(0)
}

// wide is a door with many domains, whose handlers answer nothing.
func wide(tb testing.TB, domains int) http.Handler {
	tb.Helper()
	conn := gateway.NewConn(nil, nil)
	var services []gateway.Service
	for number := range domains {
		descriptor := domain(tb, number)
		desc := &grpc.ServiceDesc{ServiceName: string(descriptor.FullName())}
		for i := range routesPerDomain {
			desc.Methods = append(desc.Methods, grpc.MethodDesc{
				MethodName: fmt.Sprintf("M%d", i),
				Handler: func(any, context.Context, func(any) error, grpc.UnaryServerInterceptor) (any, error) {
					return &ordersv1.GetOrderResponse{}, nil
				},
			})
		}
		conn.RegisterService(desc, struct{}{})
		services = append(services, gateway.Service{
			Descriptor: descriptor,
			Register: func(_ context.Context, mux *runtime.ServeMux, _ grpc.ClientConnInterface) error {
				return handleAll(mux, number)
			},
		})
	}
	g, err := gateway.New(gateway.Config{Conn: conn, Services: services, Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		tb.Fatal(err)
	}
	return g.Handler()
}

func handleAll(mux *runtime.ServeMux, number int) error {
	for i := range routesPerDomain {
		path := fmt.Sprintf("/v1/domain%d/{order_id}/part%d", number, i)
		if err := mux.HandlePath(http.MethodGet, path, func(http.ResponseWriter, *http.Request, map[string]string) {}); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkRouting shows that a call does not pay for the number of RPCs, and
// what it would pay on a stock mux.
func BenchmarkRouting(b *testing.B) {
	for _, domains := range []int{1, 30} {
		request := httptest.NewRequestWithContext(b.Context(), http.MethodGet, fmt.Sprintf("http://localhost/v1/domain%d/1/part0", domains-1), http.NoBody)
		b.Run(fmt.Sprintf("own/%d_routes", domains*routesPerDomain), func(b *testing.B) {
			h, s := wide(b, domains), &sink{header: http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				h.ServeHTTP(s, request)
			}
		})
		b.Run(fmt.Sprintf("stock/%d_routes", domains*routesPerDomain), func(b *testing.B) {
			mux := runtime.NewServeMux()
			for number := range domains {
				if err := handleAll(mux, domains-1-number); err != nil { // a stock mux finds the last route first
					b.Fatal(err)
				}
			}
			s := &sink{header: http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				mux.ServeHTTP(s, request)
			}
		})
	}
}

// FuzzVariable sends any text as a path variable: escaped as RFC 3986 demands,
// it reaches the RPC unchanged.
func FuzzVariable(f *testing.F) {
	for _, id := range []string{"plain", "a/b", "..", ".", "a%2Fb", "a:pay", " ", "é", "?#&=;+", "\x00", "//", "v1/orders"} {
		f.Add(id)
	}
	var got string
	h := door(f, &orders{get: func(_ context.Context, r *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		got = r.GetOrderId()
		return &ordersv1.GetOrderResponse{}, nil
	}})
	f.Fuzz(func(t *testing.T, id string) {
		got = ""
		target := "/v1/orders/" + strings.ReplaceAll(url.PathEscape(id), ":", "%3A")
		answer := send(t, h, http.MethodGet, target, "")
		switch {
		case id == "":
			if answer.status != http.StatusNotFound {
				t.Errorf("status %d without a variable", answer.status)
			}
		case !utf8.ValidString(id):
			if answer.status != http.StatusBadRequest || got != "" {
				t.Errorf("status %d, %q reached the RPC", answer.status, got)
			}
		case answer.status != http.StatusOK || got != id:
			t.Errorf("%q became %q, status %d", id, got, answer.status)
		}
	})
}

// FuzzRequest sends anything at all: the answer is a page, an answer of an RPC
// or an error of our shape, and never a fault of ours.
func FuzzRequest(f *testing.F) {
	f.Add("GET", "/v1/orders", "page_size=5&x=1", "")
	f.Add("POST", "/v1/orders/a%2Fb:pay", "", `{"coupons":[{"couponId":"1"}]}`)
	f.Add("HEAD", "/docs/", "", "")
	f.Add("OPTIONS", "//v1/../orders/%3A:pay", "%zz", "[")
	h := door(f, &orders{})
	f.Fuzz(func(t *testing.T, method, path, query, body string) {
		parsed, err := url.ParseRequestURI(path)
		if err != nil || !strings.HasPrefix(path, "/") {
			return
		}
		request, err := http.NewRequestWithContext(t.Context(), method, "/", strings.NewReader(body))
		if err != nil {
			return
		}
		request.URL = &url.URL{Path: parsed.Path, RawPath: parsed.RawPath, RawQuery: query}
		request.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request)
		got := reply{status: w.Code, header: w.Header(), body: w.Body.String()}
		if got.status < 400 {
			return
		}
		// The fake services answer UNIMPLEMENTED where they have nothing.
		if failure(t, got); got.status >= 500 && got.status != http.StatusNotImplemented {
			t.Errorf("%d %s", got.status, got.body)
		}
	})
}
