package translate

import (
	"strconv"
	"strings"

	"github.com/ocegate/ocegate/internal/restcall"
)

// Page says which rows of a list are wanted.
type Page struct {
	// Offset is how many rows to skip.
	Offset int32
	// Limit is how many rows to return at most; 0 leaves it to the upstream.
	Limit int32
	// Marker is where the page starts when the operation pages by marker.
	Marker string
}

// Call is an upstream request without host, signature and language.
type Call struct {
	// Path is percent-encoded segment by segment.
	Path string
	// Query holds the filters, then the paging.
	Query []restcall.Param
	// Header holds parameters that stand in headers.
	Header []restcall.Param
	// Body is the JSON body, nil when the method has none.
	Body []byte

	filters     int // how many of Query are not paging
	bodyFilters int // how much of Body is not paging
}

// AppendFilter appends what says which rows are meant, without what says which
// page of them; two calls for the same list append the same.
func (c *Call) AppendFilter(out []byte) []byte {
	out = append(out, c.Path...)
	for _, param := range c.Query[:c.filters] {
		out = strconv.AppendQuote(append(out, '&'), param.Name)
		out = strconv.AppendQuote(append(out, '='), param.Value)
	}
	for _, param := range c.Header {
		out = strconv.AppendQuote(append(out, '\n'), param.Name)
		out = strconv.AppendQuote(append(out, ':'), param.Value)
	}
	return append(append(out, '\n'), c.Body[:c.bodyFilters]...)
}

// encoder writes one request.
type encoder struct {
	call      Call
	variables []restcall.Param // of the path
	sent      []string         // names of the parameters in the body
	inBody    bool             // there is a body, and fixed values and paging stand in it
	members   int              // written into the body so far
}

// variable is the value of a path variable, empty when its field is.
func (e *encoder) variable(name string) string {
	for _, v := range e.variables {
		if v.Name == name {
			return v.Value
		}
	}
	return ""
}

// comma separates a body member from the one before.
func (e *encoder) comma() {
	if e.members > 0 {
		e.call.Body = append(e.call.Body, ',')
	}
	e.members++
}

func (e *encoder) parameter(p *parameter, m memory) *Error {
	if p.place == inBody {
		body, written, err := appendMember(e.call.Body, p, m, e.members)
		if err != nil {
			return err
		}
		e.call.Body = body
		if written {
			e.members++
		}
		return nil
	}
	if p.list && !p.comma {
		return e.repeated(p, m)
	}
	text, present, err := p.value(m)
	if err != nil || !present {
		return err
	}
	switch p.place {
	case inPath:
		e.variables = append(e.variables, restcall.Param{Name: p.name, Value: text})
	case inHeader:
		e.call.Header = append(e.call.Header, restcall.Param{Name: p.name, Value: text})
	default:
		e.call.Query = append(e.call.Query, restcall.Param{Name: p.name, Value: text})
	}
	return nil
}

// value is the text of a parameter, or absent. A field without presence is
// absent when it is zero; an empty text is never sent, because upstream an
// empty filter is not the same as none.
func (p *parameter) value(m memory) (text string, present bool, err *Error) {
	if p.list {
		return p.joined(m)
	}
	switch p.writing {
	case writeText:
		text = *p.slot.orEmpty(m, p.optional)
		return text, text != "", p.controlled(text)
	case writeInt32, writeInt64:
		number, present := p.integer(m)
		return strconv.FormatInt(number, 10), present, nil
	case writeBool, writeOneZero, writeYesNo, writeYN:
		truth, present := p.boolean(m)
		return p.flag(truth), present, nil
	case writeEnum:
		return p.codeOrOther(m)
	case writeDecimal:
		return p.decimal(m)
	case writeMoney, writeMoneyNumber:
		return p.money(m)
	case writeIDNumber:
		return p.idNumber(*p.slot.orEmpty(m, p.optional))
	case writeClock:
		return p.clock(m)
	default:
		return p.instant(m)
	}
}

func (p *parameter) joined(m memory) (string, bool, *Error) {
	texts, err := p.elements(m)
	if err != nil {
		return "", false, err
	}
	for i, text := range texts {
		if strings.Contains(text, ",") {
			return "", false, requestError(noComma).at(i)
		}
	}
	return strings.Join(texts, ","), len(texts) > 0, nil
}

// code is the upstream's code of an enum number; numbers without a name are
// refused rather than sent on.
func (p *parameter) code(number int32) (string, bool, *Error) {
	if number == 0 {
		return "", false, nil
	}
	text, known := p.codes.text[number]
	if !known {
		return "", false, requestError("is not a value of this enum")
	}
	return text, true, nil
}

func (p *parameter) integer(m memory) (int64, bool) {
	switch {
	case p.optional && p.writing == writeInt32:
		if value := *p.slot.optionalInt32(m); value != nil {
			return int64(*value), true
		}
		return 0, false
	case p.optional:
		if value := *p.slot.optionalInt64(m); value != nil {
			return *value, true
		}
		return 0, false
	case p.writing == writeInt32:
		value := *p.slot.int32(m)
		return int64(value), value != 0
	default:
		value := *p.slot.int64(m)
		return value, value != 0
	}
}

func (p *parameter) boolean(m memory) (truth, present bool) {
	if !p.optional {
		truth = *p.slot.boolean(m)
		return truth, truth
	}
	value := *p.slot.optionalBool(m)
	return value != nil && *value, value != nil
}

func (p *parameter) flag(truth bool) string {
	words := flagWords[p.writing]
	if truth {
		return words.yes
	}
	return words.no
}

// flagWords are what the upstream writes for a boolean.
var flagWords = map[writing]struct{ no, yes string }{
	writeBool: {"false", "true"}, writeOneZero: {"0", "1"}, writeYesNo: {"NO", "YES"}, writeYN: {"N", "Y"},
}

func (p *parameter) instant(m memory) (string, bool, *Error) {
	value := *p.slot.instant(m)
	if value == nil {
		return "", false, nil
	}
	text, ok := formatInstant(value.GetSeconds())
	switch p.writing {
	case writeEpochMillis:
		text = formatMillis(value)
	case writeZoned:
		text, ok = p.zone.format(value.GetSeconds())
	default: // as it is
	}
	if !ok {
		return "", false, requestError("must be an instant between the years 1 and 9999")
	}
	return text, true, nil
}

func requestError(reason string) *Error { return &Error{Kind: KindRequest, Reason: reason} }
