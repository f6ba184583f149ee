package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const balancesPath = "/v2/accounts/customer-accounts/balances"

// TestRefusedSignatures changes one thing of a valid request at a time; the
// unchanged request is the control.
func TestRefusedSignatures(t *testing.T) {
	t.Parallel()
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	authorization := func(from, to string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), from, to, 1))
		}
	}
	const failed = "verify aksk signature fail"
	for what, row := range map[string]struct {
		change  func(*http.Request)
		message string
	}{
		"no credentials":     {func(r *http.Request) { r.Header.Del("Authorization") }, "no credentials"},
		"token":              {header("X-Auth-Token", "MIIF"), "decrypt token fail"},
		"empty token":        {header("X-Auth-Token", ""), "decrypt token fail"},
		"other algorithm":    {authorization("SDK-HMAC-SHA256", "SDK-HMAC-SM3"), "algorithm"},
		"no access key":      {authorization("Access="+sandbox.DemoAccessKey+", ", ""), "needs Access"},
		"unknown access key": {authorization(sandbox.DemoAccessKey, "NOBODY"), "Get secretKey failed,ak:NOBODY,err:ak not exist"},
		"part twice":         {authorization("Access=", "Signature=ab, Access="), "malformed"},
		"other signature":    {authorization("Signature=", "Signature=0"), failed},
		"no signature": {func(r *http.Request) {
			r.Header.Set("Authorization", strings.Split(r.Header.Get("Authorization"), ", Sig")[0])
		}, "needs Access"},
		"date not signed":          {authorization("x-sdk-date", "x-sdk-dote"), "x-sdk-date is not among"},
		"header not sent":          {authorization("SignedHeaders=", "SignedHeaders=x-absent;"), "sorted"},
		"absent header, sorted":    {authorization("SignedHeaders=", "SignedHeaders=a-absent;"), failed},
		"upper-case header":        {authorization("x-sdk-date", "x-sdk-date;X-sdk-date"), "lower case"},
		"header listed twice":      {authorization("x-sdk-date", "x-sdk-date;x-sdk-date"), "sorted and unique"},
		"no date":                  {func(r *http.Request) { r.Header.Del("X-Sdk-Date") }, "must be sent once"},
		"two dates":                {func(r *http.Request) { r.Header.Add("X-Sdk-Date", r.Header.Get("X-Sdk-Date")) }, "must be sent once"},
		"ISO date":                 {header("X-Sdk-Date", "2026-11-23T04:05:06Z"), "yyyyMMddTHHmmssZ"},
		"date moved":               {header("X-Sdk-Date", "20261123T040507Z"), failed},
		"method changed":           {func(r *http.Request) { r.Method, r.URL.Path = http.MethodPost, payPath }, failed},
		"query added":              {func(r *http.Request) { r.URL.RawQuery = "limit=1" }, failed},
		"body added":               {func(r *http.Request) { *r = *withBody(r, "{}") }, failed},
		"signed header changed":    {header("User-Agent", "other"), failed},
		"foreign security token":   {header("X-Security-Token", "x"), "do not belong together"},
		"foreign payload hash":     {header("X-Sdk-Content-Sha256", strings.Repeat("0", 64)), failed},
		"payload called unsigned":  {header("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD"), failed},
		"derived signature scheme": {authorization("SDK-HMAC-SHA256", "V11-HMAC-SHA256"), "algorithm"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c := newClient(t)
			r := c.unsigned(http.MethodGet, balancesPath, "")
			r.Header.Set("User-Agent", "test")
			c.sign(r, "")
			c.fine("the unchanged request", c.send(r.Clone(t.Context())))
			row.change(r)
			a := c.send(r)
			c.refused(what, a, 401, "APIGW.0301")
			if !strings.Contains(a.body, "Incorrect IAM authentication information: ") || !strings.Contains(a.body, row.message) {
				t.Errorf("want %q in %s", row.message, a.body)
			}
		})
	}
}

func withBody(r *http.Request, body string) *http.Request {
	out := r.Clone(r.Context())
	out.Body = http.NoBody
	fresh, err := http.NewRequestWithContext(r.Context(), r.Method, r.URL.String(), strings.NewReader(body))
	if err == nil {
		out.Body, out.ContentLength = fresh.Body, fresh.ContentLength
	}
	return out
}

func TestSignatureCoversWhatCallersMaySend(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, target := range []string{
		ordersPath + "?order_id=a%20b%2Bc%2F%E4%B8%AD%7E&service_type_code=%25",
		ordersPath + "?status&order_type=",
		ordersPath + "?service_type_code=z&order_id=%22a",
		ordersPath + "/details/%E8%AE%A2%20%E5%8D%95",
		"/v2/promotions/benefits/coupons?source_id=a+b",
	} {
		if a := c.get(target); a.status == 401 {
			t.Errorf("%s: %s", target, a.body)
		}
	}
	t.Run("host and content length", func(t *testing.T) {
		t.Parallel()
		body := `{"order_id":"nobody"}`
		r := c.unsigned(http.MethodPut, cancelPath, body)
		r.Header.Set("Host", "bss.example.test") // signed by our signer as a header, sent as the Host line
		r.Header.Set("Content-Length", "21")
		c.sign(r, body)
		r.Header.Del("Host")
		r.Header.Del("Content-Length")
		c.refused("host", c.send(r), 400, "CBC.30000010")
	})
	t.Run("unsigned payload", func(t *testing.T) {
		t.Parallel()
		body := `{"order_id":"nobody"}`
		r := c.unsigned(http.MethodPut, cancelPath, body)
		r.Header.Set("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD")
		c.sign(r, body)
		c.refused("unsigned payload", c.send(r), 400, "CBC.30000010")
	})
	t.Run("hash of another body", func(t *testing.T) {
		t.Parallel()
		r := c.unsigned(http.MethodPut, cancelPath, `{"order_id":"nobody"}`)
		r.Header.Set("X-Sdk-Content-Sha256", sha(`{"order_id":"somebody"}`))
		c.sign(r, "")
		c.refused("hash of another body", c.send(r), 401, "APIGW.0301")
	})
	t.Run("body bytes as sent", func(t *testing.T) {
		t.Parallel()
		body := "{ \"order_id\" :\t\"nobody\"}\n"
		c.refused("spaces", c.put(cancelPath, body), 400, "CBC.30000010")
	})
}

func TestClockSkew(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, offset := range []time.Duration{-15 * time.Minute, 15 * time.Minute} {
		signed := c.request(http.MethodGet, balancesPath, "")
		c.clock.move(offset)
		c.fine("at the edge", c.send(signed.Clone(t.Context())))
		c.clock.move(offset / 900) // one second further
		a := c.send(signed)
		c.refused("beyond the edge", a, 401, "APIGW.0301")
		if !strings.Contains(a.body, "15 minutes") {
			t.Errorf("no reason in %s", a.body)
		}
		c.clock.move(-offset - offset/900)
	}
}

func TestSixthFailureLocksTheKey(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	bad := func() answer {
		r := c.request(http.MethodGet, balancesPath, "")
		r.Header.Set("Authorization", r.Header.Get("Authorization")+"0")
		return c.send(r)
	}
	const locked = "AK access failed to reach the limit,forbidden"
	for range 5 {
		bad()
	}
	c.fine("five failures do not lock, and a success starts the count anew", c.get(balancesPath))
	for range 6 {
		if a := bad(); strings.Contains(a.body, locked) {
			t.Error("locked too early")
		}
	}
	a := c.get(balancesPath)
	c.refused("right signature of a locked key", a, 401, "APIGW.0301")
	if !strings.Contains(a.body, locked) {
		t.Errorf("want %q in %s", locked, a.body)
	}
	other := *c
	other.ak, other.sk = sandbox.DemoViewerAccessKey, sandbox.DemoViewerSecretKey
	c.fine("another key", other.get(balancesPath))
	c.clock.move(5*time.Minute - time.Second)
	c.refused("just before the end", c.get(balancesPath), 401, "APIGW.0301")
	c.clock.move(time.Second)
	c.fine("after five minutes", c.get(balancesPath))
}

func TestTemporaryKeys(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.ak, c.sk, c.token = sandbox.DemoTemporaryAccessKey, sandbox.DemoTemporarySecretKey, sandbox.DemoSecurityToken
	c.fine("pair with its token", c.get(balancesPath))
	c.token = "other"
	c.refused("pair with another token", c.get(balancesPath), 401, "APIGW.0301")
	c.token = ""
	c.refused("pair without token", c.get(balancesPath), 401, "APIGW.0301")
}

func TestPrincipals(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	as := func(ak, sk string) *client {
		other := *c
		other.ak, other.sk = ak, sk
		return &other
	}
	viewer := as(sandbox.DemoViewerAccessKey, sandbox.DemoViewerSecretKey)
	a := viewer.pay(sandbox.DemoPayableOrder, "")
	c.refused("viewer pays", a, 403, "CBC.0151")
	if !strings.Contains(a.body, "correct permission code is billing:order:pay") {
		t.Errorf("the wanted action is not named: %s", a.body)
	}
	if a := viewer.get(ordersPath + "/order-discounts?order_id=" + sandbox.DemoCouponOrder); a.body != `{"discounts":[]}` {
		t.Errorf("discounts without the right: %s", a.body)
	}
	partner := as(sandbox.DemoPartnerAccessKey, sandbox.DemoPartnerSecretKey)
	c.refused("partner pays", partner.pay(sandbox.DemoPayableOrder, ""), 403, "CBC.0155")
	c.refused("partner cancels", partner.cancel(sandbox.DemoPayableOrder), 403, "CBC.0155")
	refunds := ordersPath + "/refund-orders?order_id=" + sandbox.DemoRefundOrder
	c.refused("partner without customer", partner.get(refunds), 400, "CBC.0100")
	c.fine("partner with customer", partner.get(refunds+"&customer_id="+sandbox.DemoDomainID))
	foreign := as(sandbox.DemoForeignAccessKey, sandbox.DemoForeignSecretKey)
	c.refused("key of the other site", foreign.get(balancesPath), 403, "CBC.0156")
}

func TestThrottlePerOperation(t *testing.T) {
	t.Parallel()
	for path, quota := range map[string]int{
		ordersPath:   20,
		balancesPath: 20,
		"/v2/promotions/benefits/stored-value-cards?status=1":  5,
		ordersPath + "/details/" + sandbox.DemoPayableOrder:    10,
		"/v2/promotions/benefits/coupons":                      10,
		changesPath + "?balance_type=BALANCE_TYPE_DEBIT":       10,
		ordersPath + "/order-discounts?order_id=x":             10,
		ordersPath + "/refund-orders?order_id=x&customer_id=y": 10,
	} {
		c := newClient(t, throttled)
		for range quota {
			if a := c.get(path); a.status == 429 {
				t.Fatalf("%s: throttled within its quota of %d", path, quota)
			}
		}
		a := c.get(path)
		c.refused(path, a, 429, "APIGW.0308")
		if !strings.Contains(a.body, "policy user over ratelimit,limit:"+itoa(quota)+",time:1 second") || a.header.Get("Retry-After") == "" {
			t.Errorf("%s: %s %v", path, a.body, a.header)
		}
		c.refused("another operation has its own quota", c.cancel("nobody"), 400, "CBC.30000010")
		c.clock.move(time.Second)
		if a := c.get(path); a.status == 429 {
			t.Errorf("%s: still throttled in the next second", path)
		}
	}
}

func TestThrottleCanBeSwitched(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	path := "/v2/promotions/benefits/stored-value-cards?status=1"
	for range 10 {
		c.fine("off", c.get(path))
	}
	c.fine("switch", c.admin(http.MethodPut, "settings", `{"throttle":true}`))
	c.clock.move(time.Second)
	for range 5 {
		c.fine("on", c.get(path))
	}
	c.refused("on", c.get(path), 429, "APIGW.0308")
	c.box.Reset(1)
	c.fine("reset clears the counts", c.get(path))
}
