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
	short   []int32 // shortcut for codes of up to three digits, by code; 0 is none
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
	if at, ok := shortCode(text); ok {
		if at >= len(c.short) {
			c.short = append(c.short, make([]int32, at+1-len(c.short))...)
		}
		c.short[at] = number
	}
	return nil
}

// shortCode is the number that a text of up to three digits writes in the only
// way: 5 and 05 are two codes.
func shortCode(text string) (int, bool) {
	const longest = 3
	if text == "" || len(text) > longest || text[0] == '0' && len(text) > 1 {
		return 0, false
	}
	number := 0
	for i := range len(text) {
		digit := text[i] - '0'
		if digit > 9 {
			return 0, false
		}
		number = number*10 + int(digit)
	}
	return number, true
}

// number is the enum number of a code. Codes without a name here keep their
// number if they have one and no other value claims it (proto3 enums are open).
// Where codes are words the number would mean nothing: the field beside the enum
// keeps every unknown code as text. 6.0 is the code 6.
func (c *codes) number(text string) (number int32, known bool) {
	if at, ok := shortCode(text); ok && at < len(c.short) && c.short[at] != 0 {
		return c.short[at], true
	}
	if number, ok := c.byText[text]; ok {
		return number, true
	}
	if whole, ok := wholeText(text); ok {
		return c.number(whole)
	}
	open, err := strconv.ParseInt(text, 10, 32)
	if err != nil || c.words || c.foreign[int32(open)] {
		return 0, false
	}
	return int32(open), false
}
