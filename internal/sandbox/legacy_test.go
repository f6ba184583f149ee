package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

type oldOrders struct {
	Code string `json:"error_code"`
	Data struct {
		Total  int `json:"totalSize"`
		Orders []struct {
			ID       string      `json:"orderId"`
			Currency json.Number `json:"currency"`
			Code     string      `json:"currencyType"`
		} `json:"orderInfos"`
	} `json:"data"`
}

const oldOrdersPath = legacyPath + "/common/order-mgr/orders/detail?"

// TestOldOrderListShowsTheSameOrders pages by number and compares with the list of today.
func TestOldOrderListShowsTheSameOrders(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	today := as[struct {
		Total  int         `json:"total_count"`
		Orders []orderInfo `json:"order_infos"`
	}](t, c.get(ordersPath+"?limit=6"))
	for index := range 3 {
		got := as[oldOrders](t, c.get(oldOrdersPath+"page_size=2&page_index="+itoa(index+1)))
		if got.Code != "CBC.0000" || got.Data.Total != today.Total || len(got.Data.Orders) != 2 {
			t.Fatalf("%+v", got)
		}
		for i, o := range got.Data.Orders {
			if o.ID != today.Orders[2*index+i].ID || o.Currency == "" || o.Code != "CNY" {
				t.Errorf("%+v, want %+v", o, today.Orders[2*index+i])
			}
		}
	}
	for query, want := range map[string]int{
		"&order_id=" + strings.ToLower(sandbox.DemoPayableOrder): 1, "&order_id=%22%22": 0, "&status=": today.Total,
		"&customer_id=" + sandbox.DemoMemberID: 2, "&page_index=": -1, "&page_index=0": -1, "&page_size=101": -1, "&create_time_begin=%22%22": -1,
	} {
		base := ""
		for _, required := range []string{"page_size=10", "page_index=1"} {
			if name, _, _ := strings.Cut(required, "="); !strings.HasPrefix(query, "&"+name) {
				base += "&" + required
			}
		}
		a := c.get(oldOrdersPath + base + query)
		if want < 0 {
			c.refused(query, a, 200, "CBC.0100")
			continue
		}
		if got := as[oldOrders](t, a); got.Data.Total != want {
			t.Errorf("%s: %d, want %d", query, got.Data.Total, want)
		}
	}
}

func TestOldPackageUsageTakesNoBody(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	const path = "/v2/payments/free-resources/usages/query"
	a := c.post(path, "")
	got := as[struct {
		Rows []struct {
			ID   string `json:"order_instance_id"`
			Unit string `json:"measurement_name"`
			Mode int    `json:"quota_reuse_mode"`
		} `json:"package_usage_infos"`
	}](t, a)
	if len(got.Rows) == 0 || c.post(path, "{}").body != a.body {
		t.Fatal(a.body)
	}
	chinese := c.unsigned("POST", path, "")
	chinese.Header.Set("X-Language", "zh_CN")
	c.sign(chinese, "")
	if c.send(chinese).status != 200 {
		t.Error("Chinese is refused")
	}
}

func TestOldMembersArePagedByNumber(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	const path = legacyPath + "/customer/customer-mgr/enterprise-customers?"
	type members struct {
		Total int `json:"totalCount"`
		Rows  []struct {
			ID string `json:"subCustomerId"`
		} `json:"subCustomerInfos"`
	}
	first, second := as[members](t, c.get(path+"limit=3")), as[members](t, c.get(path+"limit=3&offset=2"))
	want := c.members("limit=100")
	if first.Total != want.Total || first.Rows[0].ID != want.Members[0].ID || second.Rows[0].ID != want.Members[3].ID {
		t.Errorf("%+v, %+v", first, second)
	}
	c.refused("pages start at 1", c.get(path+"offset=0"), 400, "CBC.0100")
	c.refused("another account", c.get(strings.Replace(path, sandbox.DemoDomainID, "somebody", 1)), 403, "CBC.0151")
	credit := legacyPath + "/customer/account-mgr/transfer-amount?balance_type=BALANCE_TYPE_CREDIT&limit=1&offset=2"
	if a := c.get(credit); !strings.Contains(a.body, `"totalCount":2`) || strings.Contains(a.body, "expireTime") {
		t.Error(a.body)
	}
	c.refused("no account", c.get(strings.Replace(credit, "balance_type=BALANCE_TYPE_CREDIT&", "", 1)), 400, "CBC.0100")
}
