package service_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"google.golang.org/grpc/metadata"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// chineseOnly and internationalOnly are the RPCs that one site lacks.
var (
	chineseOnly = []string{
		"ListOrderCoupons", "ListAccountTransactions", "ListStoredValueCards", "ListCouponTransactions", "ListCommercialDiscounts",
		"GetRealNameStatus", "GetRealNameQrCode", "ConvertToOnDemand",
		"ListFeeRecords", "ListMonthlyCostBreakdown", "ListPercentileUsageSummaries", "ListPercentileUsageDetails",
		"ListOrganizations", "CreateMemberAccount", "SendVerificationCode",
		"ListTransferableBalances", "ListReclaimableBalances", "TransferBalance", "ReclaimBalance",
		"ListTransferableCoupons", "ListReclaimableCoupons", "TransferCoupon", "ReclaimCoupon",
		"ListProvinces", "ListCities", "ListCounties",
		"ListNewCustomerTags", "ListConsumingCustomers", "GetPartnerBalances", "ListPartnerTransactions", "ListAdjustments",
		"ListCustomerBalances", "AdjustCustomerAmount", "ReclaimCustomerAmount", "CreateCoupons", "ListIssuedCoupons",
		"ListCouponRecords", "ReclaimIssuedCoupon", "ListCouponQuotas", "ListIssuedCouponQuotas", "IssueCouponQuotas",
		"ReclaimCouponQuotas", "ListCouponQuotaRecords", "ListCustomerBillDetails", "ListCustomerMonthlyBills",
		"ListIncentivePolicies", "AdjustIndirectPartnerAmount", "ReclaimIndirectPartnerAmount",
	}
	internationalOnly = []string{
		"GetExpenditureQuota", "ListInvoices",
		"FreezeCustomers", "UnfreezeCustomers", "GetConsumptionQuota", "GetCustomerBudget", "ListCustomerBudgets",
		"SetCustomerBudget", "ListCustomerBudgetRecords", "GetPostpaidBillSummary",
	}
)

// TestSitesLackOperations asks both sites for every RPC: what a site lacks never
// reaches it.
func TestSitesLackOperations(t *testing.T) {
	t.Parallel()
	for site, missing := range map[upstream.Site][]string{upstream.SiteChina: internationalOnly, upstream.SiteInternational: chineseOnly} {
		for _, r := range rpcs() {
			var calls atomic.Int64
			status, body := http.StatusOK, r.genuine
			if r.empty() {
				status = http.StatusNoContent
			}
			w := newWorld(t, site, func(w http.ResponseWriter, request *http.Request) {
				calls.Add(1)
				reply(status, body)(w, request)
			})
			_, err := w.call(t, t.Context(), r.method, r.request)
			lacks := false
			for _, name := range missing {
				lacks = lacks || strings.HasSuffix(r.method, "/"+name)
			}
			var refusal *translate.Error
			unsupported := errors.As(err, &refusal) && refusal.Kind == translate.KindSite && refusal.Operation != ""
			if unsupported != lacks || !lacks && err != nil || (calls.Load() == 0) != lacks {
				t.Errorf("%s on %s: %v after %d calls", r.method, site, err, calls.Load())
			}
		}
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	var seen atomic.Value
	handler := func(w http.ResponseWriter, r *http.Request) {
		seen.Store(strings.Join(r.Header.Values("X-Language"), "|"))
		reply(http.StatusOK, `{"total_count":0,"order_infos":[],"account_balances":[]}`)(w, r)
	}
	for site, standard := range map[upstream.Site]string{upstream.SiteChina: "zh_CN", upstream.SiteInternational: "en_US"} {
		w := newWorld(t, site, handler)
		for accepted, want := range map[string]string{
			"": standard, "*": standard, "garbage;;;": standard, "de": standard, "\xff": standard,
			"zh": "zh_CN", "zh-CN": "zh_CN", "zh-Hans-SG,en;q=0.5": "zh_CN", "en": "en_US", "en-GB,zh;q=0.1": "en_US",
			"fr-FR, en;q=0.8, zh;q=0.5": "en_US", "zh_CN": "zh_CN", "en_US": "en_US", "de;q=1, zh-CN;q=0.9": "zh_CN",
			"en\r\nX-Auth-Token: x": standard,
		} {
			ctx := t.Context()
			if accepted != "" {
				ctx = metadata.NewIncomingContext(ctx, metadata.Pairs("accept-language", accepted))
			}
			if _, err := w.call(t, ctx, ordersv1.OrderService_ListOrders_FullMethodName, &ordersv1.ListOrdersRequest{}); err != nil {
				t.Fatal(err)
			}
			if got := seen.Load(); got != want {
				t.Errorf("%q on %s asks for %v, want %s", accepted, site, got, want)
			}
		}
		// An operation without names sends none.
		if _, err := w.call(t, t.Context(), accountsv1.AccountService_GetBalances_FullMethodName, &accountsv1.GetBalancesRequest{}); err != nil || seen.Load() != "" {
			t.Errorf("balances ask for %v, %v", seen.Load(), err)
		}
	}
}

func TestUnknownMembersAreReported(t *testing.T) {
	t.Parallel()
	w := newWorld(t, upstream.SiteChina, reply(http.StatusOK, `{"total_count":1,"new":1,"order_infos":[{"status":77,"newer":{}}]}`))
	if _, err := w.call(t, t.Context(), ordersv1.OrderService_ListOrders_FullMethodName, &ordersv1.ListOrdersRequest{}); err != nil {
		t.Fatal(err)
	}
	if len(w.unknown) != 1 || w.unknown[0] != "ListCustomerOrders 2 1" {
		t.Errorf("%q", w.unknown)
	}
}

func TestNewRefusesWhatItNeeds(t *testing.T) {
	t.Parallel()
	if _, err := service.New(service.Config{Site: upstream.SiteChina}); err == nil {
		t.Error("services without an upstream")
	}
	client, err := upstream.New(upstream.Config{Site: upstream.SiteChina, Credentials: upstream.Credentials{AccessKey: "a", SecretKey: "b"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, config := range []service.Config{{MaxUpload: 1}, {MaxDownload: 1}} {
		config.Upstream, config.Site = client, upstream.SiteChina
		if _, err := service.New(config); err == nil {
			t.Errorf("files without a limit: %+v", config)
		}
	}
	if _, err := service.New(service.Config{Upstream: client, Site: "mars", MaxUpload: 20 << 20, MaxDownload: 64 << 20}); err == nil || !strings.Contains(err.Error(), "mars") {
		t.Errorf("a site on mars: %v", err)
	}
	if _, err := service.New(service.Config{Upstream: client, Site: upstream.SiteChina, MaxUpload: 20 << 20, MaxDownload: 64 << 20}); err != nil {
		t.Errorf("without somebody to tell of unknown members: %v", err)
	}
}

// TestCancellationReachesTheWire ends a call whose caller has gone.
func TestCancellationReachesTheWire(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan struct{})
	w := newWorld(t, upstream.SiteChina, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
		close(gone)
	})
	_, err := w.call(t, ctx, ordersv1.OrderService_ListOrders_FullMethodName, &ordersv1.ListOrdersRequest{})
	var fault *upstream.Error
	if !errors.As(err, &fault) || fault.Kind != upstream.KindCanceled {
		t.Errorf("%v", err)
	}
	<-gone
}

// TestPathsCannotBeChanged sends order ids that mean another path.
func TestPathsCannotBeChanged(t *testing.T) {
	t.Parallel()
	var seen atomic.Value
	w := newWorld(t, upstream.SiteChina, func(w http.ResponseWriter, r *http.Request) {
		seen.Store(r.RequestURI)
		reply(http.StatusOK, rpcs()[1].genuine)(w, r)
	})
	for id, want := range map[string]string{
		"a/../b": "", "..": "", ".": "", "": "", "a/b": "", `a\b`: "", "a\x00": "", "a\r\nb": "",
		"%2F..": "%252F..", "a?limit=1": "a%3Flimit%3D1", "a#b": "a%23b", "a b": "a%20b", "订单": "%E8%AE%A2%E5%8D%95",
	} {
		seen.Store("")
		_, err := w.call(t, t.Context(), ordersv1.OrderService_GetOrder_FullMethodName, &ordersv1.GetOrderRequest{OrderId: id})
		if want == "" {
			var refusal *translate.Error
			if !errors.As(err, &refusal) || refusal.Field != "order_id" || seen.Load() != "" {
				t.Errorf("%q: %v, %v was sent", id, err, seen.Load())
			}
			continue
		}
		if whole := "/v2/orders/customer-orders/details/" + want + "?limit=100"; err != nil || seen.Load() != whole {
			t.Errorf("%q: %v, %v was sent, want %s", id, err, seen.Load(), whole)
		}
	}
}
