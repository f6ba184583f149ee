package translate

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	legacyv1 "github.com/ocegate/ocegate/gen/go/ocegate/legacy/v1"
	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// TestBodiesOfPartnerRequests pins the JSON kind of amounts and flags: the
// upstream wants some amounts as numbers and some flags as texts.
func TestBodiesOfPartnerRequests(t *testing.T) {
	t.Parallel()
	set := compileAll(t, upstreamv1.Site_SITE_INTL)
	give := func(amount string) proto.Message {
		return &partnersv1.SetCustomerBudgetRequest{CustomerId: "c", BudgetAmount: &typev1.Money{CurrencyCode: "USD", Amount: amount}}
	}
	const budget = partnersv1.PartnerAccountService_SetCustomerBudget_FullMethodName
	for _, c := range []struct {
		method string
		in     proto.Message
		want   string // behind the path; empty when it is refused
	}{
		{budget, give("007.50"), `{"customer_id":"c","budget_amount":7.50}`},
		{budget, give("-0.1"), `{"customer_id":"c","budget_amount":-0.1}`},
		{budget, give("NaN"), ""},
		{budget, give(""), ""},
		{budget, &partnersv1.SetCustomerBudgetRequest{CustomerId: "c", Unfreeze: true, FreezeAutomatically: proto.Bool(false)}, `{"customer_id":"c","cancel_partner_frozen":"1","frozen_operate_type":0}`},
		{
			partnersv1.PartnerCustomerService_CreateCustomer_FullMethodName,
			&partnersv1.CreateCustomerRequest{NoMarketingMessages: true, AssociationType: 1, WaitForAssociation: true},
			`{"is_close_market_ms":"true","cooperation_type":"1","include_association_result":true}`,
		},
	} {
		call, err := set.Plan(c.method).Encode(c.in, Page{})
		switch {
		case (err == nil) != (c.want != ""):
			t.Errorf("%v: %v", c.in, err)
		case err == nil && string(call.Body) != c.want:
			t.Errorf("got %s, want %s", call.Body, c.want)
		}
	}
}

// TestMoneyNumberNeedsABody is refused when the plan is made.
func TestMoneyNumberNeedsABody(t *testing.T) {
	t.Parallel()
	changed := newSchema(t)
	changed.operation("SetCustomerBudget", func(o *upstreamv1.Operation) {
		o.Method, o.Effect = "GET", upstreamv1.Effect_EFFECT_READ
	})
	_, err := Compile(changed.services(), upstreamv1.Site_SITE_INTL)
	if err == nil || !strings.Contains(err.Error(), "budget_amount: a choice between text and number says something only in the body") {
		t.Error(err)
	}
}

// TestRowsInsideAnObject counts the rows of a list that stands one object further
// in, and reads its total beside it.
func TestRowsInsideAnObject(t *testing.T) {
	t.Parallel()
	plan := planFor(t, legacyv1.LegacyService_ListLegacyOrders_FullMethodName)
	out := &legacyv1.ListLegacyOrdersResponse{}
	answer, err := plan.Into(out).Decode([]byte(`{"data":{"orderInfos":[{"orderId":"1"},{"orderId":"2"}],"totalSize":5}}`))
	if err != nil {
		t.Fatal(err)
	}
	total, counted := plan.Total(out)
	if answer.Rows != 2 || !counted || total != 5 || len(out.GetOrders()) != 2 {
		t.Errorf("%d rows of %d: %v", answer.Rows, total, out)
	}
}
