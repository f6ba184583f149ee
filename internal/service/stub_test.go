package service_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// door calls handlers as a gRPC server does, without a server.
type door map[string]func(ctx context.Context, in proto.Message) (any, error)

// RegisterService implements grpc.ServiceRegistrar.
func (d door) RegisterService(description *grpc.ServiceDesc, implementation any) {
	for _, method := range description.Methods {
		d["/"+description.ServiceName+"/"+method.MethodName] = func(ctx context.Context, in proto.Message) (any, error) {
			return method.Handler(implementation, ctx, func(into any) error {
				message, ok := into.(proto.Message)
				if !ok {
					return fmt.Errorf("%T is no message", into)
				}
				proto.Merge(message, in)
				return nil
			}, nil)
		}
	}
}

// world is the services of a site in front of a stub upstream.
type world struct {
	door    door
	unknown []string
}

func newWorld(t testing.TB, site upstream.Site, handler http.HandlerFunc) *world {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	endpoints, err := upstream.ResolveEndpoints(site, upstream.Overrides{BSS: server.URL, OSM: server.URL, IAM: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	doer := upstream.NewTransport(upstream.TransportConfig{})
	t.Cleanup(doer.CloseIdleConnections)
	client, err := upstream.New(upstream.Config{
		Site: site, Endpoints: endpoints, Doer: doer, Timeout: time.Minute,
		Credentials: upstream.Credentials{AccessKey: "STUBACCESSKEY", SecretKey: "stub-secret-key"},
		Published:   func(code string) bool { return code == "CBC.0100" || code == "CBC.0999" },
	})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{door: door{}}
	services, err := service.New(service.Config{Upstream: client, Site: site, MaxUpload: 20 << 20, MaxDownload: 64 << 20, Unknown: func(operation string, fields, codes int) {
		w.unknown = append(w.unknown, fmt.Sprintf("%s %d %d", operation, fields, codes))
	}})
	if err != nil {
		t.Fatal(err)
	}
	services.Register(w.door)
	return w
}

// call makes one call and never leaves a result beside an error.
func (w *world) call(t testing.TB, ctx context.Context, method string, in proto.Message) (proto.Message, error) {
	t.Helper()
	handler := w.door[method]
	if handler == nil {
		t.Fatalf("%s is not registered", method)
	}
	out, err := handler(ctx, in)
	if err != nil {
		return nil, err
	}
	message, ok := out.(proto.Message)
	if !ok {
		t.Fatalf("%s answered a %T", method, out)
	}
	return message, nil
}

// rpc is what a test needs to know about an RPC: a request that can be sent and
// an answer that is one.
type rpc struct {
	method  string
	site    upstream.Site
	request proto.Message
	genuine string   // a body, or empty where the success is one
	keys    []string // top-level members that are evidence

	textual bool // any text is an answer
	truth   bool // true is an answer: it is a flag, or as a code it is kept as text
	coded   bool // the answer is the error code, which says success
	twofold bool // 204 without a body is a success too

	acknowledged bool // an object without an error code, and without anything else, is an answer
}

// acknowledgement is one with a member, so that something can stand behind it.
const acknowledgement = `{"error_msg":""}`

func (r rpc) empty() bool { return r.genuine == "" }

func rpcs() []rpc {
	cn, intl := upstream.SiteChina, upstream.SiteInternational
	id := proto.String("x")
	return append([]rpc{
		{method: ordersv1.OrderService_ListOrders_FullMethodName, site: cn, request: &ordersv1.ListOrdersRequest{OrderId: id}, genuine: `{"total_count":1,"order_infos":[{"order_id":"CS1","status":6,"official_amount":12.50,"currency":"CNY","measure_id":1}]}`, keys: []string{"total_count", "order_infos"}},
		{method: ordersv1.OrderService_GetOrder_FullMethodName, site: cn, request: &ordersv1.GetOrderRequest{OrderId: "CS1"}, genuine: `{"total_count":1,"order_info":{"order_id":"CS1","status":6},"order_line_items":[{"order_line_item_id":"CS1-1"}]}`, keys: []string{"order_info"}},
		{method: ordersv1.OrderService_ListOrderCoupons_FullMethodName, site: cn, request: &ordersv1.ListOrderCouponsRequest{OrderId: "CS1"}, genuine: `{"count":1,"user_coupons":[{"coupon_id":"CP1","face_value":5,"measure_id":1}]}`, keys: []string{"count", "user_coupons"}},
		{method: ordersv1.OrderService_ListOrderDiscounts_FullMethodName, site: cn, request: &ordersv1.ListOrderDiscountsRequest{OrderId: "CS1"}, genuine: `{"discounts":[{"discount_id":"D1","discount_value":"0.9","discount_type":1}]}`, keys: []string{"discounts"}},
		{method: ordersv1.OrderService_ListOrderRefunds_FullMethodName, site: cn, request: &ordersv1.ListOrderRefundsRequest{OrderId: "CS1"}, genuine: `{"total_count":1,"refund_infos":[{"id":"R1","amount":-5.5,"measure_id":"1"}]}`, keys: []string{"total_count", "refund_infos"}},
		{method: ordersv1.OrderService_PayOrder_FullMethodName, site: cn, request: &ordersv1.PayOrderRequest{OrderId: "CS1"}, genuine: "", keys: nil},
		{method: ordersv1.OrderService_CancelOrder_FullMethodName, site: cn, request: &ordersv1.CancelOrderRequest{OrderId: "CS1"}, genuine: "", keys: nil},
		{method: accountsv1.AccountService_GetBalances_FullMethodName, site: cn, request: &accountsv1.GetBalancesRequest{}, genuine: `{"account_balances":[{"account_id":"A1","account_type":1,"amount":100.00,"currency":"CNY","measure_id":1}],"debt_amount":0,"measure_id":1,"currency":"CNY"}`, keys: []string{"account_balances"}},
		{method: accountsv1.AccountService_ListAccountTransactions_FullMethodName, site: cn, request: &accountsv1.ListAccountTransactionsRequest{BalanceType: 1}, genuine: `{"total_count":1,"currency":"CNY","records":[{"account_change_id":"T1","change_amount":"1.00"}]}`, keys: []string{"total_count", "records"}},
		{method: accountsv1.AccountService_ListStoredValueCards_FullMethodName, site: cn, request: &accountsv1.ListStoredValueCardsRequest{Status: 1}, genuine: `{"total_count":1,"stored_value_cards":[{"card_id":"C1","balance":"5"}]}`, keys: []string{"total_count", "stored_value_cards"}},
		{method: accountsv1.AccountService_GetExpenditureQuota_FullMethodName, site: intl, request: &accountsv1.GetExpenditureQuotaRequest{}, genuine: `{"granting_amount":1000,"granting_amount_used":12.5,"percentage_granting_amount_used":1.25,"measure_id":1,"currency":"USD"}`, keys: []string{"granting_amount", "granting_amount_used"}},
		{method: couponsv1.CouponService_ListCoupons_FullMethodName, site: cn, request: &couponsv1.ListCouponsRequest{OrderId: id}, genuine: `{"count":1,"user_coupons":[{"coupon_id":"CP1","face_value":5,"balance":5,"measure_id":1}]}`, keys: []string{"count", "user_coupons"}},
		{method: couponsv1.CouponService_ListCouponTransactions_FullMethodName, site: cn, request: &couponsv1.ListCouponTransactionsRequest{TradeId: id}, genuine: `{"total_count":1,"currency":"CNY","records":[{"coupon_id":"CP1","change_amount":"1.00"}]}`, keys: []string{"total_count", "records"}},
	}, slices.Concat(customerRPCs(), ticketRPCs(), partnerRPCs(), legacyRPCs())...)
}

// reply answers every request alike.
func reply(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		// Statuses without a body refuse the write, and a caller who has seen
		// enough may be gone.
		_, _ = w.Write([]byte(body))
	}
}
