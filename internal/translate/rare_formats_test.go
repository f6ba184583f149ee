package translate

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/restcall"
)

func created(format upstreamv1.Format) described {
	return described{"ocegate.orders.v1.Order", options{"create_time": formatted(format), "order_id": plain}}
}

func named(format upstreamv1.Format) described {
	return described{"google.protobuf.StringValue", options{"value": formatted(format)}}
}

func spans() described {
	return described{"google.rpc.RetryInfo", options{"retry_delay": formatted(upstreamv1.Format_FORMAT_CLOCK)}}
}

func contents() described {
	return described{"google.protobuf.BytesValue", options{"value": plain}}
}

func labels() described {
	return described{"google.rpc.ErrorInfo", options{"reason": plain, "metadata": plain}}
}

func order(at time.Time) *ordersv1.Order {
	return &ordersv1.Order{CreateTime: timestamppb.New(at)}
}

var eight = time.Date(2026, 10, 31, 8, 0, 0, 0, time.UTC)

// TestRareAnswers reads the forms that service tickets use.
func TestRareAnswers(t *testing.T) {
	t.Parallel()
	zoned, millis := created(upstreamv1.Format_FORMAT_ZONED_INSTANT), created(upstreamv1.Format_FORMAT_EPOCH_MILLIS)
	for _, c := range []struct {
		out  described
		body string
		want proto.Message // nil: refused
	}{
		{zoned, `"create_time":"2026-10-31T08:00:00Z"`, order(eight)},
		{zoned, `"create_time":"2026-10-31 08:00:00"`, order(eight)},
		{zoned, `"create_time":"2026-10-31T16:00:00+0800"`, order(eight)},
		{zoned, `"create_time":"2026-10-31T08:00:00.5"`, order(eight.Add(500 * time.Millisecond))},
		{zoned, `"create_time":""`, &ordersv1.Order{}},
		{zoned, `"create_time":"31.10.2026"`, &ordersv1.Order{}},
		{zoned, `"create_time":"2026-02-30 08:00:00"`, &ordersv1.Order{}},
		{millis, `"create_time":1793433600123`, order(eight.Add(123 * time.Millisecond))},
		{millis, `"create_time":"1793433600000"`, order(eight)},
		{millis, `"create_time":-1`, order(time.Unix(-1, 999_000_000))},
		{millis, `"create_time":0`, order(time.Unix(0, 0))},
		{millis, `"create_time":1.5`, &ordersv1.Order{}},
		{millis, `"create_time":999999999999999999`, &ordersv1.Order{}},
		{spans(), `"retry_delay":"01:02:03"`, &errdetails.RetryInfo{RetryDelay: durationpb.New(3723 * time.Second)}},
		{spans(), `"retry_delay":"100:00:00"`, &errdetails.RetryInfo{RetryDelay: durationpb.New(100 * time.Hour)}},
		{spans(), `"retry_delay":"1:60:00"`, nil},
		{spans(), `"retry_delay":"01:02"`, nil},
		{named(upstreamv1.Format_FORMAT_ID_NUMBER), `"value":9007199254740993`, wrapperspb.String("9007199254740993")},
		{named(upstreamv1.Format_FORMAT_ID_NUMBER), `"value":"7"`, wrapperspb.String("7")},
		{named(upstreamv1.Format_FORMAT_ID_NUMBER), `"value":7.0`, wrapperspb.String("7")},
		{contents(), `"value":"aGk="`, wrapperspb.Bytes([]byte("hi"))},
		{contents(), `"value":"aGk"`, nil},
		{labels(), `"metadata":{"a":"x","b":5,"c":null}`, &errdetails.ErrorInfo{Metadata: map[string]string{"a": "x", "b": "5"}}},
		{labels(), `"metadata":{"a":{}}`, nil},
		{labels(), `"metadata":[]`, nil},
		{labels(), `"metadata":{"a":"x","a":"y"}`, nil},
	} {
		if c.want == nil {
			got := newMessage(t, mustDescriptor(t, c.out.name))
			if _, err := mustPlan(t, "GET", flags(0), c.out).Into(got).Decode([]byte(`{"error_code":"CBC.0000",` + c.body + `}`)); err == nil {
				t.Errorf("%s became %v", c.body, got)
			}
			continue
		}
		got := c.want.ProtoReflect().New().Interface()
		if _, err := mustPlan(t, "GET", flags(0), c.out).Into(got).Decode([]byte(`{"error_code":"CBC.0000",` + c.body + `}`)); err != nil || !proto.Equal(got, c.want) {
			t.Errorf("%s became %v, %v, want %v", c.body, got, err, c.want)
		}
	}
}

// TestRareRequests writes them.
func TestRareRequests(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   described
		from proto.Message
		want string
	}{
		{created(upstreamv1.Format_FORMAT_ZONED_INSTANT), order(eight), `{"create_time":"2026-10-31 08:00:00"}`},
		{created(upstreamv1.Format_FORMAT_EPOCH_MILLIS), order(eight.Add(123456 * time.Microsecond)), `{"create_time":1793433600123}`},
		{spans(), &errdetails.RetryInfo{RetryDelay: durationpb.New(3723 * time.Second)}, `{"retry_delay":"01:02:03"}`},
		{spans(), &errdetails.RetryInfo{RetryDelay: durationpb.New(100 * time.Hour)}, `{"retry_delay":"100:00:00"}`},
		{spans(), &errdetails.RetryInfo{RetryDelay: durationpb.New(-time.Second)}, "not a negative one"},
		{named(upstreamv1.Format_FORMAT_ID_NUMBER), wrapperspb.String("9007199254740993"), `{"value":9007199254740993}`},
		{named(upstreamv1.Format_FORMAT_ID_NUMBER), wrapperspb.String("007"), "id of digits"},
		{named(upstreamv1.Format_FORMAT_ID_NUMBER), wrapperspb.String("-7"), "id of digits"},
		{named(upstreamv1.Format_FORMAT_ID_NUMBER), wrapperspb.String("x"), "id of digits"},
		{contents(), wrapperspb.Bytes([]byte("hi")), `{"value":"aGk="}`},
		{contents(), wrapperspb.Bytes(nil), `{}`},
		{labels(), &errdetails.ErrorInfo{Metadata: map[string]string{"b": "\"", "a": "x"}}, `{"metadata":{"a":"x","b":"\""}}`},
		{labels(), &errdetails.ErrorInfo{}, `{}`},
	} {
		call, err := mustPlan(t, "POST", c.in, flags(0)).Encode(c.from, Page{})
		switch {
		case err != nil && !strings.Contains(err.Error(), c.want), err == nil && string(call.Body) != c.want:
			t.Errorf("%v became %v, %v, want %s", c.from, call, err, c.want)
		}
	}
}

// TestRepeatedParameters sends a list in the query as often as it has elements,
// as the vendor's client does where no comma is asked for.
func TestRepeatedParameters(t *testing.T) {
	t.Parallel()
	in := described{"google.rpc.DebugInfo", options{"stack_entries": plain, "detail": formatted(upstreamv1.Format_FORMAT_ID_NUMBER)}}
	call, err := mustPlan(t, "GET", in, text()).Encode(&errdetails.DebugInfo{StackEntries: []string{"a,b", "c"}, Detail: "5"}, Page{})
	if err != nil || len(call.Query) != 3 || call.Query[0] != (restcall.Param{Name: "stack_entries", Value: "a,b"}) || call.Query[1].Value != "c" || call.Query[2] != (restcall.Param{Name: "detail", Value: "5"}) {
		t.Errorf("%+v, %v", call, err)
	}
	if _, err := mustPlan(t, "GET", in, text()).Encode(&errdetails.DebugInfo{StackEntries: []string{""}}, Page{}); err == nil {
		t.Error("an empty element was sent")
	}
	ids := described{"google.rpc.DebugInfo", options{"stack_entries": formatted(upstreamv1.Format_FORMAT_ID_NUMBER)}}
	call, err = mustPlan(t, "POST", ids, text()).Encode(&errdetails.DebugInfo{StackEntries: []string{"1", "2"}}, Page{})
	if err != nil || string(call.Body) != `{"stack_entries":[1,2]}` {
		t.Errorf("%s, %v", call.Body, err)
	}
}

// TestDeleteWithBody sends a body where a field is said to stand in one, and
// only there.
func TestDeleteWithBody(t *testing.T) {
	t.Parallel()
	in := described{"google.protobuf.StringValue", options{"value": {Place: upstreamv1.Place_PLACE_BODY}}}
	call, err := mustPlan(t, "DELETE", in, flags(0)).Encode(wrapperspb.String("x"), Page{})
	if err != nil || string(call.Body) != `{"value":"x"}` {
		t.Errorf("%+v, %v", call, err)
	}
	call, err = mustPlan(t, "DELETE", text(), flags(0)).Encode(wrapperspb.String("x"), Page{})
	if err != nil || call.Body != nil || len(call.Query) != 1 {
		t.Errorf("%+v, %v", call, err)
	}
}

// TestZoneOfTheTickets is of the one call that cannot ask for UTC: what it sends
// and gets is in GMT+8, unless an offset says otherwise.
func TestZoneOfTheTickets(t *testing.T) {
	t.Parallel()
	plan := compileAll(t, upstreamv1.Site_SITE_CN).Plan(ticketsv1.CaseService_SearchCases_FullMethodName)
	call, err := plan.Encode(&ticketsv1.SearchCasesRequest{CreateTimeBegin: timestamppb.New(eight)}, Page{Limit: 10})
	if err != nil || !slices.Contains(call.Query, restcall.Param{Name: "queryStartTime", Value: "2026-10-31 16:00:00"}) {
		t.Errorf("%v, %v", call, err)
	}
	for written, want := range map[string]time.Time{
		"2026-10-31T16:00:00Z": eight, "2026-10-31 16:00:00": eight, "2026-10-31T16:00:00+08:00": eight, "2026-10-31T08:00:00+00:00": eight,
		"0001-01-01 08:00:00": time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		got := &ticketsv1.SearchCasesResponse{}
		_, err := plan.Into(got).Decode([]byte(`{"totalCount":1,"incidentInfoList":[{"createTime":"` + written + `"}]}`))
		if err != nil || !got.GetCases()[0].GetCreateTime().AsTime().Equal(want) {
			t.Errorf("%s: %v, %v", written, got, err)
		}
	}
	early := &ticketsv1.SearchCasesResponse{}
	if _, err := plan.Into(early).Decode([]byte(`{"incidentInfoList":[{"createTime":"0001-01-01 07:59:59"}]}`)); err != nil || early.GetCases()[0].GetCreateTime() != nil {
		t.Errorf("an instant before the first year: %v, %v", early, err)
	}
	if call, err := plan.Encode(&ticketsv1.SearchCasesRequest{CreateTimeEnd: timestamppb.New(time.Unix(maxInstant, 0))}, Page{Limit: 10}); err == nil {
		t.Errorf("an instant after the last year: %v", call)
	}
}
