package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// program sends requests in the form of the client library under the widespread
// infrastructure provider: its headers, its bodies, and the statuses that it takes.
type program struct {
	*client
	language string // sent with queries of resources and with auto-renewal
	token    string
}

func newProgram(t *testing.T, site string) *program {
	t.Helper()
	return &program{client: newClient(t, func(cfg *sandbox.Config) { cfg.Site = site }), language: "en-us"}
}

// do sends a request and fails unless the status is one that the program takes.
func (p *program) do(method, path, body string, accepted ...int) answer {
	p.t.Helper()
	r := p.unsigned(method, path, body)
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "golangsdk/2.0.0")
	if p.language != "" && (strings.Contains(path, "suscriptions") || strings.Contains(path, "autorenew")) {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Language", p.language)
	}
	if p.token != "" {
		r.Header.Set("X-Auth-Token", p.token)
	} else {
		p.sign(r, body)
	}
	a := p.send(r)
	if !slices.Contains(accepted, a.status) {
		p.t.Errorf("%s %s: %d %s, taken are %v", method, path, a.status, a.body, accepted)
	}
	return a
}

// wait is the provider's loop: it asks every ten seconds, after five at first, and
// gives up at a state that is neither pending nor the target, or after ten minutes.
func (p *program) wait(order string) (time.Duration, bool) {
	p.t.Helper()
	for waited := 5 * time.Second; waited <= 10*time.Minute; waited += 10 * time.Second {
		p.clock.move(5 * time.Second)
		if waited > 5*time.Second {
			p.clock.move(5 * time.Second)
		}
		got := as[orderDetails](p.t, p.do(http.MethodGet, ordersPath+"/details/"+order, "", 200))
		switch got.Order.Status {
		case "5":
			return waited, true
		case "3", "6", "2":
		default:
			return waited, false
		}
	}
	return 0, false
}

func (p *program) find(id string) holdingList {
	p.t.Helper()
	return as[holdingList](p.t, p.do(http.MethodPost, holdingsPath, `{"only_main_resource":1,"resource_ids":["`+id+`"]}`, 200))
}

// TestProviderPaysAndWaits: the older payment path takes the switches of the newer
// one, answers 204, and the order is complete long before the loop gives up, with
// no one moving the clock by hand.
func TestProviderPaysAndWaits(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"cn", "intl"} {
		p := newProgram(t, site)
		p.do(http.MethodPost, "/v2/orders/customer-orders/pay",
			`{"order_id":"`+sandbox.DemoPayableOrder+`","use_coupon":"NO","use_discount":"NO"}`, 204)
		if waited, ok := p.wait(sandbox.DemoPayableOrder); !ok || waited > time.Minute {
			t.Errorf("%s: complete %t after %s", site, ok, waited)
		}
	}
}

// TestOlderPaymentTakesListsWithoutSwitches: so its page has it.
func TestOlderPaymentTakesListsWithoutSwitches(t *testing.T) {
	t.Parallel()
	p := newProgram(t, "cn")
	p.do(http.MethodPost, "/v2/orders/customer-orders/pay", `{"order_id":"`+sandbox.DemoPayableOrder+`",`+
		`"coupon_infos":[{"id":"`+sandbox.DemoCashCoupon+`","type":301}],"discount_infos":[{"id":"DC`+sandbox.DemoPayableOrder+`C","type":2}]}`, 204)
	if e := p.box.Journal()[0]; e.Amount != "221.00" || e.Parts["coupons"] != "100.00" || e.Operation != "PayOrdersV2" {
		t.Errorf("%+v", e)
	}
	p.refused("again", p.do(http.MethodPost, "/v2/orders/customer-orders/pay", `{"order_id":"`+sandbox.DemoPayableOrder+`"}`, 400), 400, "CBC.99003106")
}

// TestProviderManagesPrepaidResources: every prepaid resource of the provider is
// read and set to renew itself with X-Language: en-us and without a body.
func TestProviderManagesPrepaidResources(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"cn", "intl"} {
		p := newProgram(t, site)
		autorenew := resourcesPath + "/autorenew/" + sandbox.DemoFresh
		if got := p.find(sandbox.DemoFresh); got.Total != 1 || got.Data[0].Policy != 0 {
			t.Errorf("%s: %+v", site, got)
		}
		p.do(http.MethodPost, autorenew, "", 204)
		if got := p.find(sandbox.DemoFresh); got.Data[0].Policy != 3 {
			t.Errorf("%s: %+v", site, got)
		}
		p.do(http.MethodDelete, autorenew, "", 204)
		if got := p.find("another-id"); got.Total != 0 || got.Data == nil {
			t.Errorf("%s: an empty page still has its list: %+v", site, got)
		}
	}
}

// TestProviderUnsubscribes: one real and one random id in one call are a success,
// a single unknown id is the code by which the provider takes a resource for gone,
// and a transaction that still runs goes away while it tries again.
func TestProviderUnsubscribes(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"cn", "intl"} {
		p := newProgram(t, site)
		leave := func(ids ...string) string { return "{" + resourceIDs(ids...) + `,"unsubscribe_type":1}` }
		path := resourcesPath + "/unsubscribe"
		gone := p.do(http.MethodPost, path, leave("4b0c6f4e-5f0a-4c43-b4f0-3e8c2c1d9a77"), 400)
		p.refused("one random id", gone, 400, "CBC.30000067")
		c := p.do(http.MethodPost, path, leave(sandbox.DemoFresh, "4b0c6f4e-5f0a-4c43-b4f0-3e8c2c1d9a77"), 200)
		done := as[changed](t, c)
		if len(done.Orders) != 1 || len(done.Failed) != 1 {
			t.Fatalf("%s: %s", site, c.body)
		}
		p.refused("still in progress", p.do(http.MethodPost, path, leave(sandbox.DemoFresh), 400), 400, "CBC.99003651")
		if waited, ok := p.wait(done.Orders[0]); !ok || waited > time.Minute {
			t.Errorf("%s: refunded %t after %s", site, ok, waited)
		}
		p.refused("gone", p.do(http.MethodPost, path, leave(sandbox.DemoFresh), 400), 400, "CBC.30000067")
	}
}

// TestProviderQuotesNumbersAsTexts: its price inquiries write whole numbers so.
func TestProviderQuotesNumbersAsTexts(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"cn", "intl"} {
		p := newProgram(t, site)
		texts := `{"project_id":"p","product_infos":[` + strings.Replace(product(`,"period_type":"2","period_num":"1"`), `"subscription_num":1`, `"subscription_num":"1"`, 1) + `]}`
		got := as[quoteInfo](t, p.do(http.MethodPost, ratingsPath+"/period-resources/subscribe-rate", texts, 200))
		if got.Result.Official != "160.000000" {
			t.Errorf("%s: %+v", site, got)
		}
	}
}

// TestTokenProgramsWork: programs that hold a token send no signature at all.
func TestTokenProgramsWork(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"cn", "intl"} {
		p := newProgram(t, site)
		p.token = sandbox.DemoToken
		p.do(http.MethodGet, balancesPath, "", 200)
		p.do(http.MethodPost, payPath, `{"order_id":"`+sandbox.DemoPayableOrder+`","use_coupon":"NO","use_discount":"NO"}`, 204)
	}
}

// TestOldClientsRenewWithAnExpirePolicy: the value does not matter, and no other unknown member passes.
func TestOldClientsRenewWithAnExpirePolicy(t *testing.T) {
	t.Parallel()
	p := newProgram(t, "cn")
	renew := func(more string) string {
		return "{" + resourceIDs(sandbox.DemoFresh) + "," + oneMonth + more + "}"
	}
	p.refused("unknown", p.do(http.MethodPost, resourcesPath+"/renew", renew(`,"note":0`), 400), 400, "CBC.0100")
	p.do(http.MethodPost, resourcesPath+"/renew", renew(`,"expire_policy":3`), 200)
	if h := p.find(sandbox.DemoFresh).Data[0]; h.Policy != 0 {
		t.Errorf("the member was not ignored: %+v", h)
	}
}

// TestEstimatorsFindTheirProducts asks for what programs that estimate costs ask,
// in the regions where they run.
func TestEstimatorsFindTheirProducts(t *testing.T) {
	t.Parallel()
	item := func(n int, region, kinds, code, more string) string {
		service, resource, _ := strings.Cut(kinds, " ")
		return fmt.Sprintf(`{"id":"%d","cloud_service_type":"hws.service.type.%s","resource_type":"hws.resource.type.%s",`+
			`"resource_spec":%q,"region":%q,"subscription_num":1%s}`, n, service, resource, code, region, more)
	}
	hours := `,"usage_factor":"Duration","usage_value":1,"usage_measure_id":4`
	for _, site := range []string{"cn", "intl"} {
		p := newProgram(t, site)
		for _, region := range []string{"cn-north-4", "cn-east-3", "cn-south-1", "ap-southeast-1", "ap-southeast-3", "la-south-2"} {
			items := []string{
				item(1, region, "vpc bandwidth", "12_bgp", `,"usage_factor":"upflow","usage_value":1,"usage_measure_id":10`),
				item(2, region, "obs obs", "obs.standard", hours+`,"resource_size":100,"size_measure_id":17`),
				item(3, region, "elb elbv2", "elbv2.basic.default", hours),
				item(4, region, "ebs volume", "SSD", hours+`,"resource_size":40,"size_measure_id":17`),
				item(5, region, "vpc ip", "5_bgp", hours),
			}
			a := p.do(http.MethodPost, ratingsPath+"/on-demand-resources", `{"project_id":"p","product_infos":[`+strings.Join(items, ",")+`]}`, 200)
			rows := as[struct {
				Rows []struct {
					Official json.Number `json:"official_website_amount"`
				} `json:"product_rating_results"`
			}](t, a).Rows
			want := []json.Number{"0.800000", "0.024000", "0.160000", "0.080000", "0.020000"}
			for i, row := range rows {
				if len(rows) != len(want) || row.Official != want[i] {
					t.Errorf("%s in %s: %+v", site, region, rows)
				}
			}
		}
		sized := item(1, "cn-east-3", "vpc bandwidth", "12_bgp", `,"usage_factor":"upflow","usage_value":1,"usage_measure_id":10,"resource_size":5,"size_measure_id":15`)
		got := as[quoteInfo](t, p.do(http.MethodPost, ratingsPath+"/on-demand-resources", `{"project_id":"p","product_infos":[`+sized+`]}`, 200))
		if got.Official != "0.800000" {
			t.Errorf("a GB costs the same on every line: %+v", got)
		}
	}
}

// TestCostProgramsReadResources: a program that was compared with real bills asks
// for three keys at most, splits a resource's value at its colons, and reads a
// service by its name.
func TestCostProgramsReadResources(t *testing.T) {
	t.Parallel()
	body := func(keys ...string) string {
		for i, key := range keys {
			keys[i] = `{"type":"dimension","key":"` + key + `"}`
		}
		return `{"time_condition":{"time_measure_id":2,"begin_time":"2026-01","end_time":"2026-11"},"groupby":[` + strings.Join(keys, ",") +
			`],"cost_type":"ORIGINAL_COST","amount_type":"PAYMENT_AMOUNT","limit":1000%s}`
	}
	type costRows struct {
		Rows []struct {
			Dimensions []struct {
				Value string `json:"value"`
			} `json:"dimensions"`
		} `json:"cost_data"`
	}
	const path = "/v4/costs/cost-analysed-bills/query"
	p := newProgram(t, "cn")
	p.refused("four keys", p.do(http.MethodPost, path, fmt.Sprintf(body("REGION_CODE", "RESOURCE_ID", "RES_SPEC_CODE", "BILL_TYPE"), ""), 400), 400, "CBC.0100")
	rows := as[costRows](t, p.do(http.MethodPost, path, fmt.Sprintf(body("RESOURCE_ID", "RES_SPEC_CODE", "CLOUD_SERVICE_TYPE"), ""), 200)).Rows
	if len(rows) == 0 {
		t.Fatal("no costs")
	}
	servers, used := 0, 0
	for _, row := range rows {
		parts := strings.Split(row.Dimensions[0].Value, ":")
		if len(parts) != 4 || !strings.HasPrefix(parts[0], "hws.service.type.") || parts[2] == "" {
			t.Fatalf("%+v", row)
		}
		if parts[3] == "null" {
			used++
		}
		if row.Dimensions[1].Value == "s6.large.2.linux" && row.Dimensions[2].Value == "弹性云服务器" {
			servers++
		}
		alone := fmt.Sprintf(body("RESOURCE_ID"), `,"filters":[{"operator":0,"filter_factor":{"key":"RESOURCE_ID","value":["`+parts[2]+`"]}}]`)
		if servers == 1 && row.Dimensions[1].Value == "s6.large.2.linux" {
			if got := as[costRows](t, p.do(http.MethodPost, path, alone, 200)).Rows; len(got) != 1 {
				t.Errorf("by the bare id: %+v", got)
			}
		}
	}
	if servers == 0 || used == 0 {
		t.Errorf("%d servers and %d charges for use among %d", servers, used, len(rows))
	}
}
