package gateway_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"google.golang.org/grpc"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	billsv1 "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	enterprisesv1 "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1"
	legacyv1 "github.com/ocegate/ocegate/gen/go/ocegate/legacy/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
	pricingv1 "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
	productsv1 "github.com/ocegate/ocegate/gen/go/ocegate/products/v1"
	regionsv1 "github.com/ocegate/ocegate/gen/go/ocegate/regions/v1"
	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	"github.com/ocegate/ocegate/internal/gateway"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// orders is an order service whose behaviour a test sets.
type orders struct {
	ordersv1.UnimplementedOrderServiceServer
	list func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error)
	get  func(context.Context, *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error)
	pay  func(context.Context, *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error)
}

func (o *orders) ListOrders(ctx context.Context, r *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
	if o.list == nil {
		return &ordersv1.ListOrdersResponse{}, nil
	}
	return o.list(ctx, r)
}

func (o *orders) GetOrder(ctx context.Context, r *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
	if o.get == nil {
		return &ordersv1.GetOrderResponse{Order: &ordersv1.Order{OrderId: r.GetOrderId()}}, nil
	}
	return o.get(ctx, r)
}

func (o *orders) PayOrder(ctx context.Context, r *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error) {
	if o.pay == nil {
		return &ordersv1.PayOrderResponse{}, nil
	}
	return o.pay(ctx, r)
}

// door is the JSON door in front of a fake order service; the other services
// answer that they are not implemented.
func door(tb testing.TB, o *orders, interceptors ...grpc.UnaryServerInterceptor) http.Handler {
	tb.Helper()
	return doorOn(tb, gateway.NewConn(interceptors, nil), o)
}

// doorOn is the same over a connection with interceptors of its own.
func doorOn(tb testing.TB, conn *gateway.Conn, o *orders) http.Handler {
	tb.Helper()
	ordersv1.RegisterOrderServiceServer(conn, o)
	accountsv1.RegisterAccountServiceServer(conn, accountsv1.UnimplementedAccountServiceServer{})
	couponsv1.RegisterCouponServiceServer(conn, couponsv1.UnimplementedCouponServiceServer{})
	resourcesv1.RegisterResourceServiceServer(conn, resourcesv1.UnimplementedResourceServiceServer{})
	productsv1.RegisterProductServiceServer(conn, productsv1.UnimplementedProductServiceServer{})
	pricingv1.RegisterPricingServiceServer(conn, pricingv1.UnimplementedPricingServiceServer{})
	billsv1.RegisterBillServiceServer(conn, billsv1.UnimplementedBillServiceServer{})
	enterprisesv1.RegisterEnterpriseServiceServer(conn, enterprisesv1.UnimplementedEnterpriseServiceServer{})
	regionsv1.RegisterRegionServiceServer(conn, regionsv1.UnimplementedRegionServiceServer{})
	ticketsv1.RegisterCaseServiceServer(conn, ticketsv1.UnimplementedCaseServiceServer{})
	ticketsv1.RegisterCaseMessageServiceServer(conn, ticketsv1.UnimplementedCaseMessageServiceServer{})
	ticketsv1.RegisterCaseLabelServiceServer(conn, ticketsv1.UnimplementedCaseLabelServiceServer{})
	ticketsv1.RegisterCaseFeedbackServiceServer(conn, ticketsv1.UnimplementedCaseFeedbackServiceServer{})
	ticketsv1.RegisterAttachmentTransferServiceServer(conn, ticketsv1.UnimplementedAttachmentTransferServiceServer{})
	ticketsv1.RegisterAttachmentServiceServer(conn, ticketsv1.UnimplementedAttachmentServiceServer{})
	ticketsv1.RegisterAuthorizationServiceServer(conn, ticketsv1.UnimplementedAuthorizationServiceServer{})
	ticketsv1.RegisterVerificationServiceServer(conn, ticketsv1.UnimplementedVerificationServiceServer{})
	ticketsv1.RegisterPrivilegeServiceServer(conn, ticketsv1.UnimplementedPrivilegeServiceServer{})
	ticketsv1.RegisterAgreementServiceServer(conn, ticketsv1.UnimplementedAgreementServiceServer{})
	ticketsv1.RegisterDiagnosisServiceServer(conn, ticketsv1.UnimplementedDiagnosisServiceServer{})
	ticketsv1.RegisterTicketConfigurationServiceServer(conn, ticketsv1.UnimplementedTicketConfigurationServiceServer{})
	partnersv1.RegisterPartnerCustomerServiceServer(conn, partnersv1.UnimplementedPartnerCustomerServiceServer{})
	partnersv1.RegisterPartnerRealNameServiceServer(conn, partnersv1.UnimplementedPartnerRealNameServiceServer{})
	partnersv1.RegisterPartnerAccountServiceServer(conn, partnersv1.UnimplementedPartnerAccountServiceServer{})
	partnersv1.RegisterPartnerCouponServiceServer(conn, partnersv1.UnimplementedPartnerCouponServiceServer{})
	partnersv1.RegisterPartnerBillServiceServer(conn, partnersv1.UnimplementedPartnerBillServiceServer{})
	partnersv1.RegisterIndirectPartnerServiceServer(conn, partnersv1.UnimplementedIndirectPartnerServiceServer{})
	legacyv1.RegisterLegacyServiceServer(conn, legacyv1.UnimplementedLegacyServiceServer{})
	g, err := gateway.New(gateway.Config{Conn: conn, Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		tb.Fatal(err)
	}
	return g.Handler()
}

// reply is what a caller got.
type reply struct {
	status int
	header http.Header
	body   string
}

// send plays one request; headers are pairs of name and value.
func send(tb testing.TB, h http.Handler, method, target, body string, headers ...string) reply {
	tb.Helper()
	var content io.Reader = http.NoBody
	if body != "" {
		content = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(tb.Context(), method, target, content)
	r.Host = "localhost"
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return reply{status: w.Code, header: w.Header(), body: w.Body.String()}
}

// failureBody is the shape of errors that callers are promised.
type failureBody struct {
	Error struct {
		Code    int              `json:"code"`
		Status  string           `json:"status"`
		Message string           `json:"message"`
		Details []map[string]any `json:"details"`
	} `json:"error"`
}

// failure reads an error and checks what all errors have in common.
func failure(tb testing.TB, r reply) failureBody {
	tb.Helper()
	var body failureBody
	decoder := json.NewDecoder(strings.NewReader(r.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&body); err != nil {
		tb.Fatalf("%v in %q", err, r.body)
	}
	if body.Error.Code != r.status || body.Error.Status == "" || body.Error.Message == "" {
		tb.Errorf("status %d with body %s", r.status, r.body)
	}
	if got := r.header.Get("Content-Type"); got != "application/json; charset=utf-8" {
		tb.Errorf("Content-Type %q", got)
	}
	return body
}

// violations lists the fields of BadRequest with their descriptions.
func violations(tb testing.TB, r reply) []string {
	tb.Helper()
	var found []string
	for _, detail := range failure(tb, r).Error.Details {
		if detail["@type"] != "type.googleapis.com/google.rpc.BadRequest" {
			continue
		}
		list, _ := detail["fieldViolations"].([]any)
		for _, item := range list {
			v, _ := item.(map[string]any)
			field, _ := v["field"].(string)
			description, _ := v["description"].(string)
			found = append(found, field+" "+description)
		}
	}
	return found
}

// someOrders is a page of orders with most fields set.
func someOrders(count int) *ordersv1.ListOrdersResponse {
	page := &ordersv1.ListOrdersResponse{NextPageToken: "token", TotalSize: int32(count)}
	for range count {
		money := &typev1.Money{CurrencyCode: "CNY", Amount: "1234.56"}
		page.Orders = append(page.Orders, &ordersv1.Order{
			OrderId: "CS22112409580O9DT", Status: ordersv1.OrderStatus_ORDER_STATUS_COMPLETED,
			OfficialAmount: money, AmountAfterDiscount: money,
		})
	}
	return page
}
