package translate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// populator fills messages with random values by protoreflect.
type populator struct {
	*rand.Rand
	deepest int
}

func newPopulator(seed uint64) *populator {
	return &populator{Rand: rand.New(rand.NewPCG(seed, 7)), deepest: 4}
}

func (p *populator) fill(message protoreflect.Message, depth int) {
	if when, ok := message.Interface().(*timestamppb.Timestamp); ok {
		when.Seconds, when.Nanos = p.instant()
		return
	}
	fields := message.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if p.IntN(4) == 0 || depth > p.deepest {
			continue
		}
		if field.IsMap() {
			pairs := message.Mutable(field).Map()
			for range p.IntN(4) {
				pairs.Set(protoreflect.ValueOfString(p.text()).MapKey(), protoreflect.ValueOfString(p.text()))
			}
			continue
		}
		if !field.IsList() {
			message.Set(field, p.value(message.NewField(field), field, depth))
			continue
		}
		list := message.Mutable(field).List()
		for range p.IntN(4) {
			list.Append(p.value(list.NewElement(), field, depth))
		}
	}
}

func (p *populator) value(fresh protoreflect.Value, field protoreflect.FieldDescriptor, depth int) protoreflect.Value {
	switch field.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(p.text())
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(p.IntN(2) == 0)
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32([]int32{0, 1, -1, math.MaxInt32, math.MinInt32, p.Int32()}[p.IntN(6)])
	case protoreflect.Int64Kind:
		return protoreflect.ValueOfInt64([]int64{0, 1, -1, math.MaxInt64, math.MinInt64, p.Int64()}[p.IntN(6)])
	case protoreflect.EnumKind:
		if p.IntN(4) == 0 {
			return protoreflect.ValueOfEnum(protoreflect.EnumNumber([]int32{-1, 12345, math.MaxInt32, math.MinInt32}[p.IntN(4)]))
		}
		values := field.Enum().Values()
		return protoreflect.ValueOfEnum(values.Get(p.IntN(values.Len())).Number())
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte(p.text()))
	case protoreflect.MessageKind:
		if free := p.free(field.Message().FullName()); free != nil {
			return protoreflect.ValueOfMessage(free.ProtoReflect())
		}
		p.fill(fresh.Message(), depth+1)
		return fresh
	default:
		panic(fmt.Sprintf("no random %s", field.Kind()))
	}
}

// free is a random message of google.protobuf that is no object, or nil.
func (p *populator) free(name protoreflect.FullName) proto.Message {
	switch name {
	case durationMessage:
		return &durationpb.Duration{Seconds: p.Int64N(2*maxSpan) - maxSpan}
	case structMessage:
		return p.object(0)
	case valueMessage:
		return p.anything(0)
	default:
		return nil
	}
}

func (p *populator) object(depth int) *structpb.Struct {
	object := &structpb.Struct{Fields: map[string]*structpb.Value{}}
	for range p.IntN(4) {
		object.Fields[p.text()] = p.anything(depth + 1)
	}
	return object
}

func (p *populator) anything(depth int) *structpb.Value {
	kind := p.IntN(6)
	if depth > 3 {
		kind = p.IntN(4)
	}
	switch kind {
	case 0:
		return structpb.NewNullValue()
	case 1:
		return structpb.NewBoolValue(p.IntN(2) == 0)
	case 2:
		return structpb.NewStringValue(p.text())
	case 3:
		return structpb.NewNumberValue([]float64{0, -1, 1.5, 1e21, 1e-7, float64(p.Int64() >> p.IntN(60))}[p.IntN(6)])
	case 4:
		return structpb.NewStructValue(p.object(depth))
	default:
		list := &structpb.ListValue{}
		for range p.IntN(3) {
			list.Values = append(list.Values, p.anything(depth+1))
		}
		return structpb.NewListValue(list)
	}
}

func (p *populator) text() string {
	runes := []rune("aZ09 \"\\/<>&'\n\r\t\b\f\x00\x1f\x7f\u0080\u2028\u2029\ufeff\ufffd弹性云\U0001F600\U0010FFFF")
	var out strings.Builder
	for range p.IntN(4) * p.IntN(8) {
		out.WriteRune(runes[p.IntN(len(runes))])
	}
	return out.String()
}

func (p *populator) instant() (seconds int64, nanos int32) {
	seconds = []int64{minInstant, maxInstant, 0, -1, p.Int64N(4_000_000_000)}[p.IntN(5)]
	nanos = []int32{0, 0, 1, 999_999_999, 120_000_000, 123_000, 1000}[p.IntN(7)]
	return seconds, nanos
}
