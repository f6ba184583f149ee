package translate

import (
	"errors"
	"testing"

	"cel.dev/expr/conformance/proto3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// widest is some fields of the linked message that has the most kinds of them.
func widest(fields options) described {
	return described{descriptorOf(&proto3.TestAllTypes{}).FullName(), fields}
}

// ticketKinds are the kinds and formats that service tickets need.
func ticketKinds() options {
	return options{
		"single_string": formatted(upstreamv1.Format_FORMAT_ID_NUMBER), "single_bytes": plain, "single_value": plain, "single_struct": plain,
		"single_duration": formatted(upstreamv1.Format_FORMAT_CLOCK), "single_timestamp": formatted(upstreamv1.Format_FORMAT_EPOCH_MILLIS),
		"map_string_string": plain, "single_int64": plain, "repeated_string": plain, "optional_string": plain,
	}
}

// zoned are the same with the other format of instants.
func zoned() options {
	return options{"single_timestamp": formatted(upstreamv1.Format_FORMAT_ZONED_INSTANT), "single_value": {Name: "value"}, "map_string_string": {Name: "group.pairs"}}
}

// descriptor is what a test describes.
func (d described) descriptor(tb testing.TB) protoreflect.MessageDescriptor {
	tb.Helper()
	return d.file(tb, &overlay{local: new(protoregistry.Files)}).Messages().Get(0)
}

// copied is a message as one of another descriptor.
func copied[M proto.Message](tb testing.TB, from proto.Message, into M) M {
	tb.Helper()
	wire, err := proto.MarshalOptions{AllowPartial: true}.Marshal(from)
	if err == nil {
		err = proto.Unmarshal(wire, into)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return into
}

// compareKinds reads one body by plan and by reference.
func compareKinds(t *testing.T, plan *Plan, descriptor protoreflect.MessageDescriptor, body []byte) bool {
	t.Helper()
	got, want := &proto3.TestAllTypes{}, dynamicpb.NewMessage(descriptor)
	answer, err := plan.Into(got).Decode(body)
	reference, document := &reference{currency: "CNY"}, parseNode(body)
	fault := reference.decode(document, want)
	switch {
	case document == nil || fault != nil:
		(&twins{}).compareRefusals(t, body, document, fault, err)
		return false
	case reference.Code == "" && !reference.proves(plan, want.Descriptor()):
		if err == nil {
			t.Fatalf("%s\naccepted without evidence", body)
		}
		return false
	case err != nil:
		t.Fatalf("%s\nrefused: %v", body, err)
	}
	if expected := copied(t, want, &proto3.TestAllTypes{}); !proto.Equal(got, expected) || answer.Code != reference.Code || answer.UnknownFields != reference.UnknownFields {
		t.Fatalf("%s\ngot  %v %+v\nwant %v %+v", body, got, answer, expected, reference.Answer)
	}
	return true
}

// kindPlans are plans whose answers hold the kinds of tickets.
func kindPlans(tb testing.TB) map[*Plan]protoreflect.MessageDescriptor {
	tb.Helper()
	plans := map[*Plan]protoreflect.MessageDescriptor{}
	for _, fields := range []options{ticketKinds(), zoned()} {
		plans[mustPlan(tb, "GET", text(), widest(fields))] = widest(fields).descriptor(tb)
	}
	return plans
}

// TestKindsLikeTheReference reads random answers with the kinds of tickets.
func TestKindsLikeTheReference(t *testing.T) {
	t.Parallel()
	accepted, total := 0, 0
	for plan, descriptor := range kindPlans(t) {
		for seed := range uint64(2000) {
			odd := []int{0, 0, 40, 15}[seed%4]
			body := newAuthor(seed, odd).object(append(newAuthor(seed, odd).members(descriptor), `"error_code":"CBC.0000"`))
			total++
			if compareKinds(t, plan, descriptor, []byte(body)) {
				accepted++
			}
		}
	}
	t.Logf("%d of %d random answers were accepted", accepted, total)
	if accepted < total/3 || accepted > total*19/20 {
		t.Errorf("%d of %d is no good mixture", accepted, total)
	}
}

// FuzzKinds lets the fuzzer write the answers itself.
func FuzzKinds(f *testing.F) {
	plans := kindPlans(f)
	for _, descriptor := range plans {
		for seed := range uint64(10) {
			f.Add([]byte(newAuthor(seed, 20).object(append(newAuthor(seed, 20).members(descriptor), `"error_code":"CBC.0000"`))))
		}
	}
	for _, value := range []string{`"2026-10-31 08:30:05.5+0800"`, `"0000-12-31T23:59:59-0100"`, `"87660000:00:00"`, `9007199254740993`, `{"a":[1e400,{"b":null}]}`, `{"a":1,"a":2}`, `"AP8="`} {
		for _, name := range []string{"single_timestamp", "single_duration", "single_value", "value", "single_struct", "map_string_string", "single_bytes", "single_string"} {
			f.Add([]byte(`{"error_code":"CBC.0000","` + name + `":` + value + `}`))
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for plan, descriptor := range plans {
			compareKinds(t, plan, descriptor, body)
		}
	})
}

// everyKind are the fields whose slots and JSON are held against protoreflect
// and protojson.
func everyKind() options {
	fields := ticketKinds()
	for _, name := range []string{"single_int32", "single_bool", "optional_bool", "repeated_int32", "repeated_int64", "repeated_struct", "repeated_value", "repeated_timestamp", "list_value"} {
		fields[name] = plain
	}
	return fields
}

// compareWidest fills some fields and holds slots and JSON of them.
func compareWidest(t *testing.T, printer *JSON, descriptor protoreflect.MessageDescriptor, seed uint64) {
	t.Helper()
	want := dynamicpb.NewMessage(descriptor)
	newPopulator(seed).fill(want, 2)
	message := copied(t, want, &proto3.TestAllTypes{})
	place, err := layoutOf(descriptor)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := place.memoryOf(message)
	for i := range descriptor.Fields().Len() {
		number := descriptor.Fields().Get(i).Number()
		compareSlot(t, place.slots[number], m, message.ProtoReflect(), descriptorOf(message).Fields().ByNumber(number))
	}
	got, err := printer.Append(nil, message)
	text, fault := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(want)
	if (err == nil) != (fault == nil) {
		t.Fatalf("%v: %v, protojson says %v", message, err, fault)
	}
	if at := difference(parseNode(got), parseNode(text)); err == nil && at != "" {
		t.Fatalf("%s\ngot  %s\nwant %s", at, got, text)
	}
}

func TestWidestLikeProtobuf(t *testing.T) {
	t.Parallel()
	descriptor := widest(everyKind()).descriptor(t)
	printer := newJSON(t, descriptor)
	for seed := range uint64(1000) {
		compareWidest(t, printer, descriptor, seed)
	}
}

// FuzzWidest lets the fuzzer choose the messages.
func FuzzWidest(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	descriptor := widest(everyKind()).descriptor(f)
	printer := newJSON(f, descriptor)
	f.Fuzz(func(t *testing.T, seed uint64) { compareWidest(t, printer, descriptor, seed) })
}

// TestJSONRefusesOddKinds keeps kinds out that would be written wrong.
func TestJSONRefusesOddKinds(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"map_string_int64", "map_string_bool", "repeated_bool", "repeated_bytes", "single_double", "single_uint32"} {
		_, err := NewJSON(widest(options{name: plain}).descriptor(t))
		var fault *Error
		if !errors.As(err, &fault) || fault.Kind != KindPlan {
			t.Errorf("%s: %v", name, err)
		}
	}
}
