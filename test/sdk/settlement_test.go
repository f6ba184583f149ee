package sdk_test

import "encoding/json"

// settlement is where the answer to a call about several items, each of which
// costs or gives money, tells what came of them. The vendor's client takes an
// answer that leaves items open for a success, the facade for an unknown outcome
// (its own tests hold it to that), so answers that are to be compared tell.
type settlement struct {
	public, upstream string // the list of items in requests of the facade and of the vendor
	list             string // the list of the answer that names each of them
	id               string // the member of its rows that does; empty where one order stands for all
	// must are the members that no row of a list may lack.
	must map[string][]string
}

func settlements() map[string]settlement {
	resources := settlement{
		public: "resourceIds", upstream: "resource_ids", list: "order_ids", must: map[string][]string{"fail_resource_infos": {"resource_id"}},
	}
	return map[string]settlement{
		"RenewalResources":            resources,
		"CancelResourcesSubscription": resources,
		"UpdatePeriodToOnDemandInstantly": {
			public: "resourceIds", upstream: "resource_ids", list: "to_ondemand_service_results", id: "resource_id",
			must: map[string][]string{"to_ondemand_service_results": {"resource_id", "result"}},
		},
		"CreatePartnerCoupons": {
			public: "customerIds", upstream: "customer_ids", list: "coupon_infos", id: "id",
			must: map[string][]string{"coupon_infos": {"id", "coupon_id"}, "error_details": {"id"}},
		},
		"UpdateCouponQuotas": {
			public: "indirectPartnerIds", upstream: "indirect_partner_ids", list: "simple_quota_infos", id: "id",
			must: map[string][]string{"simple_quota_infos": {"id", "quota_id"}, "error_details": {"id"}},
		},
		"ReclaimCouponQuotas": {
			public: "quotaIds", upstream: "quota_ids", list: "simple_quota_infos", id: "quota_id",
			must: map[string][]string{"simple_quota_infos": {"quota_id"}, "error_details": {"id"}},
		},
	}
}

// settle makes an answer tell what came of the items.
func (s settlement) settle(tree map[string]any, items []any) {
	rows, _ := tree[s.list].([]any)
	if s.id == "" {
		tree[s.list] = append([]any{"CS1"}, named(rows)...)
	} else {
		for i, item := range items {
			if i == len(rows) {
				rows = append(rows, map[string]any{})
			}
			row, _ := rows[i].(map[string]any)
			row[s.id] = item
		}
		tree[s.list] = rows
	}
	for name, members := range s.must {
		list, _ := tree[name].([]any)
		for _, item := range list {
			complete(item, members)
		}
	}
}

// named are the texts that are not empty.
func named(texts []any) []any {
	var all []any
	for _, text := range texts {
		if text != "" && text != nil {
			all = append(all, text)
		}
	}
	return all
}

// complete fills in what a row may not lack.
func complete(item any, members []string) {
	row, isRow := item.(map[string]any)
	if !isRow {
		return
	}
	for _, name := range members {
		switch {
		case row[name] != nil && row[name] != "":
		case name == "result":
			row[name] = "SUCCESS"
		default:
			row[name] = "X1"
		}
	}
}

// settled makes an answer tell what came of the items of a public request.
func (o operation) settled(tree, request map[string]any) map[string]any {
	if s, ok := settlements()[o.sdk]; ok {
		items, _ := request[s.public].([]any)
		s.settle(tree, items)
	}
	return tree
}

// settling answers every request with what tells of its items.
func (o operation) settling(tree map[string]any, write func(map[string]any) []byte) reply {
	s, ok := settlements()[o.sdk]
	if !ok {
		body := write(tree)
		return func(received) []byte { return body }
	}
	return func(r received) []byte {
		var request map[string]any
		if json.Unmarshal(r.body, &request) != nil {
			return nil
		}
		items, _ := request[s.upstream].([]any)
		s.settle(tree, items)
		return write(tree)
	}
}
