package sdk_test

import (
	"regexp"
	"slices"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// limits are what the public API allows in a field. They are rules for callers
// and say nothing about the upstream, so that the tables stay the only word on it.
type limits struct {
	must       bool
	presence   bool // zero and absent differ
	least      int  // characters, or the number itself
	most       int
	listLeast  int
	listMost   int
	pattern    string
	only, none []int32 // enum numbers
}

const (
	usualText   = 64
	usualList   = 4
	usualNumber = 1000
)

func limitsOf(t *testing.T, field protoreflect.FieldDescriptor) limits {
	t.Helper()
	rules, err := protovalidate.ResolveFieldRules(field)
	if err != nil {
		t.Fatal(err)
	}
	l := limits{must: isRequired(field), presence: field.HasPresence(), most: usualNumber}
	if field.IsList() {
		l.listLeast, l.listMost = int(rules.GetRepeated().GetMinItems()), usualList
		if most := rules.GetRepeated().GetMaxItems(); most > 0 {
			l.listMost = min(int(most), usualList)
		}
		rules = rules.GetRepeated().GetItems()
	}
	if field.Kind() == protoreflect.StringKind {
		l.text(rules.GetString())
	}
	if number := rules.GetInt32(); number != nil {
		l.least = int(number.GetGte())
		if number.GetLte() != 0 {
			l.most = int(number.GetLte())
		}
	}
	l.only, l.none = rules.GetEnum().GetIn(), rules.GetEnum().GetNotIn()
	return l
}

func (l *limits) text(rules *validate.StringRules) {
	l.least, l.most, l.pattern = int(rules.GetMinLen()), usualText, rules.GetPattern()
	if most := rules.GetMaxLen(); most > 0 {
		l.most = int(min(most, usualText))
	}
}

func (l *limits) matches(text string) bool {
	return l.pattern == "" || regexp.MustCompile(l.pattern).MatchString(text)
}

func (l *limits) allows(number protoreflect.EnumNumber) bool {
	n := int32(number)
	return n != 0 && !slices.Contains(l.none, n) && (len(l.only) == 0 || slices.Contains(l.only, n))
}

func isRequired(field protoreflect.FieldDescriptor) bool {
	behaviors, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return slices.Contains(behaviors, annotations.FieldBehavior_REQUIRED)
}

// isAllowed says whether the public API takes a request as a whole.
func isAllowed(t *testing.T, descriptor protoreflect.MessageDescriptor, request map[string]any) bool {
	t.Helper()
	message := newMessage(t, descriptor)
	if err := protojson.Unmarshal(printTree(t, request), message); err != nil {
		t.Fatalf("%s: %v", descriptor.FullName(), err)
	}
	return protovalidate.Validate(message) == nil
}
