package translate

import (
	"strconv"
	"strings"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

const (
	successCode   = "CBC.0000"
	byteOrderMark = "\uFEFF"
)

// Answer is what an upstream answer says besides the message that it fills.
type Answer struct {
	// Code is the envelope's error code; empty on success.
	Code string
	// Message is the envelope's error text.
	Message string
	// Succeeded is set when the envelope states success in so many words.
	Succeeded bool
	// Rows is how many rows of the paged list this answer held.
	Rows int
	// UnknownFields counts members that the plan has no home for.
	UnknownFields int
	// UnknownCodes counts enum codes that have no name here, and times that could
	// not be read and are left out.
	UnknownCodes int
}

// decoder fills one message; it is pooled for its memory and for what it has
// learnt about the order of members.
type decoder struct {
	scanner
	Answer
	allocator
	currency string // of the site, where an answer names none
	zone     zone   // of the call, where an instant names none
	pending  []pendingMoney
	rows     []memory // rows of the lists that are being read, innermost last
	level    int16    // objects entered
	bare     bool     // the scalar just read is a number, not a text
	blank    bool     // the value just read says nothing
	unhomed  string   // the name just read, when nothing has a home for it
	atTop    presence
	room     int // how many more elements the lists of this answer may have
	mostRows int // how many rows the list may have that paging counts
}

const (
	// mostElements is how many elements all lists of one answer may have together:
	// two bytes of a list can become hundreds of bytes of memory.
	mostElements = 50_000
	// mostRows is how many rows one list may have. The largest page of any
	// operation has 1,000.
	mostRows = 10_000
	// rowsBeyond is how many rows more than asked for a page may have: where the
	// upstream has a page of its own size, that is the smaller harm.
	rowsBeyond = 100
)

// pendingMoney is an amount that waits for a sibling.
type pendingMoney struct {
	money         *typev1.Money
	currencyLevel int16 // level of the object that has the currency, or none
	measureLevel  int16
	currency      int8
	measure       int8
}

// frame is an object that is being read.
type frame struct {
	kept [maxSiblings]string
	presence
}

// presence is what of an object's members was there, by their numbers.
type presence struct {
	seen [2]uint64 // stood there
	said [2]uint64 // and said something
}

// decode reads one JSON object into the message at m.
func (d *decoder) decode(root *shape, m memory, body []byte) (Answer, presence, *Error) {
	d.text = strings.TrimPrefix(string(body), byteOrderMark) // the texts of the message are its slices
	d.at, d.depth, d.level, d.Answer, d.room = 0, 0, 0, Answer{}, mostElements
	err := d.top(root, m)
	// The texts of a refusal outlive the answer, which may be large.
	d.Code, d.Message = strings.Clone(d.Code), strings.Clone(d.Message)
	return d.Answer, d.atTop, err
}

// reset lets go of everything that belongs to the answer just read.
func (d *decoder) reset() {
	clear(d.pending[:cap(d.pending)])
	clear(d.rows[:cap(d.rows)])
	d.pending, d.rows, d.text, d.unhomed, d.Answer = d.pending[:0], d.rows[:0], "", "", Answer{}
}

func (d *decoder) top(root *shape, m memory) *Error {
	if d.peek() != '{' {
		return d.fault("not a JSON object")
	}
	if err := d.object(root, m); err != nil {
		return err
	}
	return d.end()
}

// object reads the members of one object into the struct at m.
func (d *decoder) object(s *shape, m memory) *Error {
	if !d.take('{') {
		return d.wrongType("an object")
	}
	if d.depth++; d.depth > maxDepth {
		return answerError(tooDeep)
	}
	d.level++
	var f frame
	first := len(d.pending)
	if err := d.members(s, m, &f); err != nil {
		return err
	}
	if s.must[0]&^f.said[0] != 0 || s.must[1]&^f.said[1] != 0 {
		lacking := s.lacking(f.said)
		return answerError("is missing, and without it this is no row").within(lacking.field, lacking.name)
	}
	if first < len(d.pending) {
		if err := d.settle(s, m, &f, first); err != nil {
			return err
		}
	}
	d.depth--
	d.level--
	d.blank = f.said == [2]uint64{}
	if d.level == 0 {
		d.atTop = f.presence
	}
	return nil
}

// members reads what stands between the braces. The upstream writes the members
// of one kind of object in one order, so the member that followed last time is
// compared before any look-up: order[last] is that member.
func (d *decoder) members(s *shape, m memory, f *frame) *Error {
	if d.take('}') {
		return nil
	}
	order := d.order(s)
	for last := 0; ; {
		at := int(order[last])
		var err *Error
		if opening := s.members[at].opening; strings.HasPrefix(d.text[d.at:], opening) {
			d.at += len(opening)
		} else if at, err = d.memberName(s); err != nil {
			return err
		} else if at != none {
			order[last] = uint8(at)
		}
		if at == none {
			err = d.stray(d.unhomed)
		} else {
			last = at + 1
			err = d.member(&s.members[at], at, m, f)
		}
		if err != nil {
			return err
		}
		if d.at < len(d.text) && d.text[d.at] == ',' {
			d.at++ // what next would do, without the call: most members end so
		} else if more, err := d.next('}'); !more {
			return err
		}
	}
}

// memberName reads any name up to its colon and looks the member up.
func (d *decoder) memberName(s *shape) (int, *Error) {
	d.peek()
	name, err := d.str()
	if err != nil {
		return none, err
	}
	if !d.take(':') {
		return none, d.fault(notJSON)
	}
	if at, ok := s.index[name]; ok {
		return at, nil
	}
	d.unhomed = name
	return none, nil
}

// member reads one value. A name that stands twice is refused: which of two
// amounts or error codes is meant cannot be known.
func (d *decoder) member(mem *member, at int, m memory, f *frame) *Error {
	word, bit := at>>6, uint64(1)<<(at&63)
	if f.seen[word]&bit != 0 {
		return answerError("stands twice").within(mem.field, mem.name)
	}
	f.seen[word] |= bit
	var err *Error
	d.blank = false
	switch first := d.peek(); {
	case first == 'n':
		d.blank = true
		err = d.skipLiteral('n')
	case mem.reading >= firstScalar && !mem.list:
		err = d.scalarValue(mem, first, m, f)
	default:
		err = d.value(mem, m)
	}
	if err != nil {
		return err.within(mem.field, mem.name)
	}
	if !d.blank {
		f.said[word] |= bit
	}
	return nil
}

// settle gives the waiting amounts what the finished object holds. An object that
// names no currency is given the one that its amounts have.
func (d *decoder) settle(s *shape, m memory, f *frame, first int) *Error {
	waiting := d.pending[first:first]
	for i := first; i < len(d.pending); i++ {
		p := &d.pending[i]
		if p.currencyLevel == d.level {
			p.currencyLevel = none
			if code := f.kept[p.currency]; code != "" {
				p.money.CurrencyCode = code
			} else if mem := s.sibling(p.currency); mem.reading == readText {
				setText(mem, m, d.currency)
			}
		}
		if p.measureLevel == d.level {
			p.measureLevel = none
			if measure := f.kept[p.measure]; measure != "" && measure != mainUnits {
				amount, ok := inMainUnits(p.money.GetAmount(), measure)
				if !ok {
					mem := s.sibling(p.measure)
					return answerError("the unit "+strconv.Quote(measure)+" of an amount is not known").within(mem.field, mem.name)
				}
				p.money.Amount = amount
			}
		}
		if p.currencyLevel != none || p.measureLevel != none {
			waiting = append(waiting, *p)
		}
	}
	d.pending = d.pending[:first+len(waiting)]
	return nil
}

// mainUnits is the measure of amounts that are what they say.
const mainUnits = "1"

// inMainUnits moves the point of an amount in tenths (2) or hundredths (3). The
// unit 0, which is none, stands beside amounts that are nothing.
func inMainUnits(amount, measure string) (string, bool) {
	if whole, ok := wholeText(measure); ok {
		measure = whole
	}
	switch measure {
	case "0":
		return amount, strings.Trim(amount, "0.") == ""
	case mainUnits:
		return amount, true
	case "2":
		shifted, ok := shiftPoint(amount, -1)
		return withoutNegativeZero(shifted), ok
	case "3":
		shifted, ok := shiftPoint(amount, -2)
		return withoutNegativeZero(shifted), ok
	default:
		return "", false
	}
}
