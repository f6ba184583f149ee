package translate

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// writing is how one field becomes a value in a request; a closed set.
type writing uint8

const (
	writeText writing = iota + 1
	writeInt32
	writeInt64
	writeBool
	writeOneZero
	writeYesNo
	writeYN
	writeEnum
	writeInstant
	writeZoned // an instant in the zone of the call
	writeDecimal
	writeMoney
	writeMoneyNumber
	writeKeyValue
	writeEpochMillis
	writeClock
	writeIDNumber
	writePairs  // an object of texts
	writeStruct // an object of anything
	writeFree   // anything
	writeBytes
	writeObject
	writeGroup // an object that has no message of its own
)

// place is the part of a request that carries a parameter.
type place uint8

const (
	inPath place = iota + 1
	inQuery
	inHeader
	inBody
)

// parameter is one field of a request message, or of a message in its body.
type parameter struct {
	name     string // upstream name
	field    string // proto name in errors
	place    place
	writing  writing
	list     bool
	comma    bool // a list as one text
	text     bool // a number, bool or numeric code as text
	optional bool
	slot     slot
	codes    *codes
	other    slot        // the text of a code without a value here, when hasOther
	inner    []parameter // of an object
	currency string      // of the site, for amounts
	zone     zone        // of the call, for writeZoned
	key      string      // of the only object, for writeKeyValue

	hasOther bool
	lines    bool // a text may have several lines
}

// requestCompiler builds the parameters of one request message.
type requestCompiler struct {
	enums     func(protoreflect.EnumDescriptor) (*codes, error)
	method    string
	variables map[string]bool // names in the path template
	currency  string          // of the site
	zone      zone
	inside    map[protoreflect.FullName]bool
}

// parameters compiles the fields of a message; the top level may use every
// place, objects below it stand in the body.
func (c *requestCompiler) parameters(message protoreflect.MessageDescriptor, top bool) ([]parameter, error) {
	shape, err := layoutOf(message)
	if err != nil {
		return nil, err
	}
	if c.inside[message.FullName()] {
		return nil, fmt.Errorf("%s stands inside itself: a request has an end", message.FullName())
	}
	c.inside[message.FullName()] = true
	defer delete(c.inside, message.FullName())
	list := &parameterList{}
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if isPaging(field) {
			if !top {
				return nil, fmt.Errorf("%s: paging stands at the top of a request", field.FullName())
			}
			continue
		}
		if err := c.add(list, field, shape.slots[field.Number()], top); err != nil {
			return nil, fmt.Errorf("%s: %w", field.FullName(), err)
		}
	}
	return list.all, nil
}

func (c *requestCompiler) add(list *parameterList, field protoreflect.FieldDescriptor, place slot, top bool) error {
	if fieldOption(field).GetFormat() == upstreamv1.Format_FORMAT_UNKNOWN_CODE {
		return list.attach(field, place)
	}
	p, err := c.parameter(field, top)
	if err != nil {
		return err
	}
	p.slot = place
	return list.add(p)
}

func (c *requestCompiler) parameter(field protoreflect.FieldDescriptor, top bool) (parameter, error) {
	option := fieldOption(field)
	p := parameter{
		name:     upstreamName(field),
		field:    string(field.Name()),
		place:    inBody,
		list:     field.IsList(),
		comma:    option.GetFormat() == upstreamv1.Format_FORMAT_COMMA_LIST,
		text:     option.GetFormat() == upstreamv1.Format_FORMAT_TEXT || option.GetFormat() == upstreamv1.Format_FORMAT_ONE_ZERO_TEXT,
		optional: field.HasPresence() && field.Message() == nil,
		key:      option.GetKey(),
		lines:    option.GetMultiline(),
	}
	switch {
	case top:
		p.place = c.placeOf(p.name, option.GetPlace())
	case option.GetPlace() != upstreamv1.Place_PLACE_UNSPECIFIED:
		return p, fmt.Errorf("only the fields of a whole request have a place")
	}
	if p.place == inPath && option.GetPlace() != upstreamv1.Place_PLACE_UNSPECIFIED {
		return p, fmt.Errorf("a path variable has no other place")
	}
	if option.GetCurrency() != "" || option.GetMeasure() != "" {
		return p, fmt.Errorf("currency and measure are for answers")
	}
	var err error
	if p.writing, err = requestWriting(field, option.GetFormat()); err != nil {
		return p, err
	}
	switch p.writing {
	case writeEnum:
		p.codes, err = c.enums(field.Enum())
	case writeMoney, writeMoneyNumber:
		p.currency = c.currency
	case writeZoned:
		p.zone = c.zone
	case writeObject:
		p.inner, err = c.parameters(field.Message(), false)
	default: // the others need nothing but their place
	}
	if err != nil {
		return p, err
	}
	return p, p.verify()
}

// isPaging says whether a field is known only here and sent as an offset.
func isPaging(field protoreflect.FieldDescriptor) bool {
	format := fieldOption(field).GetFormat()
	return format == upstreamv1.Format_FORMAT_PAGE_SIZE || format == upstreamv1.Format_FORMAT_PAGE_TOKEN
}

func (c *requestCompiler) placeOf(name string, stated upstreamv1.Place) place {
	switch {
	case c.variables[name]:
		return inPath
	case stated == upstreamv1.Place_PLACE_HEADER:
		return inHeader
	case stated == upstreamv1.Place_PLACE_BODY:
		return inBody
	case stated == upstreamv1.Place_PLACE_QUERY, c.method == "GET", c.method == "DELETE":
		return inQuery
	default:
		return inBody
	}
}

// verify refuses the combinations that have no meaning.
func (p *parameter) verify() error {
	if err := p.verifyList(); err != nil {
		return err
	}
	switch {
	case (p.text || p.writing == writeMoneyNumber) && p.place != inBody:
		return fmt.Errorf("a choice between text and number says something only in the body")
	case p.lines && (p.writing != writeText || p.place != inBody):
		return fmt.Errorf("only a text in the body has lines")
	case (p.writing == writeKeyValue) != (p.key != ""):
		return fmt.Errorf("FORMAT_KEY_VALUE and a key stand together")
	case p.writing == writeKeyValue && p.place != inBody:
		return fmt.Errorf("FORMAT_KEY_VALUE can only stand in the body")
	case (p.writing == writeObject || p.isFree()) && p.place != inBody:
		return fmt.Errorf("an object can only stand in the body")
	case p.place == inPath && (p.writing != writeText && p.writing != writeIDNumber || p.list && !p.comma || p.optional):
		return fmt.Errorf("a path variable must be a plain string, or a FORMAT_COMMA_LIST of them")
	case p.optional && p.writing == writeEnum:
		return fmt.Errorf("an enum is unset by its zero value, not by optional")
	default:
		return nil
	}
}

func (p *parameter) verifyList() error {
	switch {
	case p.comma && !p.list:
		return fmt.Errorf("FORMAT_COMMA_LIST needs a repeated field")
	case p.list && !p.mayRepeat():
		return fmt.Errorf("a list is not in the closed set for this format")
	case p.list && !p.comma && p.place == inHeader:
		return fmt.Errorf("a list in a header needs FORMAT_COMMA_LIST")
	default:
		return nil
	}
}

// mayRepeat says whether a list of such values is in the closed set.
func (p *parameter) mayRepeat() bool {
	switch p.writing {
	case writeText, writeEnum, writeInt32, writeInt64, writeIDNumber, writeObject:
		return true
	default:
		return false
	}
}

// isFree says whether a value is written as it is, by no plan of its own.
func (p *parameter) isFree() bool {
	return p.writing == writePairs || p.writing == writeStruct || p.writing == writeFree || p.writing == writeBytes
}

// requestWritings are all ways in which a field of a request can be sent.
var requestWritings = map[typed]writing{
	{"string", unformatted}:                               writeText,
	{"int32", unformatted}:                                writeInt32,
	{"int64", unformatted}:                                writeInt64,
	{"bool", unformatted}:                                 writeBool,
	{"enum", unformatted}:                                 writeEnum,
	{"message", unformatted}:                              writeObject,
	{"map", unformatted}:                                  writePairs,
	{"struct", unformatted}:                               writeStruct,
	{"value", unformatted}:                                writeFree,
	{"bytes", unformatted}:                                writeBytes,
	{"bool", upstreamv1.Format_FORMAT_ONE_ZERO}:           writeOneZero,
	{"bool", upstreamv1.Format_FORMAT_YES_NO}:             writeYesNo,
	{"bool", upstreamv1.Format_FORMAT_Y_N}:                writeYN,
	{"bool", upstreamv1.Format_FORMAT_ONE_ZERO_TEXT}:      writeOneZero,
	{"bool", upstreamv1.Format_FORMAT_TEXT}:               writeBool,
	{"int32", upstreamv1.Format_FORMAT_TEXT}:              writeInt32,
	{"enum", upstreamv1.Format_FORMAT_TEXT}:               writeEnum,
	{"money", upstreamv1.Format_FORMAT_MONEY}:             writeMoney,
	{"money", upstreamv1.Format_FORMAT_MONEY_NUMBER}:      writeMoneyNumber,
	{"timestamp", upstreamv1.Format_FORMAT_INSTANT}:       writeInstant,
	{"timestamp", upstreamv1.Format_FORMAT_ZONED_INSTANT}: writeZoned,
	{"timestamp", upstreamv1.Format_FORMAT_EPOCH_MILLIS}:  writeEpochMillis,
	{"duration", upstreamv1.Format_FORMAT_CLOCK}:          writeClock,
	{"string", upstreamv1.Format_FORMAT_ID_NUMBER}:        writeIDNumber,
	{"string", upstreamv1.Format_FORMAT_COMMA_LIST}:       writeText,
	{"int32", upstreamv1.Format_FORMAT_COMMA_LIST}:        writeInt32,
	{"int64", upstreamv1.Format_FORMAT_COMMA_LIST}:        writeInt64,
	{"enum", upstreamv1.Format_FORMAT_COMMA_LIST}:         writeEnum,
	{"string", upstreamv1.Format_FORMAT_DECIMAL}:          writeDecimal,
	{"string", upstreamv1.Format_FORMAT_KEY_VALUE}:        writeKeyValue,
}

// requestWriting chooses how a field is sent; what is not in the table is
// refused.
func requestWriting(field protoreflect.FieldDescriptor, format upstreamv1.Format) (writing, error) {
	how, ok := requestWritings[typed{kindOf(field), format}]
	if !ok {
		return 0, fmt.Errorf("%s cannot be sent from a %s", format, kindOf(field))
	}
	return how, nil
}

// pathPart is a fixed part of the path, or the variable behind it.
type pathPart struct {
	text     string
	variable string
}

// parsePath splits a template such as /v2/orders/details/{order_id}.
func parsePath(template string) (parts []pathPart, variables map[string]bool, err error) {
	variables = map[string]bool{}
	if !strings.HasPrefix(template, "/") {
		return nil, nil, fmt.Errorf("path %q does not start with a slash", template)
	}
	for rest := template; rest != ""; {
		text, behind, found := strings.Cut(rest, "{")
		part := pathPart{text: text}
		if found {
			var closed bool
			part.variable, rest, closed = strings.Cut(behind, "}")
			if !closed || part.variable == "" || variables[part.variable] || !strings.HasSuffix(text, "/") {
				return nil, nil, fmt.Errorf("path %q is not well formed", template)
			}
			variables[part.variable] = true
		} else {
			rest = ""
		}
		parts = append(parts, part)
	}
	return parts, variables, nil
}
