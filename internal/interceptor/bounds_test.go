package interceptor

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"buf.build/go/protovalidate"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/structpb"

	billsv1 "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	pricingv1 "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

// bounded are requests with lists of all kinds.
func bounded(t testing.TB) *Validator {
	t.Helper()
	v, err := NewValidator([]protoreflect.ServiceDescriptor{
		ordersv1.File_ocegate_orders_v1_orders_service_proto.Services().Get(0),
		pricingv1.File_ocegate_pricing_v1_pricing_service_proto.Services().Get(0),
		billsv1.File_ocegate_bills_v1_bills_service_proto.Services().Get(0),
		resourcesv1.File_ocegate_resources_v1_resources_service_proto.Services().Get(0),
		ticketsv1.File_ocegate_tickets_v1_cases_service_proto.Services().Get(0),
		ticketsv1.File_ocegate_tickets_v1_diagnosis_service_proto.Services().Get(0),
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func prices(items int) *pricingv1.GetOnDemandPriceRequest {
	in := &pricingv1.GetOnDemandPriceRequest{ProjectId: "p"}
	for range items {
		in.Items = append(in.Items, &pricingv1.OnDemandItem{})
	}
	return in
}

// nested is an object of anything with so many values inside each other.
func nested(depth int) *structpb.Struct {
	value := structpb.NewBoolValue(true)
	for range depth {
		value = structpb.NewListValue(&structpb.ListValue{Values: []*structpb.Value{value}})
	}
	return &structpb.Struct{Fields: map[string]*structpb.Value{"secret name": value}}
}

func filters(count, values int) *billsv1.AnalyzeCostsRequest {
	in := &billsv1.AnalyzeCostsRequest{}
	for range count {
		in.Filters = append(in.Filters, &billsv1.CostFilter{Values: make([]string, values)})
	}
	return in
}

// TestBounds holds messages and their encoded forms to the same limits: the
// second check runs before a message exists.
func TestBounds(t *testing.T) {
	t.Parallel()
	bounds := bounded(t).Bounds()
	wide := &ticketsv1.StartDiagnosisRequest{Parameters: map[string]string{}}
	for i := range 1001 {
		wide.Parameters["secret name "+strconv.Itoa(i)] = "v"
	}
	for name, c := range map[string]struct {
		message proto.Message
		want    string
	}{
		"no list":            {&ordersv1.GetOrderRequest{OrderId: "CS1"}, ""},
		"none":               {prices(0), ""},
		"as many as allowed": {prices(100), ""},
		"one too many":       {prices(101), "items must have at most 100 items"},
		"far too many":       {prices(20_000), "items must have at most 100 items"},
		"texts":              {&resourcesv1.RenewResourcesRequest{ResourceIds: make([]string, 11)}, "resource_ids must have at most 10 items"},
		"packed numbers":     {&resourcesv1.ListResourcesRequest{Statuses: make([]resourcesv1.ResourceStatus, 11)}, "statuses must have at most 10 items"},
		"packed at limit":    {&resourcesv1.ListResourcesRequest{Statuses: make([]resourcesv1.ResourceStatus, 10)}, ""},
		"all lists full":     {filters(100, 100), ""},
		"inner list":         {filters(3, 101), "filters[0].values must have at most 100 items"},
		"outer list first":   {filters(101, 101), "filters"},
		"an object":          {&ticketsv1.CreateCaseRequest{Extensions: nested(999)}, ""},
		"a deep object":      {&ticketsv1.CreateCaseRequest{Extensions: nested(1000)}, "must hold at most 1000 values, those inside of it counted"},
		"a map":              {wide, "parameters must hold at most 1000 values, those inside of it counted"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := proto.Marshal(c.message)
			if err != nil {
				t.Fatal(err)
			}
			for form, err := range map[string]error{"message": bounds.Check(c.message), "encoded": bounds.CheckEncoded(c.message, data)} {
				switch {
				case c.want == "" && err != nil, c.want != "" && err == nil:
					t.Errorf("%s: %v", form, err)
				case err != nil && !strings.Contains(err.Error(), c.want), err != nil && strings.Contains(err.Error(), "secret"):
					t.Errorf("%s: %v, want %s", form, err, c.want)
				}
			}
		})
	}
}

// TestBoundsOfRepeatedMessages: a message around a list may stand on the wire as
// often as its sender likes, and its lists add up when it is read.
func TestBoundsOfRepeatedMessages(t *testing.T) {
	t.Parallel()
	bounds := bounded(t).Bounds()
	field := (&ordersv1.ListOrdersRequest{}).ProtoReflect() // holds no list
	if err := bounds.CheckEncoded(field.Interface(), []byte{0xff}); err != nil {
		t.Error(err)
	}
	extensions := (&ticketsv1.CreateCaseRequest{}).ProtoReflect().Descriptor().Fields().ByName("extensions")
	one, err := proto.Marshal(nested(1))
	if err != nil {
		t.Fatal(err)
	}
	var data []byte
	for range 600 {
		data = protowire.AppendTag(data, extensions.Number(), protowire.BytesType)
		data = protowire.AppendBytes(data, one)
	}
	if err := bounds.CheckEncoded(&ticketsv1.CreateCaseRequest{}, data); err == nil {
		t.Error("1,200 values were taken")
	}
	for cut := range one { // what is malformed is for the reader to tell
		if err := bounds.CheckEncoded(&ticketsv1.CreateCaseRequest{}, data[:len(data)-cut-595*(len(data)/600)]); err != nil {
			t.Error(err)
		}
	}
}

// TestBoundsComeFirst: of a list that is too long nothing else is said, and its
// items are not looked at.
func TestBoundsComeFirst(t *testing.T) {
	t.Parallel()
	pay := &ordersv1.PayOrderRequest{OrderId: "CS1", Coupons: []*ordersv1.PaymentCoupon{{}, {}, {}, {}}}
	got := violations(t, DoorGRPC, payOrder, pay)
	if want := []string{"coupons: must have at most 3 items [REPEATED_MAX_ITEMS]"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// TestViolationsEnd: a request in bounds that is wrong everywhere is judged up to
// the sixteenth violation, in order, and the rest is counted as far as it was seen.
func TestViolationsEnd(t *testing.T) {
	t.Parallel()
	v := bounded(t)
	err := v.Check(t.Context(), prices(100))
	s := fault.Status(err)
	if got := len(refused(t, err)); got != mostViolations || !strings.Contains(s.Message(), "and at least ") {
		t.Errorf("%d violations, %s", got, s.Message())
	}
	if second := refused(t, err)[1].Field; !strings.HasPrefix(second, "items[0].") {
		t.Errorf("the second is about %s", second)
	}
	var refusal *fault.RefusalError
	if err := v.Check(t.Context(), filters(100, 100)); !errors.As(err, &refusal) || refusal.More > 200 {
		t.Errorf("%d more were looked for", refusal.More)
	}
}

// TestViolationsAreWhatAllRulesSay: going through a message piece by piece finds
// what the rules of the whole find.
func TestViolationsAreWhatAllRulesSay(t *testing.T) {
	t.Parallel()
	v := bounded(t)
	for _, message := range []proto.Message{prices(1), filters(2, 1), &ordersv1.PayOrderRequest{Coupons: []*ordersv1.PaymentCoupon{{}}}, &ticketsv1.CreateCaseRequest{}} {
		var want, got []string
		var broken *protovalidate.ValidationError
		if err := v.rules.Validate(message); !errors.As(err, &broken) {
			t.Fatal(err)
		}
		for _, each := range broken.Violations {
			violation := worded(each)
			want = append(want, violation.Field+violation.Rule)
		}
		for _, violation := range refused(t, v.Check(t.Context(), message)) {
			got = append(got, violation.Field+violation.Rule)
		}
		slices.Sort(want)
		slices.Sort(got)
		if len(want) == 0 || len(want) > mostViolations || !slices.Equal(got, want) {
			t.Errorf("%T:\n%v\nwant\n%v", message, got, want)
		}
	}
}

func refused(t *testing.T, err error) []fault.Violation {
	t.Helper()
	var refusal *fault.RefusalError
	if !errors.As(err, &refusal) {
		t.Fatalf("%v", err)
	}
	return refusal.Violations
}

// TestExplanationEnds: a caller who has left is not explained anything.
func TestExplanationEnds(t *testing.T) {
	t.Parallel()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := bounded(t).Check(gone, prices(100)); status.Code(fault.Error(err)) != codes.Canceled {
		t.Errorf("%v", err)
	}
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	if err := bounded(t).Check(late, prices(1)); status.Code(fault.Error(err)) != codes.DeadlineExceeded {
		t.Errorf("%v", err)
	}
}
