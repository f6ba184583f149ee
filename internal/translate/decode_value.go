package translate

import (
	"slices"
	"strconv"
)

// scalar consumes a string, number, boolean or null and returns its text, which
// is empty for null: the upstream uses both for what is absent.
func (d *decoder) scalar() (text string, err *Error) {
	switch b := d.peek(); b {
	case '"':
		d.bare = false
		return d.unquoted()
	case 't', 'f':
		d.bare = false
		return literals[b], d.skipLiteral(b)
	case 'n':
		d.bare = false
		return "", d.skipLiteral(b)
	case '{', '[', 0:
		return "", d.wrongType("a text or number")
	default:
		d.bare = true
		return d.number()
	}
}

func (d *decoder) wrongType(want string) *Error {
	switch d.peek() {
	case '"', '{', '[', 't', 'f', 'n', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return answerError("not " + want)
	default:
		return d.fault(notJSON)
	}
}

// value reads one value that is neither null nor a text or number.
func (d *decoder) value(mem *member, m memory) *Error {
	if mem.list {
		err := d.array(mem, m)
		d.blank = false // an empty list says that there is nothing
		return err
	}
	switch mem.reading {
	case readObject:
		// A member is only set once its object is read: an error leaves no half.
		inner := d.message(mem.inner)
		if err := d.object(mem.inner, inner); err != nil {
			return err
		}
		*mem.place.message(m) = inner
		return nil
	case readGroup:
		return d.object(mem.inner, m)
	case readBool:
		return d.boolValue(mem, m)
	default:
		return d.freeValue(mem, m)
	}
}

// scalarValue reads one value that the upstream writes as a text or a number,
// and keeps it for the amounts that need it. Numbers are taken by their own
// text, because the upstream writes some texts either way.
func (d *decoder) scalarValue(mem *member, first byte, m memory, f *frame) *Error {
	var text string
	var err *Error
	switch {
	case first == '"':
		d.bare = false
		text, err = d.unquoted()
	case first-'0' <= 9 || first == '-':
		d.bare = true
		text, err = d.number()
	case mem.reading == readText:
		err = d.wrongType("a text")
	default:
		text, err = d.scalar()
	}
	if err != nil {
		return err
	}
	if mem.keep != none && text != "" {
		f.kept[mem.keep] = text
	}
	if mem.reading == readText {
		setText(mem, m, text)
	}
	if text == "" {
		d.blank = true
		return nil
	}
	return d.converted(mem, m, text)
}

func setText(mem *member, m memory, text string) {
	if mem.optional {
		boxed := text // only what needs it pays for a place on the heap
		*mem.place.optionalText(m) = &boxed
	} else {
		*mem.place.text(m) = text
	}
}

func (d *decoder) boolValue(mem *member, m memory) *Error {
	truth := d.peek() == 't'
	if !d.literal("true") && !d.literal("false") {
		return d.wrongType("true or false")
	}
	setBool(mem, m, truth)
	return nil
}

func setBool(mem *member, m memory, truth bool) {
	if mem.optional {
		boxed := truth
		*mem.place.optionalBool(m) = &boxed
	} else {
		*mem.place.boolean(m) = truth
	}
}

// converted turns a scalar's text into the field's type.
func (d *decoder) converted(mem *member, m memory, text string) *Error {
	switch mem.reading {
	case readNothing, readText: // kept, or set, already
	case readErrorCode:
		if text != successCode {
			d.Code = text
		}
		d.Succeeded = text == successCode
	case readErrorMessage:
		d.Message = text
	case readInt32, readInt64:
		return setInteger(mem, m, text)
	case readOneZero:
		return setFlag(mem, m, text, "1", "0")
	case readYesNo:
		return setFlag(mem, m, text, "YES", "NO")
	case readYN:
		return setFlag(mem, m, text, "Y", "N")
	case readDecimal:
		plain, ok := d.decimal(text)
		if !ok {
			return answerError("not a decimal")
		}
		*mem.place.text(m) = plain
	case readEnum:
		number := d.enumValue(mem, m, text)
		d.blank = number == 0 && !mem.hasUnknown // a code that nobody knows proves nothing
		*mem.place.int32(m) = number
	case readMoney:
		return d.moneyValue(mem, m, text)
	case readInstant, readZoned, readEpochMillis:
		return d.instantValue(mem, m, text)
	case readClock:
		return setClock(mem, m, text)
	case readIDNumber:
		return setIDNumber(mem, m, text)
	default:
		return answerError("has no reading") // Compile lets none through
	}
	return nil
}

func setInteger(mem *member, m memory, text string) *Error {
	bits := 32
	if mem.reading == readInt64 {
		bits = 64
	}
	value, ok := integer(text, bits)
	switch {
	case !ok:
		return answerError("not a whole number of " + map[int]string{32: "32", 64: "64"}[bits] + " bits")
	case bits == 64 && mem.optional:
		boxed := value
		*mem.place.optionalInt64(m) = &boxed
	case bits == 64:
		*mem.place.int64(m) = value
	case mem.optional:
		small := int32(value)
		*mem.place.optionalInt32(m) = &small
	default:
		*mem.place.int32(m) = int32(value)
	}
	return nil
}

// integer reads a whole number, also when it is written with places that are
// all zero (10.0) or with an exponent.
func integer(text string, bits int) (int64, bool) {
	plain, ok := decimalText(text)
	if !ok {
		return 0, false
	}
	return parseWhole(plain, bits)
}

func setFlag(mem *member, m memory, text, yes, no string) *Error {
	switch text {
	case yes, "true":
		setBool(mem, m, true)
	case no, "false":
		setBool(mem, m, false)
	default:
		if whole, ok := wholeText(text); ok {
			return setFlag(mem, m, whole, yes, no)
		}
		return answerError("neither " + yes + " nor " + no)
	}
	return nil
}

func (d *decoder) enumValue(mem *member, m memory, text string) int32 {
	number, known := mem.codes.number(text)
	if !known {
		d.UnknownCodes++
		if number == 0 && mem.hasUnknown {
			*mem.unknown.text(m) = text
		}
	}
	return number
}

// decimal is decimalText for the scalar just read. A number without an exponent
// was checked when it was scanned and is plain already.
func (d *decoder) decimal(text string) (string, bool) {
	switch {
	case !d.bare || d.exponent || len(text) > maxDecimalDigits:
		return decimalText(text)
	case text[0] == '-':
		return withoutNegativeZero(text), true
	default:
		return text, true
	}
}

func (d *decoder) moneyValue(mem *member, m memory, text string) *Error {
	amount, ok := d.decimal(text)
	if !ok {
		return answerError("not a decimal")
	}
	money := d.money()
	money.Amount, money.CurrencyCode = amount, d.currency
	*mem.place.money(m) = money
	if mem.currency.index == none && mem.measure.index == none {
		return nil
	}
	wait := d.wait()
	wait.money = money
	wait.currency, wait.currencyLevel = mem.currency.index, d.levelOf(mem.currency)
	wait.measure, wait.measureLevel = mem.measure.index, d.levelOf(mem.measure)
	return nil
}

// wait is a place among the pending amounts, to be written where it stands.
func (d *decoder) wait() *pendingMoney {
	count := len(d.pending)
	if count == cap(d.pending) {
		d.pending = slices.Grow(d.pending, 1)
	}
	d.pending = d.pending[:count+1]
	return &d.pending[count]
}

// levelOf is the level of the object in which a sibling stands.
func (d *decoder) levelOf(s sibling) int16 {
	if s.index == none {
		return none
	}
	return d.level - int16(s.outer)
}

// array reads a list; rows are appended to what the field already holds, so
// that pages add up.
func (d *decoder) array(mem *member, m memory) *Error {
	if d.peek() != '[' {
		return d.wrongType("a list")
	}
	switch mem.reading {
	case readObject:
		return d.rowsOf(mem, m)
	case readEnum:
		return d.elements(func(text string) {
			numbers := mem.place.int32s(m)
			*numbers = append(*numbers, d.enumValue(mem, m, text))
		})
	default:
		return d.elements(func(text string) {
			texts := mem.place.texts(m)
			*texts = append(*texts, text)
		})
	}
}

// elements reads an array of scalars; a null among them has no meaning.
func (d *decoder) elements(use func(text string)) *Error {
	return d.each(func(index int) *Error {
		if err := d.counted(index, mostRows); err != nil {
			return err
		}
		if d.peek() == 'n' {
			return answerError("null in a list").at(index)
		}
		text, err := d.scalar()
		if err != nil {
			return err.at(index)
		}
		use(text)
		return nil
	})
}

// counted refuses an element beyond what one list, or one answer, may have.
func (d *decoder) counted(index, most int) *Error {
	if index >= most {
		return answerError("a list of more than " + strconv.Itoa(most) + " elements")
	}
	if d.room--; d.room < 0 {
		return answerError("lists of more than " + strconv.Itoa(mostElements) + " elements in all")
	}
	return nil
}

// rowsOf reads an array of objects. The rows are gathered first, so that the
// list is allocated once and in its true size.
func (d *decoder) rowsOf(mem *member, m memory) *Error {
	if d.at++; d.depth >= maxDepth {
		return answerError(tooDeep)
	}
	d.depth++
	first := len(d.rows)
	most := mostRows
	if d.level == mem.rowsAt {
		most = d.mostRows
	}
	for index, more := 0, !d.take(']'); more; index++ {
		if err := d.counted(index, most); err != nil {
			return err
		}
		row := d.message(mem.inner)
		if err := d.object(mem.inner, row); err != nil {
			return err.at(index)
		}
		d.rows = append(d.rows, row)
		var err *Error
		if more, err = d.next(']'); err != nil {
			return err
		}
	}
	d.depth--
	rows := d.rows[first:]
	list := mem.place.messages(m)
	if *list == nil {
		*list = d.list(len(rows))
	}
	*list = append(*list, rows...)
	if d.level == mem.rowsAt {
		d.Rows += len(rows)
	}
	d.rows = d.rows[:first]
	return nil
}
