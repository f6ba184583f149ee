package sandbox_test

import (
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func (c *client) quota(id, more string) partnerRow {
	c.t.Helper()
	rows := c.partner(post(couponQuotasPath+"/query", list("quota_ids", id)+more)).Quotas
	if len(rows) != 1 {
		c.t.Fatalf("%s: %+v", id, rows)
	}
	return rows[0]
}

func (c *client) issue(quota, customer, face, more string) partnerAnswer {
	c.t.Helper()
	return c.partner(post(partnerCouponsPath, member("quota_id", quota), list("customer_ids", customer), `"face_value":`+face+more))
}

// TestIssuedCouponPaysAnOrder: a coupon of the partner pays the demo customer's order, and its quota gets nothing back.
func TestIssuedCouponPaysAnOrder(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	before := dec(t, c.quota(sandbox.DemoCouponQuota, "").Balance.String())
	id := c.issue(sandbox.DemoCouponQuota, sandbox.DemoDomainID, "100.5", "").Issued[0].Coupon
	c.refused("to a member", c.post(accountsPath+"/transfer-coupon", `{"customer_id":"`+sandbox.DemoMemberID+`","coupon_id":"`+id+`","amount":"1"}`), 400, "CBC.99007004")
	if got := c.quota(sandbox.DemoCouponQuota, "").Balance; before.Sub(before, dec(t, "100.5")).Cmp(dec(t, got.String())) != 0 {
		t.Errorf("%s left", got)
	}
	c.fine("pay", c.pay(sandbox.DemoPayableOrder, choice(id+":301", "")))
	c.balancesAre("4840.50", sandbox.DemoCreditBalance)
	got := c.partner(partnerCouponsPath + "?coupon_id=" + id).Coupons[0]
	if got.Status != 3 || got.Balance != "0.00" || got.Customer != sandbox.DemoDomainID {
		t.Errorf("%+v", got)
	}
	c.refused("reclaim a used coupon", c.ask(post(partnerCouponsPath+"/reclaim", member("coupon_id", id))), 400, "CBC.99003112")
	if e := c.box.Journal()[0]; e.Kind != "partner_coupon_issued" || e.Amount != "100.50" {
		t.Errorf("%+v", e)
	}
}

func TestIssuedCouponComesBack(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	before := c.quota(sandbox.DemoCouponQuota, "").Balance
	id := c.issue(sandbox.DemoCouponQuota, sandbox.DemoSubCustomer, "20", "").Issued[0].Coupon
	if a := c.ask(post(partnerCouponsPath+"/reclaim", member("coupon_id", id))); a.status != 204 || a.body != "" {
		t.Errorf("%d %s", a.status, a.body)
	}
	c.refused("again", c.ask(post(partnerCouponsPath+"/reclaim", member("coupon_id", id))), 400, "CBC.0100")
	c.refused("unknown", c.ask(post(partnerCouponsPath+"/reclaim", member("coupon_id", "nobody"))), 400, "CBC.0100")
	records := c.partner(partnerCouponsPath + "/records/query?coupon_ids=" + id).Records
	if len(records) != 2 || records[0].Kind != "2" || records[1].Kind != "1" || c.quota(sandbox.DemoCouponQuota, "").Balance != before {
		t.Errorf("%+v", records)
	}
	end := firstInstant().Add(time.Hour).Format(time.RFC3339)
	id = c.issue(sandbox.DemoCouponQuota, sandbox.DemoSubCustomer, "20", `,"expire_time":"`+end+`"`).Issued[0].Coupon
	c.advance(time.Hour)
	if got := c.partner(partnerCouponsPath + "?coupon_id=" + id).Coupons[0]; got.Status != 4 || c.quota(sandbox.DemoCouponQuota, "").Balance != before {
		t.Errorf("%+v", got)
	}
	if got := c.partner(partnerCouponsPath + "/records/query?operation_types=4&operation_types=9").Records; got[0].Coupon != id {
		t.Errorf("%+v", got)
	}
}

func TestCouponRefusals(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if got := c.issue(sandbox.DemoLimitedQuota, sandbox.DemoSubCustomer, "9999", ""); len(got.Issued) != 0 || got.Errors[0].Code != "CBC.99005003" {
		t.Errorf("%+v", got)
	}
	if got := c.issue(sandbox.DemoCouponQuota, "nobody", "1", ""); len(got.Issued) != 0 || got.Errors[0].Code != "CBC.99000047" || got.Errors[0].ID != "nobody" {
		t.Errorf("%+v", got)
	}
	if got := c.partner(partnerCouponsPath + "/records/query?result=-1").Records; len(got) != 2 {
		t.Errorf("%+v", got)
	}
	for what, row := range map[string][2]string{
		"ended":    {member("quota_id", sandbox.DemoEndedQuota), "CBC.0100"},
		"adjusted": {member("quota_id", sandbox.DemoHeldQuota), "CBC.0100"},
		"frozen":   {member("quota_id", sandbox.DemoColdQuota), "CBC.0100"},
		"unknown":  {member("quota_id", "nobody"), "CBC.0100"},
		"not mine": {member("quota_id", firstIssuedQuota), "CBC.0100"},
		"service":  {member("quota_id", sandbox.DemoCouponQuota) + `,"cloud_service_types":["hws.service.type.nothing"]`, "CBC.50000055"},
		"product":  {member("quota_id", sandbox.DemoCouponQuota) + `,"product_ids":["nothing"]`, "CBC.50000054"},
		"wider":    {member("quota_id", sandbox.DemoLimitedQuota) + `,"cloud_service_types":["hws.service.type.vpc"]`, "CBC.0100"},
		"late":     {member("quota_id", sandbox.DemoCouponQuota) + `,"expire_time":"2099-01-01T00:00:00Z"`, "CBC.0100"},
	} {
		c.refused(what, c.ask(post(partnerCouponsPath, row[0], list("customer_ids", sandbox.DemoSubCustomer), `"face_value":1`)), 400, row[1])
	}
}

// TestQuotaGoesToAnIndirectPartnerAndBack keeps the sum of all quotas.
func TestQuotaGoesToAnIndirectPartnerAndBack(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	before := c.quota(sandbox.DemoCouponQuota, "").Balance
	got := c.partner(partnerTargets()["UpdateCouponQuotas"][0])
	if len(got.Given) != 1 || len(got.Errors) != 1 || got.Errors[0].Code != "CBC.99000037" {
		t.Fatalf("%+v", got)
	}
	id := got.Given[0].Quota
	theirs := "," + ofIndirect(sandbox.DemoSecondIndirect)
	if q := c.quota(id, theirs); q.Balance != "10.00" || q.State != 0 {
		t.Errorf("%+v", q)
	}
	back := c.partner(post(couponQuotasPath+"/indirect-partner-reclaim", list("quota_ids", id, id)))
	if len(back.Given) != 1 || len(back.Errors) != 1 || c.quota(sandbox.DemoCouponQuota, "").Balance != before {
		t.Errorf("%+v", back)
	}
	records := c.partner(couponQuotasPath + "/records?quota_id=" + id).Records
	if len(records) != 2 || records[0].Kind != "11" || records[0].Amount != "10.00" {
		t.Errorf("%+v", records)
	}
	if q := c.partner("/v2/partners/issued-coupon-quotas?quota_id=" + id).Quotas; len(q) != 1 || q[0].State != 6 {
		t.Errorf("%+v", q)
	}
}
