package translate

import (
	"errors"
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// reading is how one JSON value becomes one field; a closed set.
type reading uint8

const (
	readBool   reading = iota
	readPairs          // an object of texts
	readStruct         // an object of anything
	readFree           // anything
	readBytes
	readObject
	readGroup // an object whose members are fields of the message around it

	// From here on the upstream writes a text or a number.
	readNothing      // only a sibling of money
	readErrorCode    // envelope, top level only
	readErrorMessage // envelope, top level only
	readText
	readInt32
	readInt64
	readOneZero
	readYesNo
	readYN
	readDecimal
	readEnum
	readMoney
	readInstant
	readZoned
	readEpochMillis
	readClock
	readIDNumber

	firstScalar = readNothing
)

const (
	maxMembers  = 128 // width of the duplicate check
	maxSiblings = 6   // different currency and unit names in the whole API
	none        = -1

	envelopeCode = "error_code"
)

// shape is the plan of one message in answers.
type shape struct {
	id      int // among the shapes of one Set
	layout  *layout
	members []member
	index   map[string]int
	keeps   [maxSiblings]uint8 // the member behind each sibling that amounts need from here, counted from 1
	pages   bool               // has a next page token, which only a whole answer may
	must    [2]uint64          // members without which the object is none
}

// member is one member of an upstream object.
type member struct {
	name     string   // upstream name
	also     []string // other spellings of it
	opening  string   // the same in quotes and with its colon, to recognize it where it is expected
	field    string   // proto name in errors; empty when it has no field of its own
	reading  reading
	list     bool
	rowsAt   int16 // of the rows that paging counts: how many objects are entered there
	optional bool
	place    slot
	codes    *codes
	unknown  slot // where the text of an unknown code goes, when hasUnknown
	inner    *shape
	currency sibling
	measure  sibling
	keep     int8 // sibling index under which the raw value is kept, or none

	hasUnknown  bool
	dispensable bool // is left out when it cannot be read
}

// sibling is another member that a money value needs.
type sibling struct {
	index int8 // which sibling, or none
	outer int8 // how many objects further out it stands
}

// answerCompiler builds the shapes of all answers; shapes are shared by type.
type answerCompiler struct {
	count    int
	shapes   map[protoreflect.FullName]*shape
	enums    map[protoreflect.FullName]*codes
	siblings map[string]int8
	wanted   map[*shape][]wantedSibling
	climb    int // how far out the furthest sibling stands
}

type wantedSibling struct {
	name  string
	outer int
}

func newAnswerCompiler() *answerCompiler {
	return &answerCompiler{
		shapes:   map[protoreflect.FullName]*shape{},
		enums:    map[protoreflect.FullName]*codes{},
		siblings: map[string]int8{},
		wanted:   map[*shape][]wantedSibling{},
	}
}

// root compiles a response message and gives it the members of the envelope.
func (c *answerCompiler) root(message protoreflect.MessageDescriptor) (*shape, error) {
	built, err := c.shape(message)
	if err != nil {
		return nil, err
	}
	root := c.newShape(built.layout)
	c.wanted[root], root.must = c.wanted[built], built.must
	for _, m := range built.members {
		root.add(m)
	}
	root.keeps = built.keeps
	for name, how := range map[string]reading{
		envelopeCode: readErrorCode, "error_msg": readErrorMessage,
		"errorCode": readErrorCode, "errorMsg": readErrorMessage, // in older parts of the upstream
	} {
		if _, taken := root.index[name]; !taken {
			root.add(member{name: name, reading: how, keep: none})
		}
	}
	return root, c.bindSiblings(root, nil)
}

func (c *answerCompiler) newShape(place *layout) *shape {
	c.count++
	return &shape{id: c.count - 1, layout: place, index: map[string]int{}}
}

func (s *shape) add(m member) {
	m.opening = `"` + m.name + `":`
	for _, name := range append([]string{m.name}, m.also...) {
		s.index[name] = len(s.members)
	}
	s.members = append(s.members, m)
}

// shape compiles a message once; recursive messages meet their own shape.
func (c *answerCompiler) shape(message protoreflect.MessageDescriptor) (*shape, error) {
	if known, ok := c.shapes[message.FullName()]; ok {
		return known, nil
	}
	place, err := layoutOf(message)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", message.FullName(), err)
	}
	built := c.newShape(place)
	c.shapes[message.FullName()] = built
	var companions []protoreflect.FieldDescriptor
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		option := fieldOption(field)
		built.pages = built.pages || option.GetFormat() == upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN
		switch {
		case option.GetFormat() == upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN && option.GetName() == "":
		case option.GetFormat() == upstreamv1.Format_FORMAT_UNKNOWN_CODE:
			companions = append(companions, field)
		default:
			if err := c.addField(built, field); err != nil {
				return nil, fmt.Errorf("%s: %w", field.FullName(), err)
			}
		}
	}
	for _, companion := range companions {
		home, name, err := c.home(built, upstreamName(companion))
		if err == nil {
			err = home.attach(companion, name)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", companion.FullName(), err)
		}
	}
	return built, built.verify(message)
}

func (c *answerCompiler) addField(built *shape, field protoreflect.FieldDescriptor) error {
	option := fieldOption(field)
	if err := verifyAnswerOption(field); err != nil {
		return err
	}
	built, name, err := c.home(built, upstreamName(field))
	if err != nil {
		return err
	}
	m := member{
		name:     name,
		also:     option.GetAlso(),
		field:    string(field.Name()),
		list:     field.IsList(),
		optional: field.HasPresence() && field.Message() == nil,
		place:    built.layout.slots[field.Number()],
		keep:     none,
	}
	for _, spelling := range append([]string{name}, m.also...) {
		if _, taken := built.index[spelling]; taken {
			return fmt.Errorf("upstream name %q stands twice", spelling)
		}
	}
	if m.reading, err = answerReading(field, option.GetFormat()); err != nil {
		return err
	}
	if m.optional && m.reading != readText && m.reading != readInt32 && m.reading != readBool && m.reading != readInt64 {
		return fmt.Errorf("optional is not in the closed set for this format")
	}
	if m.list && m.reading != readText && m.reading != readObject && m.reading != readEnum {
		return fmt.Errorf("a list is not in the closed set for this format")
	}
	switch m.reading {
	case readInstant, readZoned, readEpochMillis:
		m.dispensable = m.field == "create_time" || m.field == "update_time"
	case readEnum:
		m.codes, err = c.enum(field.Enum())
	case readObject:
		m.inner, err = c.shape(field.Message())
	case readMoney:
		m.currency, err = c.sibling(built, option.GetCurrency())
		if err == nil {
			m.measure, err = c.sibling(built, option.GetMeasure())
		}
	default: // the others need nothing but their place
	}
	if at := len(built.members); option.GetIdentity() && at < maxMembers {
		built.must[at>>6] |= 1 << (at & 63)
	}
	built.add(m)
	return err
}

// lacking is the first member that must say something and does not, or nil.
func (s *shape) lacking(said [2]uint64) *member {
	for at := range s.members {
		if bit := uint64(1) << (at & 63); s.must[at>>6]&bit != 0 && said[at>>6]&bit == 0 {
			return &s.members[at]
		}
	}
	return nil
}

// home is the shape that a name belongs to: that of the message, or for a dotted
// name the group that the name begins with, and the name inside it.
func (c *answerCompiler) home(built *shape, name string) (*shape, string, error) {
	head, rest, dotted := strings.Cut(name, ".")
	if !dotted {
		return built, name, nil
	}
	if head == "" || rest == "" || strings.Contains(rest, ".") {
		return nil, "", fmt.Errorf("%q is not a member of an object", name)
	}
	at, known := built.index[head]
	if !known {
		at = len(built.members)
		built.add(member{name: head, reading: readGroup, inner: c.newShape(built.layout), keep: none})
	}
	if built.members[at].reading != readGroup {
		return nil, "", fmt.Errorf("upstream name %q stands twice", head)
	}
	return built.members[at].inner, rest, nil
}

func (c *answerCompiler) enum(enum protoreflect.EnumDescriptor) (*codes, error) {
	if known, ok := c.enums[enum.FullName()]; ok {
		return known, nil
	}
	compiled, err := compileCodes(enum)
	c.enums[enum.FullName()] = compiled
	return compiled, err
}

// sibling notes that a shape needs a member by a relative name.
func (c *answerCompiler) sibling(built *shape, path string) (sibling, error) {
	if path == "" {
		return sibling{index: none}, nil
	}
	name := strings.TrimLeft(path, "./")
	outer := strings.Count(path, "../")
	if name == "" || path != strings.Repeat("../", outer)+name {
		return sibling{}, fmt.Errorf("%q is not a sibling path", path)
	}
	index, known := c.siblings[name]
	if !known {
		if len(c.siblings) == maxSiblings {
			return sibling{}, fmt.Errorf("more than %d sibling names", maxSiblings)
		}
		index = int8(len(c.siblings))
		c.siblings[name] = index
	}
	c.wanted[built] = append(c.wanted[built], wantedSibling{name, outer})
	c.climb = max(c.climb, outer)
	return sibling{index: index, outer: int8(outer)}, nil
}

// bindSiblings walks from the root to the leaves and makes every object that a
// money value climbs to keep the member that it needs there. A message inside
// itself is entered as often as a value below it can climb.
func (c *answerCompiler) bindSiblings(at *shape, above []*shape) error {
	entered := 0
	for _, seen := range above {
		if seen == at {
			entered++
		}
	}
	if entered > c.climb {
		return nil
	}
	line := append(append([]*shape{}, above...), at)
	for _, want := range c.wanted[at] {
		if want.outer >= len(line) {
			return fmt.Errorf("sibling %q climbs out of the answer", want.name)
		}
		if err := line[len(line)-1-want.outer].keepSibling(want.name, c.siblings[want.name]); err != nil {
			return err
		}
	}
	for i := range at.members {
		if inner := at.members[i].inner; inner != nil {
			if err := c.bindInner(inner, line); err != nil {
				return fmt.Errorf("%s: %w", at.members[i].field, err)
			}
		}
	}
	return nil
}

func (c *answerCompiler) bindInner(inner *shape, line []*shape) error {
	if len(inner.members) == 0 {
		return errors.New("the message has no members")
	}
	if inner.pages {
		return errors.New("FORMAT_NEXT_PAGE_TOKEN stands at the top of an answer")
	}
	return c.bindSiblings(inner, line)
}

func (s *shape) keepSibling(name string, index int8) error {
	at, ok := s.index[name]
	if !ok {
		at = len(s.members)
		s.add(member{name: name, reading: readNothing})
	}
	if m := &s.members[at]; m.list || m.reading < firstScalar {
		return fmt.Errorf("sibling %q is not a text or number", name)
	}
	s.members[at].keep, s.keeps[index] = index, uint8(at+1)
	return nil
}

// sibling is the member that keepSibling found.
func (s *shape) sibling(index int8) *member { return &s.members[s.keeps[index]-1] }

// attach ties the field for unknown codes to the enum that it stands beside.
func (s *shape) attach(companion protoreflect.FieldDescriptor, name string) error {
	at, ok := s.index[name]
	if !ok || s.members[at].reading != readEnum || s.members[at].list {
		return fmt.Errorf("no enum field has the upstream name %q", upstreamName(companion))
	}
	if companion.Kind() != protoreflect.StringKind || companion.IsList() || companion.HasPresence() || s.members[at].hasUnknown {
		return fmt.Errorf("an unknown code needs one plain string")
	}
	s.members[at].unknown, s.members[at].hasUnknown = s.layout.slots[companion.Number()], true
	return nil
}

func (s *shape) verify(message protoreflect.MessageDescriptor) error {
	if len(s.members) > maxMembers-maxSiblings-4 {
		return fmt.Errorf("%s has more than %d members", message.FullName(), maxMembers-maxSiblings-4)
	}
	for i := range s.members {
		m := &s.members[i]
		if m.reading == readGroup {
			if err := m.inner.verify(message); err != nil {
				return err
			}
		}
		if m.reading == readEnum && m.codes != nil && m.codes.words && !m.hasUnknown && !m.list {
			return fmt.Errorf("%s.%s: codes that are words need a FORMAT_UNKNOWN_CODE field beside them",
				message.FullName(), m.field)
		}
	}
	return nil
}
