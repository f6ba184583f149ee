package cases_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// bound is the most that the upstream publishes for a field: characters of a text,
// or items of a list.
type bound struct {
	field string
	most  int
}

func bounds() []bound {
	const tickets, resources, enterprises = "ocegate.tickets.v1.", "ocegate.resources.v1.", "ocegate.enterprises.v1."
	return []bound{
		{tickets + "ListNewMessagesRequest.case_ids", 100},
		{tickets + "ListUnreadCountsRequest.case_ids", 100},
		{tickets + "ListCasesRequest.search_keys", 3},
		{tickets + "SearchCasesRequest.search_keys", 3},
		{tickets + "PerformCaseActionRequest.scores", 100},
		{tickets + "GetCaseExtendedParametersRequest.case_id", 64},
		{resources + "RenewResourcesRequest.resource_ids", 10},
		{resources + "UnsubscribeResourcesRequest.resource_ids", 10},
		{"ocegate.pricing.v1.GetRenewalPriceRequest.resource_ids", 10},
		{"ocegate.pricing.v1.ListCommercialDiscountsRequest.service_type_codes", 100},
		{"ocegate.pricing.v1.ListCommercialDiscountsRequest.charging_modes", 20},
		{enterprises + "CreateMemberAccountRequest.organization_id", 20},
		{enterprises + "CreateMemberAccountRequest.display_name", 64},
	}
}

// TestPublishedBounds takes the most that is published, and not one more.
func TestPublishedBounds(t *testing.T) {
	t.Parallel()
	for _, b := range bounds() {
		found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(b.field))
		field, ok := found.(protoreflect.FieldDescriptor)
		if err != nil || !ok {
			t.Errorf("%s: %v", b.field, err)
			continue
		}
		for _, count := range []int{b.most, b.most + 1} {
			if refused := refuses(t, field, count); refused != (count > b.most) {
				t.Errorf("%d in %s: refused %t", count, b.field, refused)
			}
		}
	}
}

// refuses fills one field of a request and says whether the rules of that field
// refuse it, whatever else the request lacks.
func refuses(t *testing.T, field protoreflect.FieldDescriptor, count int) bool {
	t.Helper()
	kind, err := protoregistry.GlobalTypes.FindMessageByName(field.ContainingMessage().FullName())
	if err != nil {
		t.Fatal(err)
	}
	request := kind.New()
	if !field.IsList() {
		request.Set(field, protoreflect.ValueOfString(strings.Repeat("a", count)))
	}
	for i := range count {
		switch {
		case !field.IsList():
		case field.Enum() != nil:
			request.Mutable(field).List().Append(protoreflect.ValueOfEnum(1))
		case field.Message() != nil:
			request.Mutable(field).List().AppendMutable()
		default:
			request.Mutable(field).List().Append(protoreflect.ValueOfString(fmt.Sprintf("id%d", i)))
		}
	}
	return violates(request.Interface(), string(field.Name()))
}

func violates(request proto.Message, field string) bool {
	var invalid *protovalidate.ValidationError
	if !errors.As(protovalidate.Validate(request), &invalid) {
		return false
	}
	for _, v := range invalid.Violations {
		if path := v.Proto.GetField().GetElements(); len(path) == 1 && path[0].GetFieldName() == field && path[0].GetSubscript() == nil {
			return true
		}
	}
	return false
}

// TestPublishedRanges: numbers at both ends of what is published, and one beyond.
func TestPublishedRanges(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		rpc, request string
		sound        bool
	}{
		{"RenewResources", `"resourceIds":["r"],"periodUnit":2,"periodCount":11`, true},
		{"RenewResources", `"resourceIds":["r"],"periodUnit":2,"periodCount":12`, false},
		{"RenewResources", `"resourceIds":["r"],"periodUnit":2,"periodCount":0`, false},
		{"RenewResources", `"resourceIds":["r"],"periodUnit":3,"periodCount":3`, true},
		{"RenewResources", `"resourceIds":["r"],"periodUnit":3,"periodCount":4`, false},
		{"EnableAutoRenew", `"resourceId":"r","renewalCount":0`, true},
		{"EnableAutoRenew", `"resourceId":"r","renewalCount":99`, true},
		{"EnableAutoRenew", `"resourceId":"r","renewalCount":100`, false},
		{"SetRenewalSettings", `"setting":1,"value":2`, true},
		{"SetRenewalSettings", `"setting":1,"value":7`, true},
		{"SetRenewalSettings", `"setting":1,"value":1`, false},
		{"SetRenewalSettings", `"setting":1,"value":8`, false},
		{"SetRenewalSettings", `"setting":2,"value":-1`, true},
		{"SetRenewalSettings", `"setting":2,"value":28`, true},
		{"SetRenewalSettings", `"setting":2,"value":29`, false},
	} {
		request := messageOf(t, methodOf(t, "ocegate.resources.v1.ResourceService/"+test.rpc).Input())
		if err := protojson.Unmarshal([]byte("{"+test.request+"}"), request); err != nil {
			t.Fatal(err)
		}
		if err := protovalidate.Validate(request); (err == nil) != test.sound {
			t.Errorf("%s %s: %v", test.rpc, test.request, err)
		}
	}
}
