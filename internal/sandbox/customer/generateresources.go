package customer

import (
	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// demoHolding is a row of the fixed resources.
type demoHolding struct {
	id, resource, code string
	size               int
	months, left       int // paid months, and days left of them
	policy             int
	refuses            map[string]string
	with               []demoHolding
}

func demoHoldings() []demoHolding {
	vm, disk, bandwidth := "hws.resource.type.vm", "hws.resource.type.volume", "hws.resource.type.bandwidth"
	address := demoHolding{id: demo.ServerAddress, resource: "hws.resource.type.ip", code: "5_bgp"}
	return []demoHolding{
		{id: demo.Server, resource: vm, code: shop.DemoServerSpec, months: 1, left: 20, with: []demoHolding{
			{id: demo.ServerDisk, resource: disk, code: "GPSSD", size: 100},
			address,
			{id: demo.ServerBandwidth, resource: bandwidth, code: "19_bgp", size: 5},
		}},
		{id: demo.Renewing, resource: "hws.resource.type.dcs3", code: "redis.ha.xu1.large.r2.2", months: 1, left: 12, policy: policyAutoRenew},
		{id: demo.Expired, resource: vm, code: "s7.small.1.linux", months: 3, left: -3},
		{id: demo.Frozen, resource: vm, code: "s7.small.1.win", months: 1, left: -20},
		{id: demo.Closed, resource: vm, code: "s7.small.2.linux", months: 1, left: -40},
		{id: demo.Prepaid, resource: vm, code: "c7.large.2.linux", months: 1, left: 10},
		{id: demo.Fresh, resource: vm, code: "c7.large.4.linux", months: 1, left: 28},
		{id: demo.UnpaidRenewal, resource: "hws.resource.type.obs", code: "obs.package.500", months: 12, left: 25},
		{id: demo.RunningChange, resource: vm, code: "c6.xlarge.2.linux", months: 1, left: 15},
		{id: demo.Bundle, resource: vm, code: "s6.medium.2.linux", months: 12, left: 90},
		{id: demo.WholeMachine, resource: vm, code: "m7.large.8.linux", months: 1, left: 18, with: []demoHolding{
			{id: demo.WholeDisk, resource: disk, code: "GPSSD", size: 40},
		}},
		{
			id: demo.Yearly, resource: "hws.resource.type.marketplace", code: "website.template.pro", months: 12, left: 60,
			refuses: map[string]string{callUnsubscribe: "CBC.99003650", callOnDemand: "CBC.99003608"},
		},
		{id: demo.Audited, resource: "hws.resource.type.rds.vm", code: "rds.mysql.c6.xlarge.2.ha", months: 1, left: 22},
		{id: demo.ToOnDemand, resource: vm, code: "s6.small.1.linux", months: 1, left: 1, policy: policyOnDemand},
		{id: demo.Shared, resource: "hws.resource.type.sharebandwidth", code: "19_share", size: 20, months: 6, left: 45, with: []demoHolding{
			{id: demo.SharedAddress, resource: "hws.resource.type.ip", code: "5_bgp"},
		}},
		{id: demo.DeleteAtExpiry, resource: vm, code: "s6.small.1.win", months: 1, left: 2, policy: policyDelete},
		{id: demo.FreezeAtExpiry, resource: vm, code: "s6.small.2.win", months: 1, left: 2, policy: policyFreeze},
	}
}

// specialHoldings refuse calls for what they are.
func specialHoldings() []demoHolding {
	only := func(call, code string) map[string]string { return map[string]string{call: code} }
	frozen := func(onDemand string) map[string]string {
		return map[string]string{callOnDemand: onDemand, callRenew: "CBC.99003656", callUnsubscribe: "CBC.30000052", callQuote: "CBC.30050013"}
	}
	rows := []demoHolding{
		{id: "trial", refuses: only(callUnsubscribe, "CBC.99003649")},
		{id: "invoiced", refuses: only(callUnsubscribe, "CBC.99003643")},
		{id: "solution", refuses: only(callOnDemand, "CBC.99003622")},
		{id: "devcloud", refuses: only(callUnsubscribe, "CBC.99003652")},
		{id: "package", refuses: map[string]string{callUnsubscribe: "CBC.99003647", callOnDemand: "CBC.99003611"}},
		{id: "violation", refuses: frozen("CBC.99003624")},
		{id: "police", refuses: frozen("CBC.99003625")},
		{id: "account", refuses: frozen("CBC.99003626")},
		{id: "savings", refuses: only(callUnsubscribe, "CBC.30000053")},
		{id: "addon", refuses: only(callUnsubscribe, "CBC.99003654")},
		{id: "unrenewable", refuses: map[string]string{callQuote: "CBC.30050013", callRenew: "CBC.30010069"}},
		{id: "fixed", refuses: only(callOnDemand, "CBC.99003609")},
		{id: "kept", refuses: only(callUnsubscribe, "CBC.99003645")},
		{id: "pond", resource: "hws.resource.type.cloudpond", code: "cloudpond.rack.small"},
	}
	for i := range rows {
		rows[i].id = demo.SpecialPrefix + rows[i].id
		if rows[i].resource == "" {
			rows[i].resource, rows[i].code = "hws.resource.type.elbv3", "L7_flavor.elb.s1.small"
		}
		rows[i].months, rows[i].left = 12, 100+i
	}
	return rows
}
