package sdkold_test

import (
	"errors"
	"testing"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// onlyEffect is the first effect of a call that must have one.
func (c *client) effects(method, request string, kinds ...string) []sandbox.Effect {
	c.t.Helper()
	before := len(c.box.Journal())
	if _, err := c.call(method, request); err != nil {
		c.t.Errorf("%s %s: %v", method, request, err)
		return nil
	}
	got := c.box.Journal()[before:]
	for i, e := range got {
		if len(got) != len(kinds) || e.Kind != kinds[i] {
			c.t.Errorf("%s %s did %v, want %v", method, request, got, kinds)
			return nil
		}
	}
	if len(got) != len(kinds) {
		c.t.Errorf("%s %s did nothing, want %v", method, request, kinds)
		return nil
	}
	return got
}

func resources(ids, more string) string {
	return `{"body":{"resource_ids":["` + ids + `"]` + more + `}}`
}

// TestOldClientAlwaysSendsAnExpirePolicy: the struct of then has a member that the
// one of today has not, and writes it even when nobody set it.
func TestOldClientAlwaysSendsAnExpirePolicy(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		c := newClient(t, site)
		done := c.effects("RenewalResources", resources(sandbox.DemoServer, `,"period_type":2,"period_num":1,"is_auto_pay":1`), "order_created", "order_paid")
		if len(done) == 2 && (done[0].Amount != "365.00" || done[1].Amount != "310.25") {
			t.Errorf("%s: %+v", site, done)
		}
	}
}

func TestOldClientWrites(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, site)
			pay := `{"body":{"order_id":"` + sandbox.DemoPayableOrder + `","use_coupon":"NO","use_discount":"NO"}}`
			if done := c.effects("PayOrders", pay, "order_paid"); len(done) == 1 && done[0].Amount != "260.00" {
				t.Errorf("%+v", done)
			}
			c.refused("PayOrders", pay, "CBC.99003106")
			c.effects("CancelCustomerOrder", `{"body":{"order_id":"`+sandbox.DemoCancelOrder+`"}}`, "order_cancelled")
			c.effects("AutoRenewalResources", `{"resource_id":"`+sandbox.DemoServer+`"}`, "auto_renewal_on")
			c.effects("CancelAutoRenewalResources", `{"resource_id":"`+sandbox.DemoServer+`"}`, "auto_renewal_off")
			c.effects("UpdatePeriodToOnDemand", resources(sandbox.DemoServer, `,"operation":"SET_UP"`), "on_demand_at_expiry_on")
			leave := resources(sandbox.DemoFresh+`","nobody`, `,"unsubscribe_type":1`)
			c.effects("CancelResourcesSubscription", leave, "order_created")
			c.refused("CancelResourcesSubscription", resources("nobody", `,"unsubscribe_type":1`), "CBC.30000067")
		})
	}
}

func TestOldClientMovesMoneyOfAnEnterprise(t *testing.T) {
	t.Parallel()
	c := newClient(t, siteCN)
	move := func(amount, trans string) string {
		return `{"body":{"customer_id":"` + sandbox.DemoMemberID + `","amount":"` + amount + `","trans_id":"` + trans + `"}}`
	}
	c.effects("UpdateSubEnterpriseAmount", move("10", "T1"), "amount_transferred")
	c.refused("UpdateSubEnterpriseAmount", move("10", "T1"), "CBC.99007009")
	c.effects("ReclaimSubEnterpriseAmount", move("10", "T2"), "amount_reclaimed")
}

// refused wants an error answer with a code, and no effect.
func (c *client) refused(method, request, code string) {
	c.t.Helper()
	before := len(c.box.Journal())
	_, err := c.call(method, request)
	var answer *sdkerr.ServiceResponseError
	if !errors.As(err, &answer) || answer.ErrorCode != code || len(c.box.Journal()) != before {
		c.t.Errorf("%s %s: %v, want %s and no effect", method, request, err, code)
	}
}
