package translate

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unsafe"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

// slotValue reads a field through its slot, in the terms of protoreflect; false
// for a field that is not there.
func slotValue(s slot, m memory, field protoreflect.FieldDescriptor) (any, bool) {
	switch shape := goShape(field); shape {
	case "string":
		return *s.text(m), true
	case "bool":
		return *s.boolean(m), true
	case "int32":
		return *s.int32(m), true
	case "int64":
		return *s.int64(m), true
	case "optional string":
		return dereference(*s.optionalText(m))
	case "optional bool":
		return dereference(*s.optionalBool(m))
	case "optional int32":
		return dereference(*s.optionalInt32(m))
	case "optional int64":
		return dereference(*s.optionalInt64(m))
	default:
		return shape, false
	}
}

func dereference[T any](pointer *T) (any, bool) {
	if pointer == nil {
		return nil, false
	}
	return *pointer, true
}

// plainValue is a protoreflect value in the terms of slotValue.
func plainValue(value protoreflect.Value) any {
	if number, ok := value.Interface().(protoreflect.EnumNumber); ok {
		return int32(number)
	}
	return value.Interface()
}

// compareSlots holds every slot of a message against protoreflect.
func compareSlots(t *testing.T, message protoreflect.Message) int {
	t.Helper()
	place, err := layoutOf(message.Descriptor())
	if err != nil {
		t.Fatalf("%s: %v", message.Descriptor().FullName(), err)
	}
	m, ok := place.memoryOf(message.Interface())
	if !ok {
		t.Fatalf("%s is not of its own layout", message.Descriptor().FullName())
	}
	fields := message.Descriptor().Fields()
	for i := range fields.Len() {
		compareSlot(t, place.slots[fields.Get(i).Number()], m, message, fields.Get(i))
	}
	return fields.Len()
}

func compareSlot(t *testing.T, s slot, m memory, message protoreflect.Message, field protoreflect.FieldDescriptor) {
	t.Helper()
	value := message.Get(field)
	switch {
	case field.IsMap():
		comparePairsSlot(t, s.pairs(m), value.Map(), field)
	case field.Kind() == protoreflect.BytesKind && !field.IsList():
		if !bytes.Equal(*s.bytes(m), value.Bytes()) {
			t.Fatalf("%s: %v behind the slot, want %v", field.FullName(), *s.bytes(m), value)
		}
	case field.IsList():
		compareListSlot(t, s, m, value.List(), field)
	case field.Message() != nil:
		if pointer := *s.message(m); message.Has(field) != (pointer != nil) || pointer != nil && pointer != pointerOf(value.Message()) {
			t.Fatalf("%s: %v behind the slot", field.FullName(), pointer)
		}
		if money, ok := value.Message().Interface().(*typev1.Money); ok && message.Has(field) && *s.money(m) != money {
			t.Fatalf("%s: another amount", field.FullName())
		}
		if when, ok := value.Message().Interface().(*timestamppb.Timestamp); ok && message.Has(field) && *s.instant(m) != when {
			t.Fatalf("%s: another instant", field.FullName())
		}
		compareFreeSlot(t, s, m, message, field)
	default:
		got, present := slotValue(s, m, field)
		if field.HasPresence() && present != message.Has(field) || present && got != plainValue(value) || !present && !field.HasPresence() {
			t.Fatalf("%s: %v, %t behind the slot, want %v, %t", field.FullName(), got, present, value, message.Has(field))
		}
	}
}

// compareFreeSlot holds the messages of google.protobuf that are no objects.
func compareFreeSlot(t *testing.T, s slot, m memory, message protoreflect.Message, field protoreflect.FieldDescriptor) {
	t.Helper()
	var same bool
	switch want := message.Get(field).Message().Interface().(type) {
	case *durationpb.Duration:
		same = *s.span(m) == want
	case *structpb.Struct:
		same = *s.object(m) == want
	case *structpb.Value:
		same = *s.free(m) == want
	default:
		return
	}
	if message.Has(field) && !same {
		t.Fatalf("%s: another message behind the slot", field.FullName())
	}
}

func comparePairsSlot(t *testing.T, found map[string]string, want protoreflect.Map, field protoreflect.FieldDescriptor) {
	t.Helper()
	if len(found) != want.Len() {
		t.Fatalf("%s has %d texts, want %d", field.FullName(), len(found), want.Len())
	}
	for name, text := range found {
		if other := want.Get(protoreflect.ValueOfString(name).MapKey()); !other.IsValid() || other.String() != text {
			t.Fatalf("%s[%q] = %q, want %v", field.FullName(), name, text, other)
		}
	}
}

func compareListSlot(t *testing.T, s slot, m memory, list protoreflect.List, field protoreflect.FieldDescriptor) {
	t.Helper()
	var found []any
	switch goShape(field) {
	case "list of string":
		for _, text := range *s.texts(m) {
			found = append(found, text)
		}
	case "list of int32":
		for _, number := range *s.int32s(m) {
			found = append(found, number)
		}
	case "list of int64":
		for _, number := range *s.int64s(m) {
			found = append(found, number)
		}
	case "list of message":
		for _, item := range *s.messages(m) {
			found = append(found, item)
		}
	default:
		t.Fatalf("%s is a %s", field.FullName(), goShape(field))
	}
	if len(found) != list.Len() {
		t.Fatalf("%s has %d items, want %d", field.FullName(), len(found), list.Len())
	}
	for i, item := range found {
		want := plainValue(list.Get(i))
		if message, ok := want.(protoreflect.Message); ok {
			want = pointerOf(message)
		}
		if item != want {
			t.Fatalf("%s[%d] = %v, want %v", field.FullName(), i, item, want)
		}
	}
}

func pointerOf(message protoreflect.Message) memory {
	place, err := linkedStruct(message.Descriptor())
	if err != nil {
		return nil
	}
	m, _ := place.memoryOf(message.Interface())
	return m
}

// TestSlotsLikeProtoreflect fills every public message by protoreflect and reads
// every field through its slot.
func TestSlotsLikeProtoreflect(t *testing.T) {
	t.Parallel()
	fields := 0
	for _, descriptor := range publicMessages() {
		fields += compareSlots(t, newMessage(t, descriptor).ProtoReflect())
		for seed := range uint64(50) {
			message := newMessage(t, descriptor).ProtoReflect()
			newPopulator(seed).fill(message, 2)
			compareSlots(t, message)
		}
	}
	if fields < 150 {
		t.Errorf("only %d fields", fields)
	}
}

// FuzzSlots lets the fuzzer choose the messages.
func FuzzSlots(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(uint8(seed), seed)
	}
	messages := publicMessages()
	f.Fuzz(func(t *testing.T, which uint8, seed uint64) {
		message := newMessage(t, messages[int(which)%len(messages)]).ProtoReflect()
		newPopulator(seed).fill(message, 2)
		compareSlots(t, message)
	})
}

// TestSlotsOfOptionalFields covers kinds that the public messages lack today, by
// the messages of descriptor.proto, all of whose fields are optional.
func TestSlotsOfOptionalFields(t *testing.T) {
	t.Parallel()
	kinds := map[string]bool{}
	for _, message := range []proto.Message{&descriptorpb.FieldDescriptorProto{}, &descriptorpb.UninterpretedOption{}} {
		place, err := linkedStruct(descriptorOf(message))
		if err != nil {
			t.Fatal(err)
		}
		fields, numbered := descriptorOf(message).Fields(), numberedFields(place.pointer.Elem())
		for i := range fields.Len() {
			field := fields.Get(i)
			s, err := fieldSlot(numbered, field)
			if strings.HasPrefix(goShape(field), "unsupported") {
				if err == nil {
					t.Errorf("%s has a slot", field.FullName())
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			kinds[goShape(field)] = true
			for seed := range uint64(8) {
				filled := message.ProtoReflect().New()
				if seed > 0 && !field.IsList() {
					filled.Set(field, newPopulator(seed).value(filled.NewField(field), field, 99))
				}
				m, _ := place.memoryOf(filled.Interface())
				compareSlot(t, s, m, filled, field)
			}
		}
	}
	for _, kind := range []string{"optional string", "optional bool", "optional int32", "optional int64"} {
		if !kinds[kind] {
			t.Errorf("no %s was seen", kind)
		}
	}
}

// TestSlotsRefuseOtherShapes is the negative control of the check that makes
// pointer arithmetic safe.
func TestSlotsRefuseOtherShapes(t *testing.T) {
	t.Parallel()
	place, err := linkedStruct(descriptorOf(&ordersv1.Order{}))
	if err != nil {
		t.Fatal(err)
	}
	orders, items := descriptorOf(&ordersv1.Order{}).Fields(), descriptorOf(&ordersv1.OrderLineItem{}).Fields()
	numbered := numberedFields(place.pointer.Elem())
	wrong := 0
	for i := range min(orders.Len(), items.Len()) {
		foreign := items.ByNumber(orders.Get(i).Number())
		if goShape(foreign) == goShape(orders.Get(i)) {
			continue
		}
		wrong++
		if _, err := fieldSlot(numbered, foreign); err == nil {
			t.Errorf("%s took the place of %s", foreign.FullName(), orders.Get(i).FullName())
		}
	}
	if wrong < 3 {
		t.Errorf("only %d shapes differ: the test proves nothing", wrong)
	}
	if _, err := fieldSlot(numbered, (&ordersv1.PayOrderRequest{}).ProtoReflect().Descriptor().Fields().Get(0)); err != nil {
		t.Errorf("the same shape was refused: %v", err)
	}
	if _, err := layoutOf(unlinkedMessage(t)); !errors.Is(err, protoregistry.NotFound) {
		t.Errorf("a message without generated code: %v", err)
	}
}

func TestMemoryOfOtherTypes(t *testing.T) {
	t.Parallel()
	place, err := layoutOf(descriptorOf(&typev1.Money{}))
	if err != nil {
		t.Fatal(err)
	}
	var missing *typev1.Money
	for _, message := range []proto.Message{&ordersv1.Order{}, missing} {
		if _, ok := place.memoryOf(message); ok {
			t.Errorf("a %T was taken for an amount", message)
		}
	}
}

// TestSlabs hands structs out one by one, none twice and none past the end.
func TestSlabs(t *testing.T) {
	t.Parallel()
	place, err := layoutOf(descriptorOf(&typev1.Money{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, count := range []int{1, 2, 7} {
		free, seen := place.many(count), map[memory]bool{}
		for free.left > 0 {
			m := free.take()
			if money := (*typev1.Money)(m); seen[m] || money.GetAmount() != "" {
				t.Fatalf("%v was handed out twice", m)
			} else {
				money.Amount = "x"
			}
			seen[m] = true
		}
		if len(seen) != count {
			t.Errorf("%d structs of %d", len(seen), count)
		}
	}
	if size := unsafe.Sizeof(typev1.Money{}); place.many(2).size != size {
		t.Errorf("a struct of %d bytes takes %d", size, place.many(2).size)
	}
}

func TestMove(t *testing.T) {
	t.Parallel()
	from := &typev1.Money{CurrencyCode: "CNY", Amount: "1.50"}
	want, to := proto.Clone(from), &typev1.Money{Amount: "old"}
	if err := Move(to, from); err != nil || !proto.Equal(to, want) {
		t.Errorf("%v, %v", to, err)
	}
	var missing *typev1.Money
	for _, c := range []struct{ to, from proto.Message }{{&ordersv1.Order{}, want}, {missing, want}, {to, missing}} {
		if err := Move(c.to, c.from); err == nil {
			t.Errorf("a %T moved into a %T", c.from, c.to)
		}
	}
}
