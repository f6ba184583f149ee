package translate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// reference decodes answers the slow way: it walks what encoding/json read,
// looks every option up by itself and sets fields by protoreflect. It shares no
// code with the plans, only the rules of design and options.
type reference struct {
	currency string
	china    bool                       // times without an offset are in GMT+8
	rows     []string                   // upstream names of the lists that paging counts
	wanted   map[string]map[string]bool // object -> members that amounts climb to
	Answer
	proven map[string]bool // top-level members that say something
}

// refObject is an object that is being read.
type refObject struct {
	outer  *refObject
	prefix string // of the names that it holds, when it is the object of dotted ones
	kept   map[string]string
	waits  []refWait
	hollow bool // nothing known stands in it
}

// refWait is an amount that needs a member of an object.
type refWait struct {
	money *typev1.Money
	name  string
	unit  bool
}

// refError is where and why the reference gave up.
type refError struct{ field, upstream, reason string }

func (e *refError) in(field, upstream string) *refError {
	join := func(head, tail string) string {
		if head == "" || tail == "" || strings.HasPrefix(tail, "[") {
			return head + tail
		}
		return head + "." + tail
	}
	return &refError{join(field, e.field), join(upstream, e.upstream), e.reason}
}

func refuse(reason string) *refError { return &refError{reason: reason} }

func optionOf(field protoreflect.FieldDescriptor) *upstreamv1.Field {
	option, ok := proto.GetExtension(field.Options(), upstreamv1.E_Field).(*upstreamv1.Field)
	if !ok || option == nil {
		option = &upstreamv1.Field{}
	}
	if option.GetName() == "" {
		option, _ = proto.Clone(option).(*upstreamv1.Field)
		option.Name = string(field.Name())
	}
	return option
}

// standsUpstream says whether a field has a member of its own in answers: a next
// page token has one only where it names a marker.
func standsUpstream(field protoreflect.FieldDescriptor) bool {
	option, _ := proto.GetExtension(field.Options(), upstreamv1.E_Field).(*upstreamv1.Field)
	switch option.GetFormat() {
	case upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN:
		return option.GetName() != ""
	case upstreamv1.Format_FORMAT_UNKNOWN_CODE:
		return false
	default:
		return true
	}
}

// newReference finds out which members amounts climb to, for all answers of a
// set, because the plans share the shapes of messages.
func newReference(currency string) *reference {
	r := &reference{currency: currency, wanted: map[string]map[string]bool{}}
	for _, method := range publicMethods() {
		r.climb(method.Output(), nil)
	}
	return r
}

func (r *reference) climb(message protoreflect.MessageDescriptor, above []string) {
	key := string(message.FullName())
	for _, name := range above {
		if name == key {
			return
		}
	}
	line := append(append([]string{}, above...), key)
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		option := optionOf(field)
		for _, path := range []string{option.GetCurrency(), option.GetMeasure()} {
			if path == "" {
				continue
			}
			at := line[len(line)-1-strings.Count(path, "../")]
			if r.wanted[at] == nil {
				r.wanted[at] = map[string]bool{}
			}
			r.wanted[at][path[strings.LastIndex(path, "/")+1:]] = true
		}
		if option.GetFormat() == upstreamv1.Format_FORMAT_UNSPECIFIED && field.Message() != nil {
			r.climb(field.Message(), line)
		}
	}
}

// decode fills a message, or says what is wrong.
func (r *reference) decode(document *node, message protoreflect.Message) *refError {
	r.Answer, r.proven = Answer{}, map[string]bool{}
	if document == nil || document.kind != '{' {
		return refuse("not an object")
	}
	_, err := r.object(document, message, &refObject{}, 1)
	return err
}

// object reads an object into a message. What is to be filled comes with its
// surroundings: the object further out and the prefix of its names.
func (r *reference) object(from *node, into protoreflect.Message, object *refObject, depth int) (*refObject, *refError) {
	if from.kind != '{' {
		return nil, refuse("not an object")
	}
	if depth > maxDepth {
		return nil, refuse(tooDeep)
	}
	object.kept, object.hollow = map[string]string{}, true
	seen, said := map[string]bool{}, map[string]bool{}
	for _, member := range from.members {
		field, known := r.find(into.Descriptor(), member.name, object)
		if !known {
			r.UnknownFields++
			if depth+member.value.depth() > maxDepth {
				return nil, refuse(tooDeep)
			}
			continue
		}
		label := ""
		if field != nil {
			label = string(field.Name())
		}
		key := cmp.Or(label, member.name)
		if seen[key] {
			return nil, refuse("stands twice").in(label, member.name)
		}
		seen[key] = true
		says, err := r.member(member, field, into, object, depth)
		if err != nil {
			return nil, err.in(label, member.name)
		}
		if says {
			said[label] = true
		}
		object.hollow = object.hollow && !says
		if object.outer == nil {
			r.proven[member.name] = says
		}
	}
	if field := lacking(into.Descriptor(), said, object.prefix); field != nil {
		return nil, refuse("is missing, and without it this is no row").in(string(field.Name()), optionOf(field).GetName())
	}
	return object, r.settle(object, into)
}

// lacking is the first field that identifies a row and said nothing.
func lacking(message protoreflect.MessageDescriptor, said map[string]bool, prefix string) protoreflect.FieldDescriptor {
	for i := range message.Fields().Len() {
		if field := message.Fields().Get(i); prefix == "" && optionOf(field).GetIdentity() && !said[string(field.Name())] {
			return field
		}
	}
	return nil
}

// find is the field behind an upstream name; known without a field when the
// member only serves others.
func (r *reference) find(message protoreflect.MessageDescriptor, name string, in *refObject) (protoreflect.FieldDescriptor, bool) {
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if standsUpstream(field) && (optionOf(field).GetName() == in.prefix+name || slices.Contains(optionOf(field).GetAlso(), name)) && !strings.Contains(name, ".") {
			return field, true
		}
	}
	return nil, isGroup(message, in, name) ||
		in.prefix == "" && r.wanted[string(message.FullName())][name] || in.outer == nil && envelopeMember(name) != ""
}

// isGroup says whether dotted names begin with this one.
func isGroup(message protoreflect.MessageDescriptor, in *refObject, name string) bool {
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if in.prefix == "" && standsUpstream(field) && strings.HasPrefix(optionOf(field).GetName(), name+".") {
			return true
		}
	}
	return false
}

// envelopeMember tells what a member of the error envelope holds.
func envelopeMember(name string) string {
	return map[string]string{"error_code": "code", "error_msg": "message", "errorCode": "code", "errorMsg": "message"}[name]
}

// member reads one member and tells whether it says anything.
func (r *reference) member(from namedNode, field protoreflect.FieldDescriptor, into protoreflect.Message, object *refObject, depth int) (bool, *refError) {
	value := from.value
	if object.prefix == "" && r.wanted[string(into.Descriptor().FullName())][from.name] {
		switch {
		case value.kind != '{' && value.kind != '[':
			object.kept[from.name] = value.text
		case field == nil: // else its own reading refuses it
			return false, refuse("not a text or number")
		}
	}
	switch {
	case value.kind == 'n':
		return false, nil
	case field == nil && object.outer == nil && envelopeMember(from.name) != "":
		return r.envelope(from)
	case field == nil && isGroup(into.Descriptor(), object, from.name):
		read, err := r.object(value, into, &refObject{outer: object, prefix: from.name + "."}, depth+1)
		return err == nil && !read.hollow, err
	case field == nil:
		return value.text != "", nil
	case isFree(field):
		return r.free(value, field, into, depth+1)
	case field.IsList():
		return true, r.list(value, field, into, object, depth)
	default:
		return r.single(value, field, into, object, depth)
	}
}

func (r *reference) envelope(from namedNode) (bool, *refError) {
	if from.value.kind == '{' || from.value.kind == '[' {
		return false, refuse("not a text or number")
	}
	switch {
	case from.value.text == "":
		return false, nil
	case envelopeMember(from.name) == "message":
		r.Message = from.value.text
	case from.value.text != "CBC.0000":
		r.Code = from.value.text
		r.Succeeded = false
	default:
		r.Succeeded = true
	}
	return true, nil
}

func (r *reference) list(value *node, field protoreflect.FieldDescriptor, into protoreflect.Message, object *refObject, depth int) *refError {
	if value.kind != '[' {
		return refuse("not a list")
	}
	if depth+1 > maxDepth {
		return refuse(tooDeep)
	}
	list := into.Mutable(field).List()
	for i, item := range value.items {
		if err := r.element(item, field, list, object, depth+1); err != nil {
			mark := "[" + strconv.Itoa(i) + "]"
			return err.in(mark, mark)
		}
	}
	inGroup := strings.Contains(upstreamName(field), ".")
	if field.Message() != nil && (object.outer == nil || inGroup && object.outer.outer == nil) && slices.Contains(r.rows, optionOf(field).GetName()) {
		r.Rows += len(value.items)
	}
	return nil
}

func (r *reference) element(item *node, field protoreflect.FieldDescriptor, list protoreflect.List, object *refObject, depth int) *refError {
	switch {
	case field.Message() != nil:
		_, err := r.object(item, list.AppendMutable().Message(), &refObject{outer: object}, depth+1)
		return err
	case item.kind == 'n':
		return refuse("null in a list")
	case item.kind == '{' || item.kind == '[':
		return refuse("not a text or number")
	case field.Enum() != nil:
		number, _ := r.enum(item.text, field.Enum())
		list.Append(protoreflect.ValueOfEnum(number))
	default:
		list.Append(protoreflect.ValueOfString(item.text))
	}
	return nil
}

// single reads a value that is neither null nor a list.
func (r *reference) single(value *node, field protoreflect.FieldDescriptor, into protoreflect.Message, object *refObject, depth int) (bool, *refError) {
	option := optionOf(field)
	plain := option.GetFormat() == upstreamv1.Format_FORMAT_UNSPECIFIED || option.GetFormat() == upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN
	switch {
	case plain && field.Message() != nil:
		inner := into.NewField(field).Message()
		read, err := r.object(value, inner, &refObject{outer: object}, depth+1)
		if err != nil {
			return false, err
		}
		into.Set(field, protoreflect.ValueOfMessage(inner))
		return !read.hollow, nil
	case plain && field.Kind() == protoreflect.StringKind:
		if value.kind != '"' && value.kind != '0' {
			return false, refuse("not a text")
		}
		into.Set(field, protoreflect.ValueOfString(value.text))
		return value.text != "", nil
	case plain && field.Kind() == protoreflect.BoolKind:
		if value.kind != 't' && value.kind != 'f' {
			return false, refuse("not true or false")
		}
		into.Set(field, protoreflect.ValueOfBool(value.kind == 't'))
		return true, nil
	case value.kind == '{' || value.kind == '[':
		return false, refuse("not a text or number")
	case value.text == "":
		return false, nil
	}
	err := r.scalar(value.text, field, option, into, object)
	lost := field.Enum() != nil && into.Get(field).Enum() == 0 && companionOf(field, option) == nil ||
		field.Message() != nil && !into.Has(field)
	return !lost, err
}

func (r *reference) scalar(text string, field protoreflect.FieldDescriptor, option *upstreamv1.Field, into protoreflect.Message, object *refObject) *refError {
	switch option.GetFormat() {
	case upstreamv1.Format_FORMAT_MONEY:
		return r.money(text, field, option, into, object)
	case upstreamv1.Format_FORMAT_DECIMAL:
		plain, ok := referenceDecimal(text)
		if !ok {
			return refuse("not a decimal")
		}
		into.Set(field, protoreflect.ValueOfString(plain))
	case upstreamv1.Format_FORMAT_INSTANT:
		when, ok := referenceInstant(text)
		return r.instant(when, ok, field, into)
	case upstreamv1.Format_FORMAT_ZONED_INSTANT:
		when, ok := r.zoned(text)
		return r.instant(when, ok, field, into)
	case upstreamv1.Format_FORMAT_EPOCH_MILLIS:
		when, ok := referenceMillis(text)
		return r.instant(when, ok, field, into)
	case upstreamv1.Format_FORMAT_CLOCK:
		span, ok := referenceClock(text)
		if !ok {
			return refuse("not a span")
		}
		into.Set(field, protoreflect.ValueOfMessage(span.ProtoReflect()))
	case upstreamv1.Format_FORMAT_ID_NUMBER:
		number, ok := referenceInteger(text, 64)
		if !ok {
			return refuse("not a whole number of 64 bits")
		}
		into.Set(field, protoreflect.ValueOfString(strconv.FormatInt(number, 10)))
	case upstreamv1.Format_FORMAT_ONE_ZERO, upstreamv1.Format_FORMAT_YES_NO, upstreamv1.Format_FORMAT_Y_N:
		if whole, ok := referenceWhole(text); ok {
			text = whole
		}
		truth, known := map[string]bool{
			"FORMAT_ONE_ZERO1": true, "FORMAT_ONE_ZERO0": false, "FORMAT_YES_NOYES": true, "FORMAT_YES_NONO": false,
			"FORMAT_Y_NY": true, "FORMAT_Y_NN": false,
			option.GetFormat().String() + "true": true, option.GetFormat().String() + "false": false,
		}[option.GetFormat().String()+text]
		if !known {
			return refuse("neither")
		}
		into.Set(field, protoreflect.ValueOfBool(truth))
	default:
		return r.plainScalar(text, field, option, into)
	}
	return nil
}
