package sandbox_test

import (
	"net/http"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// TestKeysAreAtHomeOnOneSite lets a caller find its site by falling back from one
// to the other, and meet both codes for the wrong one.
func TestKeysAreAtHomeOnOneSite(t *testing.T) {
	t.Parallel()
	for site, want := range map[string]map[[2]string]string{
		"cn": {
			{sandbox.DemoChinaAccessKey, sandbox.DemoChinaSecretKey}:                 "",
			{sandbox.DemoInternationalAccessKey, sandbox.DemoInternationalSecretKey}: "CBC.0150",
			{sandbox.DemoForeignAccessKey, sandbox.DemoForeignSecretKey}:             "CBC.0156",
		},
		"intl": {
			{sandbox.DemoChinaAccessKey, sandbox.DemoChinaSecretKey}:                 "CBC.0150",
			{sandbox.DemoInternationalAccessKey, sandbox.DemoInternationalSecretKey}: "",
			{sandbox.DemoForeignAccessKey, sandbox.DemoForeignSecretKey}:             "CBC.0156",
		},
	} {
		for key, code := range want {
			c := newClient(t, func(cfg *sandbox.Config) { cfg.Site = site })
			c.ak, c.sk = key[0], key[1]
			a := c.get(balancesPath)
			if a.code() != code || (a.status == http.StatusForbidden) != (code != "") {
				t.Errorf("%s on %s: %d %s", key[0], site, a.status, a.body)
			}
			c.denyForeignTicket(code)
		}
	}
}

func (c *client) denyForeignTicket(code string) {
	c.t.Helper()
	if a := c.get(casesPath); (a.code() == "OSM.01010011") != (code != "") {
		c.t.Errorf("tickets of %s: %s", c.ak, a.body)
	}
}

// TestTokens: the demo token stands for the root user's signature; no other text
// does, whatever is signed beside it.
func TestTokens(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	with := func(token string, sign bool) answer {
		r := c.unsigned(http.MethodPost, payPath, `{"order_id":"`+sandbox.DemoPayableOrder+`","use_coupon":"NO","use_discount":"NO"}`)
		if sign {
			c.sign(r, `{"order_id":"`+sandbox.DemoPayableOrder+`","use_coupon":"NO","use_discount":"NO"}`)
		}
		r.Header.Set("X-Auth-Token", token)
		return c.send(r)
	}
	for _, token := range []string{"", "x", sandbox.DemoToken + " ", sandbox.DemoSecretKey} {
		c.refused("token "+token, with(token, true), 401, "APIGW.0301")
	}
	c.fine("the demo token", with(sandbox.DemoToken, false))
	if journal := c.box.Journal(); len(journal) != 1 || journal[0].OrderID != sandbox.DemoPayableOrder {
		t.Errorf("%+v", journal)
	}
}
