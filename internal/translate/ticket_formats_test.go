package translate

import (
	"errors"
	"math"
	"strings"
	"testing"

	"cel.dev/expr/conformance/proto3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	productsv1 "github.com/ocegate/ocegate/gen/go/ocegate/products/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

func free(fields map[string]*structpb.Value) *structpb.Struct {
	return &structpb.Struct{Fields: fields}
}

// TestFreeJSONOfRequests writes what no plan takes apart, always in the same
// bytes.
func TestFreeJSONOfRequests(t *testing.T) {
	t.Parallel()
	in := widest(options{"single_value": plain, "single_struct": {Name: "extends_map"}, "map_string_string": {Name: "params"}, "single_bytes": plain})
	plan := mustPlan(t, "POST", in, text())
	for _, c := range []struct {
		request *proto3.TestAllTypes
		want    string
	}{
		{&proto3.TestAllTypes{}, `{}`},
		{&proto3.TestAllTypes{SingleValue: structpb.NewNullValue(), MapStringString: map[string]string{}, SingleBytes: []byte{}}, `{}`},
		{&proto3.TestAllTypes{SingleStruct: &structpb.Struct{}}, `{"extends_map":{}}`},
		{&proto3.TestAllTypes{MapStringString: map[string]string{"b": "", "a": "\"1\"", "é": "\n"}}, `{"params":{"a":"\"1\"","b":"","é":"\n"}}`},
		{&proto3.TestAllTypes{SingleBytes: []byte{0, 255, 62}}, `{"single_bytes":"AP8+"}`},
		{&proto3.TestAllTypes{SingleValue: structpb.NewNumberValue(1<<53 - 1)}, `{"single_value":9007199254740991}`},
		{&proto3.TestAllTypes{SingleValue: structpb.NewNumberValue(-0.1)}, `{"single_value":-0.1}`},
		{&proto3.TestAllTypes{SingleStruct: free(map[string]*structpb.Value{
			"z": structpb.NewBoolValue(true), "a": structpb.NewNullValue(), "m": structpb.NewStringValue("<&>"),
			"l": structpb.NewListValue(&structpb.ListValue{Values: []*structpb.Value{structpb.NewNumberValue(1), structpb.NewStructValue(&structpb.Struct{})}}),
		})}, `{"extends_map":{"a":null,"l":[1,{}],"m":"<&>","z":true}}`},
	} {
		if got := encodeLine(t, plan, c.request, Page{}); got != "/try "+c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestRefusedFreeJSON pins what free JSON cannot say, and where a caller reads so.
func TestRefusedFreeJSON(t *testing.T) {
	t.Parallel()
	plan := mustPlan(t, "POST", widest(options{"single_value": plain, "single_struct": plain, "map_string_string": plain}), text())
	member := func(value *structpb.Value) *proto3.TestAllTypes {
		return &proto3.TestAllTypes{SingleStruct: free(map[string]*structpb.Value{"a": structpb.NewListValue(&structpb.ListValue{Values: []*structpb.Value{structpb.NewNullValue(), value}})})}
	}
	for _, c := range []struct {
		request    *proto3.TestAllTypes
		field, why string
	}{
		{member(structpb.NewNumberValue(1 << 53)), "single_struct.a[1]", "must be a text"},
		{member(structpb.NewNumberValue(-1e300)), "single_struct.a[1]", "must be a text"},
		{member(structpb.NewNumberValue(math.NaN())), "single_struct.a[1]", "finite"},
		{member(structpb.NewNumberValue(math.Inf(-1))), "single_struct.a[1]", "finite"},
		{member(&structpb.Value{}), "single_struct.a[1]", "must hold a value"},
		{member(nil), "single_struct.a[1]", "must hold a value"},
		{&proto3.TestAllTypes{SingleValue: &structpb.Value{}}, "single_value", "must hold a value"},
		{&proto3.TestAllTypes{MapStringString: map[string]string{"\xff": ""}}, "map_string_string", "UTF-8"},
	} {
		call, err := plan.Encode(c.request, Page{})
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Kind != KindRequest || refusal.Field != c.field || !strings.Contains(refusal.Reason, c.why) {
			t.Errorf("%v became %v, %v, want %s", c.request, call, err, c.field)
		}
	}
}

// TestFreeNumbersOfAnswers never reads another number than the upstream wrote.
func TestFreeNumbersOfAnswers(t *testing.T) {
	t.Parallel()
	plan := mustPlan(t, "GET", text(), widest(options{"single_value": plain}))
	for body, want := range map[string]*structpb.Value{
		`1.50`: structpb.NewNumberValue(1.5), `-0`: structpb.NewNumberValue(0), `0.1`: structpb.NewNumberValue(0.1),
		`9007199254740992`: structpb.NewNumberValue(1 << 53), `1e3`: structpb.NewNumberValue(1000),
		`9007199254740993`: structpb.NewStringValue("9007199254740993"), `1e400`: structpb.NewStringValue("1e400"),
		`1e-400`: structpb.NewStringValue("1e-400"), `0.10000000000000000001`: structpb.NewStringValue("0.10000000000000000001"),
	} {
		got := &proto3.TestAllTypes{}
		if _, err := plan.Into(got).Decode([]byte(`{"error_code":"CBC.0000","single_value":` + body + `}`)); err != nil || !proto.Equal(got.GetSingleValue(), want) {
			t.Errorf("%s became %v, %v, want %v", body, got, err, want)
		}
	}
}

// TestListsOfRequests writes lists of every kind in every place.
func TestListsOfRequests(t *testing.T) {
	t.Parallel()
	lists := func(format upstreamv1.Format, id upstreamv1.Format) described {
		return widest(options{"repeated_int32": formatted(format), "repeated_int64": formatted(format), "repeated_string": formatted(id)})
	}
	comma, number := upstreamv1.Format_FORMAT_COMMA_LIST, upstreamv1.Format_FORMAT_ID_NUMBER
	request := &proto3.TestAllTypes{RepeatedInt32: []int32{0, -5}, RepeatedInt64: []int64{1<<63 - 1}, RepeatedString: []string{"7", "8"}}
	for _, c := range []struct {
		method string
		in     described
		want   string
	}{
		{"GET", lists(0, 0), "/try?repeated_int32=0&repeated_int32=-5&repeated_int64=9223372036854775807&repeated_string=7&repeated_string=8"},
		{"DELETE", lists(comma, number), "/try?repeated_int32=0,-5&repeated_int64=9223372036854775807&repeated_string=7&repeated_string=8"},
		{"POST", lists(0, 0), `/try {"repeated_int32":[0,-5],"repeated_int64":[9223372036854775807],"repeated_string":["7","8"]}`},
		{"PUT", lists(comma, number), `/try {"repeated_int32":"0,-5","repeated_int64":"9223372036854775807","repeated_string":[7,8]}`},
		{"DELETE", widest(options{"repeated_string": {Place: upstreamv1.Place_PLACE_BODY}, "repeated_int32": plain}), `/try?repeated_int32=0&repeated_int32=-5 {"repeated_string":["7","8"]}`},
	} {
		if got := encodeLine(t, mustPlan(t, c.method, c.in, text()), request, Page{}); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	for _, id := range []string{"", "007", "-1", "1.0", "+1", "9223372036854775808", "x"} {
		_, err := mustPlan(t, "GET", lists(0, number), text()).Encode(&proto3.TestAllTypes{RepeatedString: []string{"1", id}}, Page{})
		if err == nil || !strings.Contains(err.Error(), "repeated_string[1]: must") {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// TestTimesOfRequests refuses what another form would change.
func TestTimesOfRequests(t *testing.T) {
	t.Parallel()
	millis := widest(options{"single_timestamp": formatted(upstreamv1.Format_FORMAT_EPOCH_MILLIS), "single_duration": formatted(upstreamv1.Format_FORMAT_CLOCK)})
	for _, c := range []struct {
		request *proto3.TestAllTypes
		want    string
	}{
		{&proto3.TestAllTypes{SingleTimestamp: &timestamppb.Timestamp{}}, "/try?single_timestamp=0"},
		{&proto3.TestAllTypes{SingleTimestamp: &timestamppb.Timestamp{Seconds: -1, Nanos: 999_999_999}}, "/try?single_timestamp=-1"},
		{&proto3.TestAllTypes{SingleTimestamp: &timestamppb.Timestamp{Seconds: maxInstant, Nanos: 999_000_000}}, "/try?single_timestamp=253402300799999"},
		{&proto3.TestAllTypes{SingleTimestamp: &timestamppb.Timestamp{Seconds: maxInstant + 1}}, ""},
		{&proto3.TestAllTypes{SingleDuration: &durationpb.Duration{}}, "/try?single_duration=00:00:00"},
		{&proto3.TestAllTypes{SingleDuration: &durationpb.Duration{Seconds: maxSpan}}, "/try?single_duration=87660000:00:00"},
		{&proto3.TestAllTypes{SingleDuration: &durationpb.Duration{Seconds: maxSpan + 1}}, ""},
		{&proto3.TestAllTypes{SingleDuration: &durationpb.Duration{Seconds: 1, Nanos: 1}}, ""},
		{&proto3.TestAllTypes{SingleDuration: &durationpb.Duration{Seconds: -1}}, ""},
	} {
		plan := mustPlan(t, "GET", millis, text())
		if c.want != "" {
			if got := encodeLine(t, plan, c.request, Page{}); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		} else if call, err := plan.Encode(c.request, Page{}); err == nil {
			t.Errorf("%v became %+v", c.request, call)
		}
	}
}

// TestIDsInPaths takes the digits of a number, and nothing that is none.
func TestIDsInPaths(t *testing.T) {
	t.Parallel()
	plan := spoiltPlan(t, getOrderRPC, func(s *schema) {
		s.option("ocegate.orders.v1.GetOrderRequest", "order_id", func(o *upstreamv1.Field) { o.Format = upstreamv1.Format_FORMAT_ID_NUMBER })
	})
	if got := encodeLine(t, plan, &ordersv1.GetOrderRequest{OrderId: "42"}, Page{}); got != "/v2/orders/customer-orders/details/42" {
		t.Error(got)
	}
	for _, id := range []string{"", "x", "4/2", "-1"} {
		if call, err := plan.Encode(&ordersv1.GetOrderRequest{OrderId: id}, Page{}); err == nil {
			t.Errorf("%q became %+v", id, call)
		}
	}
}

// TestCursors page by marker alone: the upstream decides how much it returns.
func TestCursors(t *testing.T) {
	t.Parallel()
	plan := spoiltPlan(t, specificationsRPC, func(s *schema) {
		s.operation("ListResourceSpecifications", cursor)
		s.drop(specificationsIn, "page_size")
	})
	for _, c := range []struct {
		page Page
		want string
	}{{Page{}, "{}"}, {Page{Limit: 7}, "{}"}, {Page{Marker: "m"}, `{"marker":"m"}`}} {
		if got := encodeLine(t, plan, &productsv1.ListResourceSpecificationsRequest{}, c.page); !strings.HasSuffix(got, " "+c.want) {
			t.Errorf("%+v became %s, want %s", c.page, got, c.want)
		}
	}
	size, token := plan.Page(&productsv1.ListResourceSpecificationsRequest{PageSize: 5, PageToken: "t"})
	if size != 0 || token != "t" || !plan.Pages() {
		t.Errorf("page of %d, %q", size, token)
	}
}
