package translate

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

func companionOf(field protoreflect.FieldDescriptor, option *upstreamv1.Field) protoreflect.FieldDescriptor {
	fields := field.ContainingMessage().Fields()
	for i := range fields.Len() {
		other := optionOf(fields.Get(i))
		if other.GetFormat() == upstreamv1.Format_FORMAT_UNKNOWN_CODE && other.GetName() == option.GetName() {
			return fields.Get(i)
		}
	}
	return nil
}

// enum looks a code up in the options of the values.
func (r *reference) enum(text string, enum protoreflect.EnumDescriptor) (protoreflect.EnumNumber, bool) {
	taken := map[protoreflect.EnumNumber]bool{0: true}
	words := false
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		if value.Number() == 0 {
			continue
		}
		code := codeOf(value)
		for _, known := range append([]string{code.GetValue()}, code.GetAlso()...) {
			if known == text {
				return value.Number(), true
			}
		}
		taken[value.Number()] = taken[value.Number()] || code.GetValue() != strconv.Itoa(int(value.Number()))
		_, err := strconv.ParseInt(code.GetValue(), 10, 32)
		words = words || err != nil
	}
	if whole, ok := referenceWhole(text); ok {
		return r.enum(whole, enum)
	}
	r.UnknownCodes++
	number, err := strconv.ParseInt(text, 10, 32)
	if err != nil || words || taken[protoreflect.EnumNumber(number)] {
		return 0, false
	}
	return protoreflect.EnumNumber(number), false
}

func (r *reference) money(text string, field protoreflect.FieldDescriptor, option *upstreamv1.Field, into protoreflect.Message, object *refObject) *refError {
	amount, ok := referenceDecimal(text)
	if !ok {
		return refuse("not a decimal")
	}
	money := &typev1.Money{Amount: amount, CurrencyCode: r.currency}
	into.Set(field, protoreflect.ValueOfMessage(money.ProtoReflect()))
	for _, path := range []string{option.GetCurrency(), option.GetMeasure()} {
		if path == "" {
			continue
		}
		from := object
		for ; strings.HasPrefix(path, "../"); path = path[3:] {
			from = from.outer
		}
		from.waits = append(from.waits, refWait{money: money, name: path, unit: option.GetMeasure() != "" && strings.HasSuffix(option.GetMeasure(), path)})
	}
	return nil
}

// settle gives the amounts what they wait for, once the object is complete, and
// the object the currency that it does not name.
func (r *reference) settle(o *refObject, into protoreflect.Message) *refError {
	for _, wait := range o.waits {
		text := o.kept[wait.name]
		field, _ := r.find(into.Descriptor(), wait.name, o)
		switch {
		case wait.unit:
			amount, ok := referenceUnits(wait.money.GetAmount(), text)
			switch {
			case !ok && field == nil:
				return refuse("the unit").in("", wait.name)
			case !ok:
				return refuse("the unit").in(string(field.Name()), wait.name)
			}
			wait.money.Amount = amount
		case text != "":
			wait.money.CurrencyCode = text
		case field != nil && field.Kind() == protoreflect.StringKind && optionOf(field).GetFormat() == upstreamv1.Format_FORMAT_UNSPECIFIED:
			into.Set(field, protoreflect.ValueOfString(r.currency))
		}
	}
	return nil
}
