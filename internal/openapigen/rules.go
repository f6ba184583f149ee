package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/ordered"
)

// keywords are the rules of protovalidate that JSON Schema has under another
// name.
var keywords = map[string]string{
	"min_len": "minLength", "max_len": "maxLength", "pattern": "pattern",
	"gte": "minimum", "gt": "exclusiveMinimum", "lte": "maximum", "lt": "exclusiveMaximum",
	"min_items": "minItems", "max_items": "maxItems", "unique": "uniqueItems",
}

// demanded says whether a request without the field is refused.
func demanded(fd protoreflect.FieldDescriptor) bool {
	rules, _ := proto.GetExtension(fd.Options(), validate.E_Field).(*validate.FieldRules)
	return rules.GetRequired()
}

// constrain puts the rules of a field into its schema.
func constrain(into *ordered.Object, fd protoreflect.FieldDescriptor) error {
	rules, ok := proto.GetExtension(fd.Options(), validate.E_Field).(*validate.FieldRules)
	if !ok || rules == nil {
		return nil
	}
	if err := apply(into, fd, rules); err != nil {
		return fmt.Errorf("%s: %w", fd.FullName(), err)
	}
	return nil
}

func apply(into *ordered.Object, fd protoreflect.FieldDescriptor, rules *validate.FieldRules) error {
	for _, rule := range rules.GetCel() {
		if expression, ok := matching(rule.GetExpression()); ok {
			into.Set("pattern", expression)
		}
	}
	m := rules.ProtoReflect()
	kind := m.WhichOneof(m.Descriptor().Oneofs().ByName("type"))
	if kind == nil {
		return nil
	}
	// In the order of the rules' own schema: that of Range varies, and the document
	// with it.
	typed := m.Get(kind).Message()
	for i := range typed.Descriptor().Fields().Len() {
		rule := typed.Descriptor().Fields().Get(i)
		if !typed.Has(rule) {
			continue
		}
		if err := applyOne(into, fd, rule, typed.Get(rule)); err != nil {
			return err
		}
	}
	return nil
}

func applyOne(into *ordered.Object, fd, rule protoreflect.FieldDescriptor, value protoreflect.Value) error {
	name := string(rule.Name())
	switch {
	case keywords[name] != "":
		if fd.Kind() == protoreflect.Int64Kind || fd.Kind() == protoreflect.Uint64Kind {
			return nil // a text in JSON, whose limits no keyword states
		}
		into.Set(keywords[name], value.Interface())
	case name == "defined_only":
	case (name == "in" || name == "not_in") && fd.Enum() != nil:
		into.Remove("$ref")
		into.Set("type", "string")
		into.Set("enum", enumNames(fd.Enum(), value.List(), name == "in"))
	case name == "items":
		nested, ok := value.Message().Interface().(*validate.FieldRules)
		items := into.Object("items")
		if !ok || items == nil {
			return fmt.Errorf("rule %s without items", name)
		}
		return apply(items, fd, nested)
	default:
		return fmt.Errorf("rule %s has no form in the document yet", name)
	}
	return nil
}

// enumNames lists the values that are among the numbers, or those that are not.
func enumNames(enum protoreflect.EnumDescriptor, numbers protoreflect.List, among bool) []any {
	chosen := make([]int64, 0, numbers.Len())
	for i := range numbers.Len() {
		chosen = append(chosen, numbers.Get(i).Int())
	}
	var names []any
	for i := range enum.Values().Len() {
		if value := enum.Values().Get(i); slices.Contains(chosen, int64(value.Number())) == among {
			names = append(names, string(value.Name()))
		}
	}
	return names
}

// matching is the regular expression of a rule that is nothing but one.
func matching(expression string) (string, bool) {
	inner, ok := strings.CutPrefix(expression, "this.matches('")
	if !ok {
		return "", false
	}
	inner, ok = strings.CutSuffix(inner, "')")
	if !ok || strings.ContainsAny(inner, `'\`) {
		return "", false
	}
	return inner, true
}

// required adds a name to a list of required names.
func required(into *ordered.Object, names []any) {
	have := into.List("required")
	for _, name := range names {
		if !slices.Contains(have, name) {
			have = append(have, name)
		}
	}
	if len(have) > 0 {
		into.Set("required", have)
	}
}

// number writes an integer as the document holds it.
func number(n int) json.Number { return json.Number(fmt.Sprint(n)) }
