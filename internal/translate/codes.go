package translate

import (
	"fmt"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// codes is the mapping between the upstream's codes and an enum's numbers.
type codes struct {
	byText  map[string]int32
	digit   [10]int32 // shortcut for one-digit codes; 0 is no shortcut
	text    map[int32]string
	foreign map[int32]bool // numbers that stand for another code than their own
	words   bool           // some code is not a number
}

// compileCodes reads the codes of an enum and refuses a code that stands twice.
func compileCodes(enum protoreflect.EnumDescriptor) (*codes, error) {
	table := &codes{byText: map[string]int32{}, text: map[int32]string{}, foreign: map[int32]bool{}}
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		number := int32(value.Number())
		if number == 0 {
			if proto.HasExtension(value.Options(), upstreamv1.E_Code) {
				return nil, fmt.Errorf("%s: the unspecified value cannot have a code", value.FullName())
			}
			continue
		}
		own := strconv.Itoa(int(number))
		code := &upstreamv1.Code{Value: own}
		if proto.HasExtension(value.Options(), upstreamv1.E_Code) {
			code, _ = proto.GetExtension(value.Options(), upstreamv1.E_Code).(*upstreamv1.Code)
		}
		if code.GetValue() != own {
			table.foreign[number] = true
		}
		if _, err := strconv.ParseInt(code.GetValue(), 10, 32); err != nil {
			table.words = true
		}
		table.text[number] = code.GetValue()
		for _, text := range append([]string{code.GetValue()}, code.GetAlso()...) {
			if err := table.add(text, number); err != nil {
				return nil, fmt.Errorf("%s: %w", value.FullName(), err)
			}
		}
	}
	return table, nil
}

func (c *codes) add(text string, number int32) error {
	if text == "" {
		return fmt.Errorf("the code is empty")
	}
	if other, exists := c.byText[text]; exists {
		return fmt.Errorf("code %q already stands for %d", text, other)
	}
	c.byText[text] = number
	if len(text) == 1 && text[0]-'0' <= 9 {
		c.digit[text[0]-'0'] = number
	}
	return nil
}

// number is the enum number of a code. Codes without a name here keep their
// number if they have one and no other value claims it (proto3 enums are open).
// Where codes are words the number would mean nothing: the field beside the enum
// keeps every unknown code as text.
func (c *codes) number(text string) (number int32, known bool) {
	if len(text) == 1 && text[0]-'0' <= 9 {
		if number := c.digit[text[0]-'0']; number != 0 {
			return number, true
		}
	}
	if number, ok := c.byText[text]; ok {
		return number, true
	}
	open, err := strconv.ParseInt(text, 10, 32)
	if err != nil || c.words || c.foreign[int32(open)] {
		return 0, false
	}
	return int32(open), false
}
