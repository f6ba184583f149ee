package service_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// deal is an RPC that moves money for the items a and b, with bodies that tell of
// both, and bodies of the declared shape that leave something open.
type deal struct {
	request    proto.Message
	told, open []string
}

func deals() map[string]deal {
	items, money := []string{"a", "b"}, &typev1.Money{CurrencyCode: "CNY", Amount: "1.50"}
	orders := deal{
		told: []string{
			`{"order_ids":["CS1"]}`,
			`{"order_ids":["CS1","CS2"],"fail_resource_infos":[]}`,
			`{"order_ids":["CS1"],"fail_resource_infos":[{"resource_id":"b","error_code":"CBC.30010036"}]}`,
			`{"fail_resource_infos":[{"resource_id":"b"},{"resource_id":"a"}]}`,
		},
		open: []string{
			`{"order_ids":[]}`, `{"order_ids":[""]}`, `{"order_ids":["CS1",""]}`, `{"fail_resource_infos":[]}`,
			`{"order_ids":[],"fail_resource_infos":[{"resource_id":"a"}]}`,
			`{"fail_resource_infos":[{"resource_id":"a"},{"resource_id":"c"}]}`,
			`{"order_ids":["CS1"],"fail_resource_infos":[{"error_code":"CBC.30010036"}]}`,
		},
	}
	renew, unsubscribe := orders, orders
	renew.request = &resourcesv1.RenewResourcesRequest{ResourceIds: items, PeriodUnit: 2, PeriodCount: 1}
	unsubscribe.request = &resourcesv1.UnsubscribeResourcesRequest{ResourceIds: items, Scope: 1}
	return map[string]deal{
		"RenewResources": renew, "UnsubscribeResources": unsubscribe,
		"ConvertToOnDemand": {
			request: &resourcesv1.ConvertToOnDemandRequest{ResourceIds: items},
			told: []string{
				`{"to_ondemand_service_results":[{"resource_id":"a","result":"SUCCESS","order_id":"CS1"},{"resource_id":"b","result":"FAIL"}]}`,
				`{"to_ondemand_service_results":[{"resource_id":"b","result":"AUDIT"},{"resource_id":"a","result":"NEW_WORD"}]}`,
			},
			open: []string{
				`{"to_ondemand_service_results":[]}`,
				`{"to_ondemand_service_results":[{"resource_id":"a","result":"SUCCESS"}]}`,
				`{"to_ondemand_service_results":[{"resource_id":"a","result":"SUCCESS"},{"resource_id":"b"}]}`,
				`{"to_ondemand_service_results":[{"resource_id":"a","result":"SUCCESS"},{"result":"SUCCESS"}]}`,
			},
		},
		"CreateCoupons": {
			request: &partnersv1.CreateCouponsRequest{QuotaId: "q", CustomerIds: items, FaceValue: money},
			told: []string{
				`{"coupon_infos":[{"id":"a","coupon_id":"CP1"},{"id":"b","coupon_id":"CP2"}]}`,
				`{"coupon_infos":[{"id":"a","coupon_id":"CP1"}],"error_details":[{"id":"b"}]}`,
			},
			open: []string{
				`{"coupon_infos":[]}`, `{"error_details":[]}`, `{"coupon_infos":[{"id":"a","coupon_id":"CP1"}]}`,
				`{"coupon_infos":[{"id":"a","coupon_id":""},{"id":"b","coupon_id":"CP2"}]}`,
			},
		},
		"IssueCouponQuotas": {
			request: &partnersv1.IssueCouponQuotasRequest{QuotaId: "q", IndirectPartnerIds: items, Amount: money},
			told:    []string{`{"simple_quota_infos":[{"id":"a","quota_id":"1"}],"error_details":[{"id":"b"}]}`},
			open:    []string{`{"simple_quota_infos":[]}`, `{"error_details":[]}`, `{"simple_quota_infos":[{"id":"a"},{"id":"b","quota_id":"1"}]}`},
		},
		"ReclaimCouponQuotas": {
			request: &partnersv1.ReclaimCouponQuotasRequest{QuotaIds: items},
			told:    []string{`{"simple_quota_infos":[{"quota_id":"a","quota_balance":1}],"error_details":[{"id":"b"}]}`},
			open:    []string{`{"simple_quota_infos":[]}`, `{"error_details":[]}`, `{"error_details":[{"id":"b"}]}`},
		},
	}
}

// TestSuccessesThatWereNone: an answer that names neither an effect nor a failure
// leaves the outcome open, however well it is formed.
func TestSuccessesThatWereNone(t *testing.T) {
	t.Parallel()
	all := deals()
	for _, r := range rpcs() {
		name := r.method[strings.LastIndex(r.method, "/")+1:]
		deal, known := all[name]
		if r.operation().GetEffect() != upstreamv1.Effect_EFFECT_MONEY || !r.lists() {
			if known {
				t.Errorf("%s moves no money by lists", name)
			}
			continue
		}
		if !known {
			t.Errorf("%s moves money and answers lists that nobody looks into", name)
			continue
		}
		delete(all, name)
		for _, body := range deal.told {
			w := newWorld(t, r.site, reply(http.StatusOK, body))
			if out, err := w.call(t, t.Context(), r.method, deal.request); err != nil {
				t.Errorf("%s given %s: %v, %v", name, body, out, err)
			}
		}
		for _, body := range append(deal.open, `{}`, `{"foo":1}`) {
			w := newWorld(t, r.site, reply(http.StatusOK, body))
			out, err := w.call(t, t.Context(), r.method, deal.request)
			var fault *upstream.Error
			if !errors.As(err, &fault) || fault.Outcome != upstream.OutcomeUnknown || fault.HTTPStatus != http.StatusOK {
				t.Errorf("%s given %s: %v, %v", name, body, out, err)
			}
		}
	}
	for name := range all {
		t.Errorf("%s is no RPC", name)
	}
}
