package translate

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// The closed set holds kinds that no public message has yet. They are tested
// with messages that are linked anyway: partly described again, with options.

// described is a linked message with some of its fields.
type described struct {
	name   protoreflect.FullName
	fields map[string]*upstreamv1.Field
}

// file describes the message in a file of its own.
func (d described) file(tb testing.TB, known *overlay) protoreflect.FileDescriptor {
	tb.Helper()
	linked, err := protoregistry.GlobalTypes.FindMessageByName(d.name)
	if err != nil {
		tb.Fatal(err)
	}
	message := protodesc.ToDescriptorProto(linked.Descriptor())
	message.NestedType, message.EnumType, message.OneofDecl, message.ExtensionRange = nil, nil, nil, nil
	message.Field = slices.DeleteFunc(message.GetField(), func(f *descriptorpb.FieldDescriptorProto) bool { return d.fields[f.GetName()] == nil })
	out := &descriptorpb.FileDescriptorProto{
		Name: proto.String(string(d.name) + ".proto"), Package: proto.String(string(d.name.Parent())), Syntax: proto.String("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{message},
	}
	source := linked.Descriptor()
	for _, field := range message.GetField() {
		original := source.Fields().ByName(protoreflect.Name(field.GetName()))
		field.OneofIndex, field.Proto3Optional, field.DefaultValue = nil, nil, nil
		field.Options = &descriptorpb.FieldOptions{}
		proto.SetExtension(field.GetOptions(), upstreamv1.E_Field, d.fields[field.GetName()])
		if original.HasPresence() && original.Message() == nil {
			field.Label = descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum()
			field.Proto3Optional, field.OneofIndex = proto.Bool(true), proto.Int32(int32(len(message.GetOneofDecl())))
			message.OneofDecl = append(message.OneofDecl, &descriptorpb.OneofDescriptorProto{Name: proto.String("_" + field.GetName())})
		}
		if original.Enum() != nil {
			out.Dependency = append(out.Dependency, original.Enum().ParentFile().Path())
		}
		if original.Message() != nil {
			out.Dependency = append(out.Dependency, original.Message().ParentFile().Path())
		}
	}
	slices.Sort(out.Dependency)
	out.Dependency = slices.Compact(out.Dependency)
	file, err := protodesc.NewFile(out, known)
	if err != nil {
		tb.Fatal(err)
	}
	if err := known.local.RegisterFile(file); err != nil {
		tb.Fatal(err)
	}
	return file
}

// planOf compiles the plan of an RPC between two such messages.
func planOf(tb testing.TB, method string, in, out described) (*Plan, error) {
	tb.Helper()
	known := &overlay{local: new(protoregistry.Files)}
	operation := &upstreamv1.Operation{
		Service: upstreamv1.Service_SERVICE_OSM, TimeZoneHeader: true,
		Name: "Try", Method: method, Path: "/try", Sites: []upstreamv1.Site{upstreamv1.Site_SITE_CN},
		Effect: upstreamv1.Effect_EFFECT_READ, Shape: upstreamv1.Shape_SHAPE_CODE_IN_BODY,
	}
	options := &descriptorpb.MethodOptions{}
	proto.SetExtension(options, upstreamv1.E_Operation, operation)
	inFile := in.file(tb, known)
	outFile := inFile
	if in.name != out.name {
		outFile = out.file(tb, known)
	}
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("try.proto"), Package: proto.String("ocegate.try.v1"), Syntax: proto.String("proto3"),
		Dependency: slices.Compact([]string{inFile.Path(), outFile.Path()}),
		Service: []*descriptorpb.ServiceDescriptorProto{{Name: proto.String("TryService"), Method: []*descriptorpb.MethodDescriptorProto{{
			Name: proto.String("Try"), InputType: proto.String("." + string(in.name)), OutputType: proto.String("." + string(out.name)), Options: options,
		}}}},
	}, known)
	if err != nil {
		tb.Fatal(err)
	}
	set, err := Compile([]protoreflect.ServiceDescriptor{file.Services().Get(0)}, upstreamv1.Site_SITE_CN)
	if err != nil {
		return nil, err
	}
	return set.Plan("/ocegate.try.v1.TryService/Try"), nil
}

type options map[string]*upstreamv1.Field

func formatted(format upstreamv1.Format) *upstreamv1.Field { return &upstreamv1.Field{Format: format} }

var plain = &upstreamv1.Field{}

func optionals(flag upstreamv1.Format) described {
	return described{"google.protobuf.FieldDescriptorProto", options{"name": plain, "number": plain, "proto3_optional": formatted(flag), "json_name": plain}}
}

// text is a message of no interest.
func text() described {
	return described{"google.protobuf.StringValue", options{"value": plain}}
}

func quotas() described {
	return described{"google.rpc.QuotaFailure.Violation", options{"quota_value": plain, "future_quota_value": plain, "subject": plain}}
}

func flags(format upstreamv1.Format) described {
	return described{"google.protobuf.BoolValue", options{"value": formatted(format)}}
}

func mustPlan(tb testing.TB, method string, in, out described) *Plan {
	tb.Helper()
	plan, err := planOf(tb, method, in, out)
	if err != nil {
		tb.Fatal(err)
	}
	return plan
}

func TestOptionalKindsOfRequests(t *testing.T) {
	t.Parallel()
	query := mustPlan(t, "GET", optionals(upstreamv1.Format_FORMAT_YES_NO), text())
	body := mustPlan(t, "POST", optionals(upstreamv1.Format_FORMAT_YES_NO), text())
	for _, c := range []struct {
		request         *descriptorpb.FieldDescriptorProto
		query, jsonBody string
	}{
		{&descriptorpb.FieldDescriptorProto{}, "/try", `/try {}`},
		{&descriptorpb.FieldDescriptorProto{Name: proto.String("")}, "/try", `/try {}`},
		{&descriptorpb.FieldDescriptorProto{Number: proto.Int32(0), Proto3Optional: proto.Bool(false)}, "/try?number=0&proto3_optional=NO", `/try {"number":0,"proto3_optional":"NO"}`},
		{&descriptorpb.FieldDescriptorProto{Name: proto.String("x"), Number: proto.Int32(-7), Proto3Optional: proto.Bool(true)}, "/try?name=x&number=-7&proto3_optional=YES", `/try {"name":"x","number":-7,"proto3_optional":"YES"}`},
	} {
		if got := encodeLine(t, query, c.request, Page{}); got != c.query {
			t.Errorf("got  %s\nwant %s", got, c.query)
		}
		if got := encodeLine(t, body, c.request, Page{}); got != c.jsonBody {
			t.Errorf("got  %s\nwant %s", got, c.jsonBody)
		}
	}
}

func TestWideNumbersOfRequests(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		request         *errdetails.QuotaFailure_Violation
		query, jsonBody string
	}{
		{&errdetails.QuotaFailure_Violation{}, "/try", `/try {}`},
		{&errdetails.QuotaFailure_Violation{FutureQuotaValue: proto.Int64(0)}, "/try?future_quota_value=0", `/try {"future_quota_value":0}`},
		{&errdetails.QuotaFailure_Violation{QuotaValue: -1 << 63, FutureQuotaValue: proto.Int64(1<<63 - 1)}, "/try?quota_value=-9223372036854775808&future_quota_value=9223372036854775807", `/try {"quota_value":-9223372036854775808,"future_quota_value":9223372036854775807}`},
	} {
		if got := encodeLine(t, mustPlan(t, "DELETE", quotas(), text()), c.request, Page{}); got != c.query {
			t.Errorf("got  %s\nwant %s", got, c.query)
		}
		if got := encodeLine(t, mustPlan(t, "PUT", quotas(), text()), c.request, Page{}); got != c.jsonBody {
			t.Errorf("got  %s\nwant %s", got, c.jsonBody)
		}
	}
	small := described{"google.protobuf.Int32Value", options{"value": plain}}
	if got := encodeLine(t, mustPlan(t, "PUT", small, text()), wrapperspb.Int32(5), Page{}); got != `/try {"value":5}` {
		t.Error(got)
	}
	if got := encodeLine(t, mustPlan(t, "PUT", small, text()), wrapperspb.Int32(0), Page{}); got != `/try {}` {
		t.Error(got)
	}
}

func TestFlagsOfRequests(t *testing.T) {
	t.Parallel()
	for format, want := range map[upstreamv1.Format]string{
		upstreamv1.Format_FORMAT_UNSPECIFIED: `/try {"value":true}`, upstreamv1.Format_FORMAT_ONE_ZERO: `/try {"value":1}`, upstreamv1.Format_FORMAT_YES_NO: `/try {"value":"YES"}`,
	} {
		plan := mustPlan(t, "POST", flags(format), flags(format))
		if got := encodeLine(t, plan, wrapperspb.Bool(true), Page{}); got != want {
			t.Errorf("%s: %s, want %s", format, got, want)
		}
		if got := encodeLine(t, plan, wrapperspb.Bool(false), Page{}); got != `/try {}` {
			t.Errorf("%s: %s", format, got)
		}
	}
}

// operations lists scalars, enums and an object in a body.
func operations() described {
	return described{"ocegate.upstream.v1.Operation", options{
		"evidence": plain, "sites": plain, "paging": plain, "effect": plain,
	}}
}

func TestListsOfBodies(t *testing.T) {
	t.Parallel()
	plan := mustPlan(t, "POST", operations(), text())
	for want, request := range map[string]*upstreamv1.Operation{
		`/try {}`:                                       {},
		`/try {"evidence":["a","b\""]}`:                 {Evidence: []string{"a", `b"`}},
		`/try {"sites":[2,1]}`:                          {Sites: []upstreamv1.Site{2, 1}},
		`/try {"effect":4,"paging":{}}`:                 {Effect: 4, Paging: &upstreamv1.Paging{}},
		`/try {"paging":{"offset":"o","max_limit":10}}`: {Paging: &upstreamv1.Paging{Offset: "o", MaxLimit: 10}},
	} {
		if got := encodeLine(t, plan, request, Page{}); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	for field, request := range map[string]*upstreamv1.Operation{
		"evidence[1]": {Evidence: []string{"a", ""}}, "sites[0]": {Sites: []upstreamv1.Site{0}}, "sites[1]": {Sites: []upstreamv1.Site{1, 9}},
	} {
		if _, err := plan.Encode(request, Page{}); err == nil || !strings.Contains(err.Error(), "Try: "+field+": must") && !strings.Contains(err.Error(), "Try: "+field+": is") {
			t.Errorf("%v: %v", request, err)
		}
	}
}

func TestCommaListsOfTexts(t *testing.T) {
	t.Parallel()
	in := described{"ocegate.upstream.v1.Operation", options{"evidence": formatted(upstreamv1.Format_FORMAT_COMMA_LIST)}}
	for method, want := range map[string]string{"GET": "/try?evidence=a,b c", "POST": `/try {"evidence":"a,b c"}`} {
		plan := mustPlan(t, method, in, text())
		if got := encodeLine(t, plan, &upstreamv1.Operation{Evidence: []string{"a", "b c"}}, Page{}); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		for _, text := range []string{"", "a,b"} {
			if _, err := plan.Encode(&upstreamv1.Operation{Evidence: []string{"x", text}}, Page{}); err == nil || !strings.Contains(err.Error(), "evidence[1]") {
				t.Errorf("%q: %v", text, err)
			}
		}
	}
}

func TestKindsOfAnswers(t *testing.T) {
	t.Parallel()
	const ok = `{"error_code":"CBC.0000",`
	for _, c := range []struct {
		out  described
		body string
		want proto.Message
	}{
		{optionals(0), `"name":"","number":0,"proto3_optional":false}`, &descriptorpb.FieldDescriptorProto{Name: proto.String(""), Number: proto.Int32(0), Proto3Optional: proto.Bool(false)}},
		{optionals(0), `"name":"x","number":"-5","proto3_optional":true,"json_name":1.50}`, &descriptorpb.FieldDescriptorProto{Name: proto.String("x"), Number: proto.Int32(-5), Proto3Optional: proto.Bool(true), JsonName: proto.String("1.50")}},
		{optionals(0), `"name":null,"number":"","proto3_optional":null}`, &descriptorpb.FieldDescriptorProto{}},
		{quotas(), `"quota_value":9223372036854775807,"future_quota_value":"-9223372036854775808"}`, &errdetails.QuotaFailure_Violation{QuotaValue: 1<<63 - 1, FutureQuotaValue: proto.Int64(-1 << 63)}},
		{quotas(), `"quota_value":1e3,"future_quota_value":0}`, &errdetails.QuotaFailure_Violation{QuotaValue: 1000, FutureQuotaValue: proto.Int64(0)}},
		{flags(upstreamv1.Format_FORMAT_YES_NO), `"value":"YES"}`, wrapperspb.Bool(true)},
		{flags(upstreamv1.Format_FORMAT_YES_NO), `"value":"NO"}`, wrapperspb.Bool(false)},
		{flags(upstreamv1.Format_FORMAT_UNSPECIFIED), `"value":true}`, wrapperspb.Bool(true)},
		{operations(), `"sites":[2,"1",7,"x"],"evidence":["a",5],"paging":{"offset":"o"},"effect":2}`, &upstreamv1.Operation{Sites: []upstreamv1.Site{2, 1, 7, 0}, Evidence: []string{"a", "5"}, Paging: &upstreamv1.Paging{Offset: "o"}, Effect: 2}},
	} {
		plan, got := mustPlan(t, "GET", text(), c.out), c.want.ProtoReflect().New().Interface()
		if _, err := plan.Into(got).Decode([]byte(ok + c.body)); err != nil || !proto.Equal(got, c.want) {
			t.Errorf("%s became %v, %v, want %v", c.body, got, err, c.want)
		}
	}
	for body, out := range map[string]described{
		`"quota_value":9223372036854775808}`: quotas(), `"quota_value":1.5}`: quotas(), `"number":2147483648}`: optionals(0),
		`"proto3_optional":"YES"}`: optionals(0), `"value":"true"}`: flags(upstreamv1.Format_FORMAT_UNSPECIFIED), `"sites":[null]}`: operations(), `"sites":[{}]}`: operations(),
	} {
		if _, err := mustPlan(t, "GET", text(), out).Into(newMessage(t, mustDescriptor(t, out.name))).Decode([]byte(ok + body)); err == nil {
			t.Errorf("%s was accepted", body)
		}
	}
}

func mustDescriptor(tb testing.TB, name protoreflect.FullName) protoreflect.MessageDescriptor {
	tb.Helper()
	linked, err := protoregistry.GlobalTypes.FindMessageByName(name)
	if err != nil {
		tb.Fatal(err)
	}
	return linked.Descriptor()
}

func TestWideNumbersOfPublicJSON(t *testing.T) {
	t.Parallel()
	known := &overlay{local: new(protoregistry.Files)}
	printer := newJSON(t, quotas().file(t, known).Messages().Get(0))
	for want, message := range map[string]*errdetails.QuotaFailure_Violation{
		`{"subject":"","quotaValue":"0"}`:                                           {},
		`{"subject":"","quotaValue":"-5","futureQuotaValue":"0"}`:                   {QuotaValue: -5, FutureQuotaValue: proto.Int64(0)},
		`{"subject":"x","quotaValue":"0","futureQuotaValue":"9223372036854775807"}`: {Subject: "x", FutureQuotaValue: proto.Int64(1<<63 - 1)},
	} {
		if got, err := printer.Append(nil, message); err != nil || string(got) != want {
			t.Errorf("got  %s, %v\nwant %s", got, err, want)
		}
	}
}

// TestKindsOutsideOfTheClosedSet refuses combinations that have no meaning.
func TestKindsOutsideOfTheClosedSet(t *testing.T) {
	t.Parallel()
	decimalName := described{"google.protobuf.FieldDescriptorProto", options{"name": formatted(upstreamv1.Format_FORMAT_DECIMAL)}}
	for _, c := range []struct {
		name    string
		in, out described
		want    string
	}{
		{"optional decimal", text(), decimalName, "optional is not in the closed set"},
		{"optional yes or no", text(), optionals(upstreamv1.Format_FORMAT_YES_NO), "optional is not in the closed set"},
		{"map of anything", described{"google.protobuf.Struct", options{"fields": plain}}, text(), "unsupported map"},
		{"map of numbers", text(), widest(options{"map_string_int64": plain}), "unsupported map"},
		{"list of anything", widest(options{"list_value": plain}), text(), "cannot be sent from a google.protobuf.ListValue"},
		{"list of anything in an answer", text(), widest(options{"list_value": plain}), "cannot be read as a google.protobuf.ListValue"},
		{"list of maps", widest(options{"repeated_struct": plain}), text(), "a list is not in the closed set"},
		{"list of bytes in an answer", text(), widest(options{"repeated_bytes": plain}), "a list is not in the closed set"},
		{"list of spans", widest(options{"repeated_duration": formatted(upstreamv1.Format_FORMAT_CLOCK)}), text(), "a list is not in the closed set"},
		{"optional bytes", text(), described{"google.protobuf.UninterpretedOption", options{"string_value": plain}}, "unsupported optional bytes"},
		{"span without format", widest(options{"single_duration": plain}), text(), "FORMAT_UNSPECIFIED cannot be sent from a duration"},
		{"span in milliseconds", text(), widest(options{"single_duration": formatted(upstreamv1.Format_FORMAT_EPOCH_MILLIS)}), "FORMAT_EPOCH_MILLIS cannot be read as a duration"},
		{"clock of an instant", text(), widest(options{"single_timestamp": formatted(upstreamv1.Format_FORMAT_CLOCK)}), "FORMAT_CLOCK cannot be read as a timestamp"},
		{"id of a number", text(), widest(options{"single_int64": formatted(upstreamv1.Format_FORMAT_ID_NUMBER)}), "FORMAT_ID_NUMBER cannot be read as a int64"},
		{"zoned text", widest(options{"single_string": formatted(upstreamv1.Format_FORMAT_ZONED_INSTANT)}), text(), "FORMAT_ZONED_INSTANT cannot be sent from a string"},
		{"optional id in an answer", text(), widest(options{"optional_string": formatted(upstreamv1.Format_FORMAT_ID_NUMBER)}), "optional is not in the closed set"},
		{"map in the query", widest(options{"map_string_string": plain}), text(), "object can only stand in the body"},
		{"anything in the query", widest(options{"single_value": plain}), text(), "object can only stand in the body"},
		{"list in a header", widest(options{"repeated_string": {Place: upstreamv1.Place_PLACE_HEADER}}), text(), "a list in a header needs FORMAT_COMMA_LIST"},
		{"unsupported kind", described{"google.protobuf.UInt32Value", options{"value": plain}}, text(), "want unsupported uint32"},
		{"unsupported kind of an answer", text(), described{"google.protobuf.DoubleValue", options{"value": plain}}, "want unsupported double"},
		{"object in the query", described{"ocegate.upstream.v1.Operation", options{"paging": plain}}, text(), "object can only stand in the body"},
		{"list of numbers in an answer", text(), described{"google.protobuf.FileDescriptorProto", options{"public_dependency": plain}}, "list is not in the closed set"},
		{"list of flags", widest(options{"repeated_bool": plain}), text(), "list is not in the closed set"},
	} {
		if _, err := planOf(t, "GET", c.in, c.out); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}
