package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func specsTarget(more string) string {
	return `POST /v2/products/resource-specs-query {"cloud_service_type":"hws.service.type.ec2",` +
		`"resource_type":"hws.resource.type.vm","region_code":"cn-north-4","charge_mode":"1"` + more + "}"
}

func product(more string) string {
	return `{"id":"1","cloud_service_type":"hws.service.type.ec2","resource_type":"hws.resource.type.vm",` +
		`"resource_spec":"s6.large.2.linux","region":"cn-north-4","subscription_num":1` + more + "}"
}

func useOf(project, more string) string {
	return `{"project_id":"` + project + `","product_infos":[` + product(`,"usage_factor":"duration",`+more) + "]}"
}

func termOf(more string) string {
	return `{"project_id":"p","product_infos":[` + product(more) + "]}"
}

func pondFor(mode string) string {
	if mode != "" {
		mode = `,"fee_installment_mode":"` + mode + `"`
	}
	return `{"project_id":"p","product_infos":[{"id":"1","cloud_service_type":"hws.service.type.cloudpond",` +
		`"resource_type":"hws.resource.type.cloudpond","resource_spec":"cloudpond.rack.small","region":"cn-north-4",` +
		`"subscription_num":1,"period_type":3,"period_num":1` + mode + "}]}"
}

type quoteInfo struct {
	Amount   json.Number `json:"amount"`
	Discount json.Number `json:"discount_amount"`
	Official json.Number `json:"official_website_amount"`
	Result   struct {
		Official  json.Number `json:"official_website_amount"`
		Installed string      `json:"installment_official_website_amount"`
	} `json:"official_website_rating_result"`
	Offers []struct {
		Amount json.Number `json:"amount"`
		Best   int         `json:"best_offer"`
		Type   int         `json:"discount_type"`
	} `json:"optional_discount_rating_results"`
	Renewals []struct {
		Amount string `json:"amount"`
	} `json:"renew_inquiry_results"`
	Failed []struct {
		Code string `json:"error_code"`
	} `json:"fail_resource_infos"`
}

func (c *client) quoteUse(body string) answer {
	return c.post(ratingsPath+"/on-demand-resources", body)
}

func (c *client) quoteTerm(body string) answer {
	return c.post(ratingsPath+"/period-resources/subscribe-rate", body)
}

// TestUsePrices: 160.00 a month is 0.32 an hour, of which the contract takes 15 %.
func TestUsePrices(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	hours := func(n string) string { return useOf("p", `"usage_value":`+n+`,"usage_measure_id":4`) }
	for n, want := range map[string][3]string{
		"1": {"0.320000", "0.048000", "0.272000"}, "0.000001": {"0.000000", "0.000000", "0.000000"},
		`"1"`:   {"0.320000", "0.048000", "0.272000"}, // as the vendor's client writes it
		"100.5": {"32.160000", "4.824000", "27.336000"}, "0": {"0.000000", "0.000000", "0.000000"},
	} {
		got := as[quoteInfo](t, c.quoteUse(hours(n)))
		if got.Official.String() != want[0] || got.Discount.String() != want[1] || got.Amount.String() != want[2] {
			t.Errorf("%s hours: %+v", n, got)
		}
	}
	fine := strings.Replace(hours("0.000001"), `"project_id"`, `"inquiry_precision":1,"project_id"`, 1)
	if got := as[quoteInfo](t, c.quoteUse(fine)); got.Official != "0.0000003200" {
		t.Errorf("%+v", got)
	}
	for what, row := range map[string]struct{ body, code string }{
		"project":      {strings.Replace(hours("1"), `"p"`, `"`+sandbox.DemoUnknownProject+`"`, 1), "CBC.99006073"},
		"specs":        {strings.Replace(hours("1"), "s6.large", "s5.large", 1), "CBC.99006006"},
		"region":       {strings.Replace(hours("1"), "cn-north-4", "cn-north-44", 1), "CBC.99006006"},
		"factor":       {strings.Replace(hours("1"), "duration", "flow", 1), "CBC.99006074"},
		"unit":         {useOf("p", `"usage_value":1,"usage_measure_id":10`), "CBC.99006050"},
		"too much":     {hours("99999999999999"), "CBC.99006055"},
		"exponent":     {hours("1e9"), "CBC.0100"},
		"negative":     {hours("-1"), "CBC.0100"},
		"no number":    {hours(`"much"`), "CBC.0100"},
		"quoted empty": {hours(`""`), "CBC.0100"},
		"used twice":   {`{"project_id":"p","product_infos":[` + product(`,"usage_factor":"Duration","usage_value":1,"usage_measure_id":4`) + "," + product(`,"usage_factor":"Duration","usage_value":1,"usage_measure_id":4`) + "]}", "CBC.0100"},
		"no products":  {`{"project_id":"p","product_infos":[]}`, "CBC.0100"},
		"none at once": {strings.Replace(hours("1"), `"subscription_num":1`, `"subscription_num":0`, 1), "CBC.0100"},
	} {
		c.refused(what, c.quoteUse(row.body), 400, row.code)
	}
}

func TestTermPrices(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for term, want := range map[string]string{
		`,"period_type":2,"period_num":3`: "480.000000", `,"period_type":3,"period_num":1`: "1920.000000",
		`,"period_type":0,"period_num":1`: "5.333333", `,"period_type":4,"period_num":10`: "3.200000",
	} {
		got := as[quoteInfo](t, c.quoteTerm(termOf(term)))
		if got.Result.Official.String() != want || len(got.Offers) != 2 || got.Offers[0].Best != 1 || got.Offers[1].Best != 0 {
			t.Errorf("%s: %+v", term, got)
		}
	}
	disk := `{"project_id":"p","product_infos":[{"id":"1","cloud_service_type":"hws.service.type.ebs","resource_type":"hws.resource.type.volume",` +
		`"resource_spec":"gpssd","region":"cn-north-4","period_type":2,"period_num":1,"subscription_num":2%s}]}`
	if got := as[quoteInfo](t, c.quoteTerm(fmt.Sprintf(disk, `,"resource_size":40,"size_measure_id":17`))); got.Result.Official != "56.000000" {
		t.Errorf("%+v", got)
	}
	c.refused("no size", c.quoteTerm(fmt.Sprintf(disk, "")), 400, "CBC.0100")
	c.refused("twelve months", c.quoteTerm(termOf(`,"period_type":2,"period_num":12`)), 400, "CBC.99006006")
	c.refused("installments", c.quoteTerm(termOf(`,"period_type":2,"period_num":1,"fee_installment_mode":"ZERO_PAY"`)), 400, "CBC.0100")
	if got := as[quoteInfo](t, c.quoteTerm(pondFor("ZERO_PAY"))); got.Result.Installed != "12000.000000" {
		t.Errorf("%+v", got)
	}
	c.ak, c.sk = sandbox.DemoViewerAccessKey, sandbox.DemoViewerSecretKey
	if a := c.quoteTerm(termOf(`,"period_type":2,"period_num":1`)); a.status != 200 || strings.Contains(a.body, "discount") {
		t.Errorf("without the right to see discounts: %s", a.body)
	}
}

// TestRenewalPriceIsWhatTheOrderCosts ties the quotation with the order.
func TestRenewalPriceIsWhatTheOrderCosts(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	quote := func(more string, ids ...string) quoteInfo {
		return as[quoteInfo](t, c.post(ratingsPath+"/period-resources/renew-rate", "{"+resourceIDs(ids...)+`,"period_type":2,"period_num":2`+more+"}"))
	}
	whole := quote("", sandbox.DemoServer)
	associated := quote(`,"include_relative_resources":true`, sandbox.DemoServer) // of which there are none
	if len(whole.Renewals) != 1 || len(associated.Renewals) != 1 || associated.Renewals[0] != whole.Renewals[0] {
		t.Errorf("%+v, %+v", whole, associated)
	}
	done := as[changed](t, c.renew(`"period_type":2,"period_num":2`, sandbox.DemoServer))
	if o := c.order(done.Orders[0]).Order; whole.Renewals[0].Amount != o.Official.String() || o.Official != "730.00" {
		t.Errorf("%+v, %+v", whole, o)
	}
	for id, code := range map[string]string{
		sandbox.DemoServerDisk: "CBC.30050007", sandbox.DemoYearly: "CBC.30050008", "nobody": "CBC.30050009",
		sandbox.DemoServer: "CBC.30050010", sandbox.DemoRunningChange: "CBC.30050011", sandbox.DemoSpecialPrefix + "unrenewable": "CBC.30050013",
	} {
		if got := quote("", id, sandbox.DemoFresh); len(got.Failed) != 1 || got.Failed[0].Code != code || len(got.Renewals) != 1 {
			t.Errorf("%s: %+v", id, got)
		}
	}
	twice := c.post(ratingsPath+"/period-resources/renew-rate", "{"+resourceIDs("a", "a")+`,"period_type":2,"period_num":2}`)
	c.refused("twice", twice, 400, "CBC.30050012")
}

func TestSpecsArePagedByMarker(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	type list struct {
		Page struct {
			Next *string `json:"next_marker"`
		} `json:"page_info"`
		Rows []struct {
			Spec string `json:"resource_spec"`
		} `json:"cloud_service_basics"`
	}
	seen := map[string]bool{}
	more, pages := "", 0
	for {
		got := as[list](t, c.ask(specsTarget(more)))
		pages++
		for _, row := range got.Rows {
			if seen[row.Spec] {
				t.Errorf("%s twice", row.Spec)
			}
			seen[row.Spec] = true
		}
		if got.Page.Next == nil {
			break
		}
		more = `,"limit":100,"marker":"` + *got.Page.Next + `"`
	}
	if len(seen) != 392 || pages != 4 {
		t.Errorf("%d on %d pages", len(seen), pages)
	}
	one := as[list](t, c.ask(specsTarget(`,"filters":[{"key":"RESOURCE_SPEC","value":"s6.large.2.linux"}]`)))
	if len(one.Rows) != 1 {
		t.Errorf("%+v", one)
	}
	c.refused("a marker alone", c.ask(specsTarget(`,"marker":"x"`)), 400, "CBC.0100")
	c.refused("unknown", c.ask(specsTarget(`,"limit":10,"marker":"x"`)), 400, "CBC.0100")
	c.refused("limit", c.ask(specsTarget(`,"limit":101`)), 400, "CBC.0100")
}

func TestDictionaryPages(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if got := as[totals](t, c.get("/v2/products/service-types")); got.total() == "0" {
		t.Error("no services")
	}
	if a := c.get("/v2/products/service-types?service_type_name=%E4%BA%91%E7%A1%AC%E7%9B%98"); !strings.Contains(a.body, `"total_count":1,`) {
		t.Error(a.body)
	}
	if a := c.get("/v2/bases/conversions?measure_type=3"); strings.Count(a.body, "conversion_ratio") != 3 {
		t.Error(a.body)
	}
	if a := c.get("/v2/systems/configs/provinces?limit=2&offset=30"); !strings.Contains(a.body, `"count":31`) || strings.Count(a.body, `"code"`) != 1 {
		t.Error(a.body)
	}
	for _, target := range []string{
		"/v2/products/service-resources?service_type_code=x&limit", "/v2/products/service-resources", "/v2/systems/configs/cities",
		"/v2/systems/configs/counties?city_code=440300&limit=null", "/v2/bases/conversions?measure_type=%22%22",
	} {
		c.refused(target, c.get(target), 400, "CBC.0100")
	}
	intl := newClient(t, international)
	intl.refused("places", intl.get("/v2/systems/configs/provinces"), 404, "APIGW.0101")
}
