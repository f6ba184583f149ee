package translate

import (
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

const (
	specificationsIn  = "ocegate.products.v1.ListResourceSpecificationsRequest"
	specificationsOut = "ocegate.products.v1.ListResourceSpecificationsResponse"
	costsIn           = "ocegate.bills.v1.AnalyzeCostsRequest"
	groupingMessage   = "ocegate.bills.v1.CostGrouping"
	serviceResource   = "ocegate.products.v1.ServiceResource"
	memberIn          = "ocegate.enterprises.v1.CreateMemberAccountRequest"
)

// formatFaults spoil the formats that only some domains need.
func formatFaults() []planFault {
	change := func(rpc string, change func(*upstreamv1.Operation)) func(*schema) {
		return func(s *schema) { s.operation(rpc, change) }
	}
	option := func(message, field string, change func(*upstreamv1.Field)) func(*schema) {
		return func(s *schema) { s.option(message, field, change) }
	}
	name := func(message, field, name string) func(*schema) {
		return option(message, field, func(o *upstreamv1.Field) { o.Name = name })
	}
	format := func(message, field string, format upstreamv1.Format) func(*schema) {
		return option(message, field, func(o *upstreamv1.Field) { o.Format = format })
	}
	return []planFault{
		{"dotted name in the query", name(listOrdersIn, "order_id", "order.id"), []string{listOrdersIn + ".order_id", "not a member of an object in the body"}},
		{"two dots in a request", name(memberIn, "account_name", "a.b.c"), []string{memberIn + ".account_name", "not a member of an object in the body"}},
		{"dot at the end of a request", name(memberIn, "account_name", "a."), []string{memberIn + ".account_name", "not a member of an object in the body"}},
		{"group under a member's name", name(memberIn, "display_name", "new_sub_customer"), []string{memberIn + ".account_name", `"new_sub_customer" stands twice`}},
		{"member under a group's name", name(memberIn, "financial_custody", "new_sub_customer"), []string{memberIn + ".financial_custody", `"new_sub_customer" stands twice`}},
		{"member of a group twice", name(memberIn, "password", "new_sub_customer.customer_name"), []string{memberIn + ".password", `"customer_name" stands twice`}},
		{"two dots in an answer", name(serviceResource, "description", "a.b.c"), []string{serviceResource + ".description", "not a member of an object"}},
		{"dot at the start in an answer", name(serviceResource, "description", ".c"), []string{serviceResource + ".description", "not a member of an object"}},
		{"group under a member's name in an answer", name(serviceResource, "resource_type_code", "basic_info"), []string{serviceResource + ".service_type_code", `"basic_info" stands twice`}},
		{"member of a group twice in an answer", name(serviceResource, "description", "basic_info.name"), []string{serviceResource + ".description", `"name" stands twice`}},
		{"sibling that is a group", option("ocegate.bills.v1.Invoice", "amount", func(o *upstreamv1.Field) { o.Currency = "addressInfo" }), []string{`sibling "addressInfo" is not a text`}},
		{"words in a group without companion", func(s *schema) {
			s.option("ocegate.bills.v1.RelatedResource", "type", func(o *upstreamv1.Field) { o.Name = "x.type" })
			s.drop("ocegate.bills.v1.RelatedResource", "type_code")
		}, []string{"RelatedResource.type", "need a FORMAT_UNKNOWN_CODE"}},
		{"marker and offset", change("ListResourceSpecifications", func(o *upstreamv1.Operation) { o.Paging.Offset = "offset" }), []string{"ListResourceSpecifications", "an offset or a marker"}},
		{"marker and by hand", change("ListResourceSpecifications", func(o *upstreamv1.Operation) { o.Paging.ByHand = true }), []string{"ListResourceSpecifications", "neither offset nor marker"}},
		{"neither marker nor offset", change("ListResourceSpecifications", func(o *upstreamv1.Operation) { o.Paging.Marker = "" }), []string{"ListResourceSpecifications", "an offset or a marker"}},
		{"numbered markers", change("ListResourceSpecifications", func(o *upstreamv1.Operation) { o.Paging.PageNumbers = true }), []string{"ListResourceSpecifications", "a marker is no page number"}},
		{"marker only in the request", func(s *schema) {
			s.operation("ListResourceSpecifications", func(o *upstreamv1.Operation) { o.Evidence = o.GetEvidence()[1:] })
			s.option(specificationsOut, "next_page_token", func(o *upstreamv1.Field) { o.Name = "" })
		}, []string{"ListResourceSpecifications", "in the request and in the answer, or in neither"}},
		{"marker only in the answer", name(listOrdersOut, "next_page_token", "next_marker"), []string{"ListOrders", "in the request and in the answer, or in neither"}},
		{"marker under a field's name", change("ListResourceSpecifications", func(o *upstreamv1.Operation) { o.Paging.Marker = "region_code" }), []string{"ListResourceSpecifications", `"region_code" is empty or stands twice`}},
		{"no body of a GET", change("ListOrders", func(o *upstreamv1.Operation) { o.NoBody = true }), []string{"ListOrders", "no_body says nothing here"}},
		{"fields without a body", change("CancelOrder", func(o *upstreamv1.Operation) { o.NoBody = true }), []string{"CancelOrder", "has no body for order_id"}},
		{"group without a body", change("CreateMemberAccount", func(o *upstreamv1.Operation) { o.NoBody = true }), []string{"CreateMemberAccount", "has no body for"}},
		{"evidence of a code", change("SetRenewalSettings", func(o *upstreamv1.Operation) { o.Evidence = []string{"error_code"} }), []string{"SetRenewalSettings", "evidence is for a body"}},
		{"text of a query", format(listOrdersIn, "status", upstreamv1.Format_FORMAT_TEXT), []string{listOrdersIn + ".status", "only in the body"}},
		{"text of a text", format(specificationsIn, "region_code", upstreamv1.Format_FORMAT_TEXT), []string{specificationsIn + ".region_code", "cannot be sent from a string"}},
		{"key without its format", option(specificationsIn, "region_code", func(o *upstreamv1.Field) { o.Key = "x" }), []string{specificationsIn + ".region_code", "stand together"}},
		{"key and value without key", option(specificationsIn, "resource_spec_code", func(o *upstreamv1.Field) { o.Key = "" }), []string{specificationsIn + ".resource_spec_code", "stand together"}},
		{"key and value in the query", option(listOrdersIn, "order_id", func(o *upstreamv1.Field) { o.Format, o.Key = upstreamv1.Format_FORMAT_KEY_VALUE, "x" }), []string{listOrdersIn + ".order_id", "only stand in the body"}},
		{"key and value in an answer", option(orderMessage, "order_id", func(o *upstreamv1.Field) { o.Format = upstreamv1.Format_FORMAT_KEY_VALUE }), []string{orderMessage + ".order_id", "cannot be read"}},
		{"list of keys and values", option("ocegate.resources.v1.RenewResourcesRequest", "resource_ids", func(o *upstreamv1.Field) { o.Format, o.Key = upstreamv1.Format_FORMAT_KEY_VALUE, "x" }), []string{"resource_ids", "a list is not in the closed set"}},
		{"list of decimals in a request", format("ocegate.resources.v1.RenewResourcesRequest", "resource_ids", upstreamv1.Format_FORMAT_DECIMAL), []string{"resource_ids", "a list is not in the closed set"}},
		{"Y and N of a text", format(memberIn, "password", upstreamv1.Format_FORMAT_Y_N), []string{memberIn + ".password", "cannot be sent from a string"}},
		{"text beside nothing", name(groupingMessage, "key", "type.x"), []string{groupingMessage + ".key", "no enum field before it"}},
		{"text beside digits", format("ocegate.orders.v1.PaymentCoupon", "coupon_id", upstreamv1.Format_FORMAT_UNKNOWN_CODE), []string{"PaymentCoupon.coupon_id", "no enum field before it"}},
		{"text beside a code of digits", func(s *schema) {
			s.option(costsIn, "period_end", func(o *upstreamv1.Field) {
				o.Name, o.Format = "time_unit", upstreamv1.Format_FORMAT_UNKNOWN_CODE
			})
			s.option(costsIn, "time_unit", func(o *upstreamv1.Field) { o.Name = "time_unit" })
		}, []string{costsIn + ".period_end", "digits need no text"}},
		{"optional text beside an enum", func(s *schema) {
			s.option(specificationsIn, "resource_spec_code", func(o *upstreamv1.Field) {
				o.Name, o.Format, o.Key = "charge_mode", upstreamv1.Format_FORMAT_UNKNOWN_CODE, ""
			})
		}, []string{specificationsIn + ".resource_spec_code", "needs a plain string"}},
	}
}
