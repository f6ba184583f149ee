package gateway_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestUpstreamNamesLeadToOurs: who knows the upstream's own API writes its names,
// and reads which field stands for them.
func TestUpstreamNamesLeadToOurs(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{})
	for _, c := range []struct{ method, target, body, want string }{
		{http.MethodGet, "/v1/orders?limit=5", "", "limit is not a known parameter; what the upstream calls so is pageSize here"},
		{http.MethodGet, "/v1/orders?offset=10", "", "offset is not a known parameter; what the upstream calls so is pageToken here"},
		{http.MethodGet, "/v1/orders?order_by=createTime", "", "order_by is not a known parameter; what the upstream calls so is sort here"},
		{http.MethodGet, "/v1/orders?method=oneself", "", "method is not a known parameter; what the upstream calls so is scope here"},
		{http.MethodPost, "/v1/orders/1:pay", `{"coupon_infos":[]}`, "coupon_infos is not a known field; what the upstream calls so is coupons here"},
		{http.MethodPost, "/v1/orders/1:pay", `{"coupons":[{"id":"c"}]}`, "coupons[0].id is not a known field; what the upstream calls so is couponId here"},
	} {
		answer := send(t, h, c.method, c.target, c.body)
		if answer.status != http.StatusBadRequest || !strings.Contains(answer.body, c.want) {
			t.Errorf("%s %s: %d %s", c.target, c.body, answer.status, answer.body)
		}
	}
	for _, target := range []string{"/v1/orders?colour=1", "/v1/orders?order_by.x=1", "/v1/orders?pageSize=x", "/v1/orders?.=1"} {
		if answer := send(t, h, http.MethodGet, target, ""); answer.status != http.StatusBadRequest || strings.Contains(answer.body, "what the upstream calls so") {
			t.Errorf("%s: %d %s", target, answer.status, answer.body)
		}
	}
}
