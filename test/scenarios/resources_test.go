package scenarios

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// TestRenewServerWithDisks: find a server, ask for the price of another month,
// renew it with everything that belongs to it, pay, and read the new expiry.
func TestRenewServerWithDisks(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	family := s.get("/v1/resources?resourceIds=" + sandbox.DemoServer)
	if len(family.list("resources")) != 4 {
		t.Fatalf("the server comes with %d resources", len(family.list("resources")))
	}
	before := family.where("resources", "resourceId", sandbox.DemoServerDisk).text("expireTime")
	term := object{"resourceIds": []string{sandbox.DemoServer}, "periodUnit": "PERIOD_UNIT_MONTH", "periodCount": 1, "includeRelatedResources": true}
	price := s.post("/v1/prices:renewal", term)
	delete(term, "includeRelatedResources")
	order := s.post("/v1/resources:renew", term).text("orderIds[0]")
	s.get("/v1/orders/"+order).same("order.status", "ORDER_STATUS_PENDING_PAYMENT").
		same("order.officialAmount.amount", price.text("officialPrice.officialAmount.amount"))
	s.post("/v1/orders/"+order+":pay", object{})
	s.pass("20m")
	s.get("/v1/orders/"+order).same("order.status", "ORDER_STATUS_COMPLETED")
	after := s.get("/v1/resources?resourceIds=" + sandbox.DemoServer)
	for _, id := range []string{sandbox.DemoServer, sandbox.DemoServerDisk} {
		if got := after.where("resources", "resourceId", id).text("expireTime"); got <= before {
			t.Errorf("%s expires at %s, before the renewal at %s", id, got, before)
		}
	}
	s.call("POST", "/v1/resources:renew", object{"resourceIds": []string{sandbox.DemoServerDisk}, "periodUnit": "PERIOD_UNIT_MONTH", "periodCount": 1}).
		refused("FAILED_PRECONDITION", "RESOURCE_NOT_PRIMARY")
}

// TestAutoRenewal: settings, on, the charge at 03:00 China time, off again.
func TestAutoRenewal(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	find := func() answer {
		return s.get("/v1/resources?primaryOnly=true&resourceIds="+sandbox.DemoServer).where("resources", "resourceId", sandbox.DemoServer)
	}
	before := find().text("expireTime")
	s.post("/v1/resources:setRenewalSettings", object{"setting": "RESOURCE_RENEWAL_SETTING_CHARGE_DAYS_BEFORE_EXPIRY", "value": 3})
	s.post("/v1/resources/"+sandbox.DemoServer+":enableAutoRenew", object{})
	find().same("expiryPolicy", "EXPIRY_POLICY_AUTO_RENEW")
	s.pass("384h") // 16 of 20 days: too early for a charge three days ahead
	find().same("expireTime", before)
	s.pass("48h")
	if got := find().text("expireTime"); got <= before {
		t.Errorf("not renewed: expires at %s", got)
	}
	s.post("/v1/resources/"+sandbox.DemoServer+":disableAutoRenew", object{})
	s.call("POST", "/v1/resources/"+sandbox.DemoServer+":disableAutoRenew", object{}).is(400)
}

// TestToOnDemandAndUnsubscribe: one resource becomes on-demand at expiry, another
// is given back and its refund is read.
func TestToOnDemandAndUnsubscribe(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	ids := object{"operation": "EXPIRY_POLICY_OPERATION_SET_TO_ON_DEMAND", "resourceIds": []string{sandbox.DemoServer}}
	s.post("/v1/resources:setExpiryPolicy", ids)
	s.get("/v1/resources?primaryOnly=true&resourceIds="+sandbox.DemoServer).
		where("resources", "resourceId", sandbox.DemoServer).same("expiryPolicy", "EXPIRY_POLICY_TO_ON_DEMAND")
	s.pass("504h") // 21 of 20 days
	s.get("/v1/resources?primaryOnly=true&resourceIds="+sandbox.DemoServer).
		where("resources", "resourceId", sandbox.DemoServer).same("status", "RESOURCE_STATUS_CLOSED")
	order := s.post("/v1/resources:unsubscribe", object{
		"resourceIds": []string{sandbox.DemoPrepaid}, "scope": "UNSUBSCRIBE_SCOPE_RESOURCE_AND_RENEWALS",
		"reason": "UNSUBSCRIBE_REASON_OTHER", "reasonDescription": "moved",
	}).text("orderIds[0]")
	if refunds := s.get("/v1/orders/" + order + "/refunds").list("refunds"); len(refunds) == 0 {
		t.Error("no refund")
	}
}

// TestPackages: list, what is left, what was used.
func TestPackages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	packages := s.get("/v1/resourcePackages?pageSize=50&status=PACKAGE_STATUS_EFFECTIVE")
	item := packages.where("packages", "quotaReuseMode", "QUOTA_REUSE_MODE_RESETTABLE").text("items[0].itemId")
	s.get("/v1/resourcePackages/usage?itemIds="+item).same("usages[0].itemId", item)
	now := s.administer("GET", "/_sandbox/clock", nil).text("now")[:10]
	records := s.get("/v1/resourcePackages/usageRecords?itemId=" + item + "&deductDateBegin=" + now[:8] + "01&deductDateEnd=" + now)
	records.text("records[0].usedQuantity")
}
