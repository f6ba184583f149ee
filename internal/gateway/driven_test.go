package gateway_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/gateway"
)

// arrived is an interceptor that notes which RPC has got a request.
func arrived(at *string) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, request any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		if _, refused := request.(*emptypb.Empty); !refused {
			*at = info.FullMethod[strings.LastIndexByte(info.FullMethod, '/')+1:]
		}
		return next(ctx, request)
	}
}

// stock serves the same calls over grpc-gateway as it comes.
func stock(t *testing.T, reached *string) http.Handler {
	t.Helper()
	conn := gateway.NewConn([]grpc.UnaryServerInterceptor{arrived(reached)}, nil)
	ordersv1.RegisterOrderServiceServer(conn, &orders{})
	accountsv1.RegisterAccountServiceServer(conn, accountsv1.UnimplementedAccountServiceServer{})
	mux := runtime.NewServeMux()
	if err := ordersv1.RegisterOrderServiceHandlerClient(t.Context(), mux, ordersv1.NewOrderServiceClient(conn)); err != nil {
		t.Fatal(err)
	}
	if err := accountsv1.RegisterAccountServiceHandlerClient(t.Context(), mux, accountsv1.NewAccountServiceClient(conn)); err != nil {
		t.Fatal(err)
	}
	return mux
}

// TestStricterThanStock: what grpc-gateway takes by itself, and this door does not.
func TestStricterThanStock(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	for name, c := range map[string]struct {
		method, target, body string
		headers              []string
		status               int
		stock, ours          string
	}{
		"query of a call that has none": {"GET", "/v1/account/balances?x=1", "", nil, 400, "GetBalances", ""},
		"unknown parameter":             {"GET", "/v1/orders?x=1", "", nil, 400, "ListOrders", ""},
		"query beside a body":           {"POST", "/v1/orders/1:pay?x=1", "{}", nil, 400, "PayOrder", ""},
		"unknown field":                 {"POST", "/v1/orders/1:pay", `{"x":1}`, nil, 400, "PayOrder", ""},
		"body of a call that has none":  {"GET", "/v1/orders/1", `{}`, nil, 400, "GetOrder", ""},
		"no text in a variable":         {"GET", "/v1/orders/%FF", "", nil, 400, "GetOrder", ""},
		"empty variable":                {"GET", "/v1/orders//coupons", "", nil, 404, "ListOrderCoupons", ""},
		"empty last variable":           {"GET", "/v1/orders/", "", nil, 404, "GetOrder", ""},
		"custom verb as a variable":     {"GET", "/v1/orders/1:pay", "", nil, 405, "GetOrder", ""},
		"other method in a header":      {"POST", "/v1/orders", "", []string{"X-HTTP-Method-Override", "GET", "Content-Type", form}, 405, "ListOrders", ""},
		"form instead of a query":       {"POST", "/v1/orders", "", []string{"Content-Type", form}, 405, "ListOrders", ""},
		"slash in a variable":           {"GET", "/v1/orders/a%2Fb", "", nil, 200, "", "GetOrder"},
		"head":                          {"HEAD", "/v1/orders", "", nil, 200, "", "ListOrders"},
		"escaped colon":                 {"POST", "/v1/orders/a%2F1%3Apay", "", nil, 200, "", "PayOrder"},
		"no difference":                 {"POST", "/v1/orders/1:pay", "{}", nil, 200, "PayOrder", "PayOrder"},
	} {
		var ours, theirs string
		got := send(t, door(t, &orders{}, arrived(&ours)), c.method, c.target, c.body, c.headers...)
		send(t, stock(t, &theirs), c.method, c.target, c.body, c.headers...)
		if got.status != c.status || ours != c.ours || theirs != c.stock {
			t.Errorf("%s: %d, reached %q, the stock mux %q, want %q and %q", name, got.status, ours, theirs, c.ours, c.stock)
		}
	}
}

// driver stands in for a generated handler, and notes what it is given.
type driver struct {
	conn    *gateway.Conn
	mux     *runtime.ServeMux
	request *http.Request
	left    int64
	decoded error
	got     *ordersv1.GetOrderRequest
	passed  int
}

func (d *driver) handle(w http.ResponseWriter, r *http.Request, variables map[string]string) {
	d.request = r
	inbound, outbound := runtime.MarshalerForRequest(d.mux, r)
	message := &ordersv1.GetOrderRequest{}
	d.decoded = inbound.NewDecoder(r.Body).Decode(message)
	d.left, _ = io.Copy(io.Discard, r.Body)
	message.OrderId = variables["order_id"] + ", as generated code has it"
	answer := &ordersv1.GetOrderResponse{}
	if err := d.conn.Invoke(r.Context(), "/x.S/M", message, answer); err != nil {
		runtime.HTTPError(r.Context(), d.mux, outbound, w, r, err)
		return
	}
	runtime.ForwardResponseMessage(r.Context(), d.mux, outbound, w, r, answer)
}

// driven is a door with one RPC, whose handler is the driver.
func driven(t *testing.T) (*driver, http.Handler) {
	t.Helper()
	d := &driver{}
	d.conn = gateway.NewConn([]grpc.UnaryServerInterceptor{func(ctx context.Context, r any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		d.passed++
		return next(ctx, r)
	}}, nil)
	d.conn.RegisterService(&grpc.ServiceDesc{ServiceName: "x.S", Methods: []grpc.MethodDesc{{
		MethodName: "M",
		Handler: func(_ any, ctx context.Context, decode func(any) error, chain grpc.UnaryServerInterceptor) (any, error) {
			d.got = &ordersv1.GetOrderRequest{}
			if err := decode(d.got); err != nil {
				return nil, err
			}
			end := func(context.Context, any) (any, error) { return &ordersv1.GetOrderResponse{}, nil }
			return chain(ctx, d.got, &grpc.UnaryServerInfo{}, end)
		},
	}}}, struct{}{})
	register := func(_ context.Context, mux *runtime.ServeMux, _ grpc.ClientConnInterface) error {
		d.mux = mux
		return mux.HandlePath(http.MethodPut, "/v1/x/{order_id}:do", d.handle)
	}
	service := gateway.Service{Descriptor: described(t, `put: "/v1/x/{order_id}:do" body: "*"`), Register: register}
	g, err := gateway.New(gateway.Config{Conn: d.conn, Services: []gateway.Service{service}, Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	return d, g.Handler()
}

// TestGeneratedCodeDrives: the RPC gets the message that generated code has made of
// path and body, which sees of the request what it is to read and nothing else.
func TestGeneratedCodeDrives(t *testing.T) {
	t.Parallel()
	d, h := driven(t)
	answer := send(t, h, http.MethodPut, "/v1/x/a%2Fb%253A:do", `{"indirectPartnerId":"p"}`,
		"Authorization", "a", "Cookie", "b", "Te", "trailers", "Grpc-Timeout", "5S", "Grpc-Metadata-X", "c", "X-Forwarded-For", "d")
	if answer.status != http.StatusOK || d.got.GetOrderId() != "a/b%3A, as generated code has it" || d.got.GetIndirectPartnerId() != "p" || d.passed != 1 {
		t.Errorf("%+v, got %v in %d passes", answer, d.got, d.passed)
	}
	r := d.request
	if names := slices.Collect(maps.Keys(r.Header)); !slices.Equal(names, []string{"Authorization"}) {
		t.Errorf("headers %q", names)
	}
	if d.left != 0 || r.Form == nil || len(r.Form) != 0 || r.URL.RawQuery != "" {
		t.Errorf("%d bytes left of the body, form %v, query %q", d.left, r.Form, r.URL.RawQuery)
	}
}

// TestReadersNeverFail: what generated code could refuse by itself, one fault at a
// time and past the chain, is refused inside it with all others.
func TestReadersNeverFail(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		`{"x":1,"indirect_partner_id":2}`: {"orderId must be UTF-8", "y is not a known parameter: this call takes its input from the body", "x is not a known field", "indirect_partner_id must be a text"},
		`{`:                               {"orderId must be UTF-8", "y is not a known parameter: this call takes its input from the body", `body is not valid JSON at line 1, column 2: a name in double quotes is expected`},
	} {
		d, h := driven(t)
		answer := send(t, h, http.MethodPut, "/v1/x/%FF:do?y=1", body)
		if got := violations(t, answer); answer.status != http.StatusBadRequest || !slices.Equal(got, want) {
			t.Errorf("%s: %d %q", body, answer.status, got)
		}
		if d.decoded != nil || d.passed != 1 || d.got != nil {
			t.Errorf("%s: the decoder said %v, %d passes, the RPC got %v", body, d.decoded, d.passed, d.got)
		}
	}
	d, h := driven(t)
	answer := send(t, h, http.MethodPut, "/v1/x/1:do", strings.Repeat(" ", 1<<20+1))
	if answer.status != http.StatusRequestEntityTooLarge || d.decoded != nil || d.passed != 1 || d.got != nil {
		t.Errorf("too large: %+v, the decoder said %v, %d passes, the RPC got %v", answer, d.decoded, d.passed, d.got)
	}
}
