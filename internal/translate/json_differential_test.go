package translate

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

func descriptorOf(message proto.Message) protoreflect.MessageDescriptor {
	return message.ProtoReflect().Descriptor()
}

func newJSON(tb testing.TB, messages ...protoreflect.MessageDescriptor) *JSON {
	tb.Helper()
	printer, err := NewJSON(messages...)
	if err != nil {
		tb.Fatal(err)
	}
	return printer
}

// compareJSON holds Append against protojson: both refuse a message, or write
// the same tree with its members in the same order.
func compareJSON(t *testing.T, printer *JSON, message proto.Message) {
	t.Helper()
	got, err := printer.Append([]byte("before"), message)
	want, fault := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(message)
	if (err == nil) != (fault == nil) {
		t.Fatalf("%v: %v, protojson says %v", message, err, fault)
	}
	if err != nil {
		return
	}
	text, kept := strings.CutPrefix(string(got), "before")
	if !kept {
		t.Fatalf("what stood before is gone: %s", got)
	}
	if at := difference(parseNode([]byte(text)), parseNode(want)); at != "" {
		t.Fatalf("%s\ngot  %s\nwant %s", at, text, want)
	}
	if strings.ContainsAny(text, "\n") {
		t.Fatalf("white space in %s", text)
	}
}

// difference is where two trees differ, or empty.
func difference(got, want *node) string {
	switch {
	case got == nil || want == nil:
		return "not JSON"
	case got.kind != want.kind || got.text != want.text || len(got.items) != len(want.items):
		return "a value differs"
	}
	for i := range want.items {
		if want.kind == '{' && got.members[i].name != want.members[i].name {
			return "member " + want.members[i].name + " is " + got.members[i].name
		}
		if at := difference(got.items[i], want.items[i]); at != "" {
			return at
		}
	}
	return ""
}

// TestJSONLikeProtojson writes random messages of every public type both ways.
func TestJSONLikeProtojson(t *testing.T) {
	t.Parallel()
	printer := newJSON(t, publicMessages()...)
	rounds := uint64(40) // a short form: FuzzJSON goes on from here
	if os.Getenv("OCEGATE_FULL") != "" {
		rounds = 400
	}
	for _, descriptor := range publicMessages() {
		compareJSON(t, printer, newMessage(t, descriptor))
		for seed := range rounds {
			message := newMessage(t, descriptor)
			newPopulator(seed).fill(message.ProtoReflect(), 0)
			compareJSON(t, printer, message)
		}
	}
}

// FuzzJSON lets the fuzzer choose the random messages and one of their texts.
func FuzzJSON(f *testing.F) {
	for seed := range uint64(30) {
		f.Add(uint8(seed), seed, "text \x00\xff")
	}
	messages := publicMessages()
	printer := newJSON(f, messages...)
	f.Fuzz(func(t *testing.T, which uint8, seed uint64, text string) {
		message := newMessage(t, messages[int(which)%len(messages)])
		newPopulator(seed).fill(message.ProtoReflect(), 0)
		compareJSON(t, printer, message)
		compareJSON(t, printer, &typev1.Money{CurrencyCode: text, Amount: text})
		compareJSON(t, printer, &ordersv1.DiscountedLineItems{OrderLineItemIds: []string{text, ""}})
	})
}

// wellKnownMessages have a JSON form of their own, or hold one that has.
func wellKnownMessages(tb testing.TB) []proto.Message {
	tb.Helper()
	fields, err := structpb.NewStruct(map[string]any{"a": []any{1.5, "x", nil, true}, "b": map[string]any{"c": "中"}})
	if err != nil {
		tb.Fatal(err)
	}
	packed, err := anypb.New(&errdetails.RetryInfo{RetryDelay: durationpb.New(1500 * time.Millisecond)})
	if err != nil {
		tb.Fatal(err)
	}
	return []proto.Message{
		timestamppb.New(time.Date(2026, 10, 31, 12, 0, 0, 120_000, time.UTC)),
		&timestamppb.Timestamp{Seconds: maxInstant, Nanos: 999_999_999}, &timestamppb.Timestamp{Seconds: minInstant},
		&timestamppb.Timestamp{Seconds: maxInstant + 1}, &timestamppb.Timestamp{Nanos: -1}, &timestamppb.Timestamp{Nanos: 1_000_000_000},
		durationpb.New(-time.Hour - time.Microsecond), durationpb.New(0), &durationpb.Duration{Seconds: 1, Nanos: -1},
		fields, structpb.NewNullValue(), structpb.NewStringValue("x"), &structpb.Value{}, &structpb.ListValue{},
		packed, &anypb.Any{}, &anypb.Any{TypeUrl: "type.googleapis.com/unheard.of"}, &emptypb.Empty{},
		&fieldmaskpb.FieldMask{Paths: []string{"order_id", "amount_details.coupon_amount"}}, &fieldmaskpb.FieldMask{Paths: []string{"notSnake"}},
		wrapperspb.Int64(1 << 60), wrapperspb.Int32(-5), wrapperspb.String("\xe4\xb8\xad"), wrapperspb.Bool(true), wrapperspb.UInt64(1 << 63),
		wrapperspb.Double(1.5), wrapperspb.Float(2), wrapperspb.UInt32(7), wrapperspb.Bytes([]byte{0, 255}),
		&errdetails.RetryInfo{}, &errdetails.RetryInfo{RetryDelay: durationpb.New(time.Second)},
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: "a"}, nil, {LocalizedMessage: &errdetails.LocalizedMessage{Locale: "zh"}}}},
		&errdetails.ErrorInfo{}, &errdetails.ErrorInfo{Reason: "X", Metadata: map[string]string{"b": "1", "a": "", "": "中\"", "é": "2"}}, &errdetails.ErrorInfo{Metadata: map[string]string{"\xff": ""}}, &errdetails.ErrorInfo{Metadata: map[string]string{"a": "\xff"}},
		&errdetails.QuotaFailure{Violations: []*errdetails.QuotaFailure_Violation{{QuotaDimensions: map[string]string{"x": "y"}}, {}}},
		&errdetails.RequestInfo{RequestId: "x"}, &errdetails.LocalizedMessage{}, &errdetails.DebugInfo{StackEntries: []string{"a", ""}}, &errdetails.ResourceInfo{}, &errdetails.Help{},
		&status.Status{Code: 5, Message: "x", Details: []*anypb.Any{packed}}, &status.Status{Details: []*anypb.Any{{TypeUrl: "unheard.of/x"}}},
	}
}

func TestJSONOfWellKnownTypes(t *testing.T) {
	t.Parallel()
	for _, message := range wellKnownMessages(t) {
		compareJSON(t, newJSON(t, descriptorOf(message)), message)
	}
}

// TestJSONRefusesWhatItDoesNotKnow keeps kinds out that no public message has:
// they would be written wrong rather than not at all.
func TestJSONRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, name := range []protoreflect.FullName{
		"cel.expr.conformance.proto3.TestAllTypes",
		"google.api.HttpRule",      // a oneof
		"buf.validate.UInt32Rules", // a kind outside of the closed set
		"buf.validate.BytesRules",
	} {
		linked, err := protoregistry.GlobalTypes.FindMessageByName(name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = NewJSON(linked.Descriptor())
		var fault *Error
		if !errors.As(err, &fault) || fault.Kind != KindPlan || !strings.Contains(err.Error(), string(name)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestJSONRefusesOtherTypes(t *testing.T) {
	t.Parallel()
	printer := newJSON(t, descriptorOf(&typev1.Money{}))
	if _, err := printer.Append(nil, &ordersv1.Order{}); err == nil {
		t.Error("a type without plan was written")
	}
	var missing *typev1.Money
	if out, err := printer.Append([]byte("x"), missing); err == nil || string(out) != "x" {
		t.Errorf("a nil message was written as %s", out)
	}
}
