package sandbox_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	ordersPath  = "/v2/orders/customer-orders"
	payPath     = "/v3/orders/customer-orders/pay"
	cancelPath  = "/v2/orders/customer-orders/cancel"
	changesPath = "/v2/accounts/customer-accounts/account-change-records"
)

func TestQueryParametersAreCheckedAgainstTheCatalogue(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for what, target := range map[string]string{
		"unknown name":              ordersPath + "?page_size=10",
		"upper-case name":           ordersPath + "?Limit=10",
		"carried twice":             ordersPath + "?status=6&status=5",
		"not an integer":            ordersPath + "?limit=ten",
		"fraction":                  ordersPath + "?limit=1.0",
		"plus sign":                 ordersPath + "?limit=%2B1",
		"beyond int32":              ordersPath + "?offset=2147483648",
		"limit zero":                ordersPath + "?limit=0",
		"limit above the maximum":   ordersPath + "?limit=101",
		"negative offset":           ordersPath + "?offset=-1",
		"status for answers only":   ordersPath + "?status=2",
		"unknown order type":        ordersPath + "?order_type=5",
		"unknown method":            ordersPath + "?method=all",
		"unknown sort key":          ordersPath + "?order_by=paymentTime",
		"too long an id":            ordersPath + "?order_id=" + strings.Repeat("x", 65),
		"time without Z":            ordersPath + "?create_time_begin=2026-01-01T00:00:00",
		"time with fractions":       ordersPath + "?create_time_begin=2026-01-01T00:00:00.5Z",
		"time with an offset":       ordersPath + "?create_time_begin=2026-01-01T00:00:00%2B08:00",
		"window backwards":          ordersPath + "?create_time_begin=2026-02-01T00:00:00Z&create_time_end=2026-01-01T00:00:00Z",
		"window over a year":        ordersPath + "?create_time_begin=2025-01-01T00:00:00Z&create_time_end=2026-01-01T00:00:01Z",
		"payment window over":       ordersPath + "?payment_time_begin=2025-01-01T00:00:00Z&payment_time_end=2026-01-01T00:00:01Z",
		"details limit":             ordersPath + "/details/" + sandbox.DemoLargeOrder + "?limit=101",
		"details long id":           ordersPath + "/details/" + strings.Repeat("x", 65),
		"coupon offset alone":       "/v2/promotions/benefits/coupons?offset=1",
		"coupon type":               "/v2/promotions/benefits/coupons?coupon_type=5",
		"coupon status":             "/v2/promotions/benefits/coupons?status=6",
		"card status":               "/v2/promotions/benefits/stored-value-cards?status=3",
		"account kind":              changesPath + "?balance_type=BALANCE_TYPE_COUPON",
		"day with time":             changesPath + "?balance_type=BALANCE_TYPE_DEBIT&trade_time_begin=2026-01-01T00:00:00Z",
		"impossible day":            changesPath + "?balance_type=BALANCE_TYPE_DEBIT&trade_time_begin=2026-02-30",
		"change window over a year": changesPath + "?balance_type=BALANCE_TYPE_DEBIT&trade_time_begin=2024-01-01&trade_time_end=2026-01-01",
		"change window open":        changesPath + "?balance_type=BALANCE_TYPE_DEBIT&trade_time_begin=2024-01-01",
		"trade type":                changesPath + "?balance_type=BALANCE_TYPE_DEBIT&trade_type=DEDUCT",
		"channel list":              changesPath + "?balance_type=BALANCE_TYPE_DEBIT&payment_channel_id=1,,2",
		"coupon trade type":         "/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON&trade_type=RECHARGE",
		"parameters where none are": "/v2/accounts/customer-accounts/balances?limit=10",
	} {
		c.refused(what, c.get(target), 400, "CBC.0100")
	}
	for what, target := range map[string]string{
		"exactly a year": ordersPath + "?create_time_begin=2025-01-01T00:00:00Z&create_time_end=2026-01-01T00:00:00Z",
		"limit 1":        ordersPath + "?limit=1",
		"limit 100":      ordersPath + "?limit=100",
		"largest offset": ordersPath + "?offset=2147483647",
		"folded sort":    ordersPath + "?order_by=CREATETIME",
		"channels":       changesPath + "?balance_type=BALANCE_TYPE_DEBIT&payment_channel_id=1,2,320",
	} {
		c.fine(what, c.get(target))
	}
}

func TestMalformedQueriesAreTheGatewaysBusiness(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, query := range []string{"status=%zz", "%zz=1", "=1", "order_id=%ff"} {
		c.refused(query, c.get(ordersPath+"?"+query), 400, "APIGW.0201")
	}
}

func TestBodiesAreCheckedAgainstTheCatalogue(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for what, body := range map[string]string{
		"required missing":     `{"use_coupon":"NO","use_discount":"NO"}`,
		"required null":        `{"order_id":null,"use_coupon":"NO","use_discount":"NO"}`,
		"required empty":       `{"order_id":"","use_coupon":"NO","use_discount":"NO"}`,
		"too long":             `{"order_id":"` + strings.Repeat("x", 65) + `","use_coupon":"NO","use_discount":"NO"}`,
		"number for text":      `{"order_id":1,"use_coupon":"NO","use_discount":"NO"}`,
		"unknown member":       `{"order_id":"x","use_coupon":"NO","use_discount":"NO","note":1}`,
		"camel case":           `{"orderId":"x","use_coupon":"NO","use_discount":"NO"}`,
		"carried twice":        `{"order_id":"x","order_id":"y","use_coupon":"NO","use_discount":"NO"}`,
		"enum value":           `{"order_id":"x","use_coupon":"yes","use_discount":"NO"}`,
		"bool for enum":        `{"order_id":"x","use_coupon":true,"use_discount":"NO"}`,
		"object for array":     `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":{}}`,
		"text for object":      `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":["a"]}`,
		"nested required":      `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a"}]}`,
		"nested unknown":       `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":301,"n":1}]}`,
		"nested worded type":   `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":"cash"}]}`,
		"nested quoted enum":   `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":"1"}]}`,
		"quoted fraction":      `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":"301.0"}]}`,
		"quoted and spaced":    `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":" 301"}]}`,
		"quoted and empty":     `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":""}]}`,
		"nested fraction":      `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":301.0}]}`,
		"nested enum":          `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":1}]}`,
		"nested empty id":      `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"","type":301}]}`,
		"discount of the site": `{"order_id":"x","use_coupon":"NO","use_discount":"YES","discount_infos":[{"id":"a","type":1}]}`,
		"four coupons":         `{"order_id":"x","use_coupon":"YES","use_discount":"NO","coupon_infos":[{"id":"a","type":301},{"id":"b","type":301},{"id":"c","type":301},{"id":"d","type":301}]}`,
		"two discounts":        `{"order_id":"x","use_coupon":"NO","use_discount":"YES","discount_infos":[{"id":"a","type":0},{"id":"b","type":0}]}`,
		"array":                `[]`,
		"null":                 `null`,
		"text":                 `"x"`,
		"two values":           `{} {}`,
		"cut off":              `{"order_id":"x"`,
		"not UTF-8":            "{\"order_id\":\"\xff\"}",
		"deep":                 `{"coupon_infos":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`,
	} {
		c.refused(what, c.post(payPath, body), 400, "CBC.0100")
	}
}

func TestMediaRules(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	body := `{"order_id":"` + sandbox.DemoCancelOrder + `"}`
	send := func(contentType, body string, change func(*http.Request)) answer {
		r := c.unsigned(http.MethodPut, cancelPath, body)
		r.Header.Del("Content-Type")
		if contentType != "" {
			r.Header.Set("Content-Type", contentType)
		}
		if change != nil {
			change(r)
		}
		c.sign(r, body)
		return c.send(r)
	}
	c.refused("no media type", send("", body, nil), 400, "CBC.0100")
	c.refused("no body", send("application/json", "", nil), 400, "CBC.0100")
	c.refused("form", send("application/x-www-form-urlencoded", body, nil), 415, "APIGW.0201")
	c.refused("broken type", send("application/json; charset", body, nil), 415, "APIGW.0201")
	c.refused("charset", send("application/json; charset=gbk", body, nil), 415, "APIGW.0201")
	c.refused("no length", send("application/json", body, func(r *http.Request) { r.ContentLength = -1 }), 411, "APIGW.0201")
	c.fine("with charset", send("application/json;charset=UTF-8", body, nil))
	get := c.request(http.MethodGet, "/v2/accounts/customer-accounts/balances", "{}")
	c.refused("body on GET", c.send(get), 400, "APIGW.0201")
}

func TestSizesAreCapped(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	body := strings.Repeat(" ", 12<<20+1)
	c.refused("announced body", c.send(c.unsigned(http.MethodPut, cancelPath, body)), 413, "APIGW.0201")
	r := c.unsigned(http.MethodPut, cancelPath, body)
	r.ContentLength = -1
	c.refused("chunked body", c.send(r), 413, "APIGW.0201")
	c.refused("12 MB itself reach the next check", c.send(c.unsigned(http.MethodPut, cancelPath, body[1:])), 401, "APIGW.0301")
	c.refused("URI", c.get(ordersPath+"?order_id="+strings.Repeat("x", 32<<10)), 414, "APIGW.0201")
	one := c.unsigned(http.MethodGet, ordersPath, "")
	one.Header.Set("X-Long", strings.Repeat("x", 32<<10+1))
	c.refused("one header", c.send(one), 494, "APIGW.0201")
	many := c.unsigned(http.MethodGet, ordersPath, "")
	for range 5 {
		many.Header.Add("X-Many", strings.Repeat("x", 30<<10))
	}
	c.refused("all headers", c.send(many), 494, "APIGW.0201")
}

func TestRoutesAreExact(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for what, r := range map[string]*http.Request{
		"unknown path":        c.request(http.MethodGet, "/v2/orders", ""),
		"trailing slash":      c.request(http.MethodGet, ordersPath+"/", ""),
		"double slash":        c.request(http.MethodGet, "/v2//orders/customer-orders", ""),
		"wrong method":        c.request(http.MethodPost, ordersPath, "{}"),
		"HEAD":                c.request(http.MethodHead, ordersPath, ""),
		"empty variable":      c.request(http.MethodGet, ordersPath+"/details/", ""),
		"one segment further": c.request(http.MethodGet, ordersPath+"/details/a/b", ""),
		"root":                c.request(http.MethodGet, "/", ""),
		"dots":                c.request(http.MethodGet, ordersPath+"/details/../../customer-orders", ""),
	} {
		a := c.send(r)
		c.refused(what, a, 404, "APIGW.0101")
		if !strings.Contains(a.body, `"request_id":"`+a.header.Get("X-Request-Id")+`"`) {
			t.Errorf("%s: the gateway's body must name the request: %s", what, a.body)
		}
	}
	a := c.get(ordersPath + "/details/a%2Fb")
	c.refused("an escaped slash stays in the id", a, 400, "CBC.30000010")
}

func TestLenientModeForgives(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	settings := c.box.Settings()
	settings.Strict = false
	if err := c.box.SetSettings(settings); err != nil {
		t.Fatal(err)
	}
	c.fine("unknown parameter", c.get(ordersPath+"?page_size=10"))
	c.fine("coupons with NO", c.pay(sandbox.DemoPayableOrder,
		`"use_coupon":"NO","use_discount":"NO","coupon_infos":[{"id":"x","type":301}],"note":1`))
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	name := func(language string) answer {
		r := c.unsigned(http.MethodGet, ordersPath+"/details/"+sandbox.DemoPayableOrder, "")
		if language != "" {
			r.Header.Set("X-Language", language)
		}
		c.sign(r, "")
		return c.send(r)
	}
	for language, want := range map[string]string{
		"": "弹性云服务器", "zh_CN": "弹性云服务器", "zh_cn": "弹性云服务器",
		"en_US": "Elastic Cloud Server", "EN_us": "Elastic Cloud Server", "en-us": "Elastic Cloud Server",
		"en-US": "Elastic Cloud Server", "zh-cn": "弹性云服务器", "ZH-CN": "弹性云服务器",
	} {
		if a := name(language); !strings.Contains(a.body, want) {
			t.Errorf("%q: no %s in %.300s", language, want, a.body)
		}
	}
	c.refused("unknown", name("fr_FR"), 400, "CBC.0100")
	c.refused("unknown with a hyphen", name("en-gb"), 400, "CBC.0100")
}
