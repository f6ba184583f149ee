package translate

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// node is a JSON value as encoding/json reads it, with its members in order.
type node struct {
	kind    byte // { [ " 0 t f n
	text    string
	members []namedNode
	items   []*node
}

type namedNode struct {
	name  string
	value *node
}

// parseNode reads a document by encoding/json; nil when it is not valid.
func parseNode(body []byte) *node {
	body = bytes.TrimPrefix(body, []byte("\uFEFF"))
	body = bytes.ToValidUTF8(body, []byte("\uFFFD"))
	if !json.Valid(body) {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	value, err := readNode(decoder)
	if err != nil {
		return nil
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil
	}
	return value
}

func readNode(decoder *json.Decoder) (*node, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch value := token.(type) {
	case string:
		return &node{kind: '"', text: value}, nil
	case json.Number:
		return &node{kind: '0', text: value.String()}, nil
	case bool:
		return &node{kind: strconv.FormatBool(value)[0], text: strconv.FormatBool(value)}, nil
	case json.Delim:
		return readBracket(decoder, byte(value))
	default:
		return &node{kind: 'n'}, nil
	}
}

func readBracket(decoder *json.Decoder, open byte) (*node, error) {
	out := &node{kind: open}
	for decoder.More() {
		name := ""
		if open == '{' {
			token, err := decoder.Token()
			if err != nil {
				return nil, err
			}
			name, _ = token.(string)
		}
		value, err := readNode(decoder)
		if err != nil {
			return nil, err
		}
		out.members = append(out.members, namedNode{name, value})
		out.items = append(out.items, value)
	}
	_, err := decoder.Token()
	return out, err
}

// depth is how deep brackets are nested in the value.
func (n *node) depth() int {
	deepest := 0
	for _, item := range n.items {
		deepest = max(deepest, item.depth())
	}
	if n.kind == '{' || n.kind == '[' {
		return deepest + 1
	}
	return deepest
}

var decimalGrammar = regexp.MustCompile(`^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$`)

// referenceDecimal is decimalText by another way: the digits as one integer and
// the place of the point.
func referenceDecimal(text string) (string, bool) {
	parts := decimalGrammar.FindStringSubmatch(text)
	if parts == nil {
		return "", false
	}
	exponent, _ := new(big.Int).SetString("0"+parts[4], 10)
	if parts[4] != "" {
		exponent, _ = new(big.Int).SetString(strings.TrimPrefix(parts[4], "+"), 10)
	}
	if exponent.CmpAbs(big.NewInt(maxDecimalDigits)) > 0 {
		return "", false
	}
	if len(parts[2])+len(parts[3]) > maxDecimalDigits {
		return "", false
	}
	plain := parts[2]
	if parts[3] != "" {
		plain += "." + parts[3]
	}
	ok := true
	if exponent.Sign() != 0 {
		plain, ok = referenceShift(plain, int(exponent.Int64()))
	}
	return signed(parts[1], plain), ok
}

// referenceShift moves the point of an unsigned decimal.
func referenceShift(plain string, places int) (string, bool) {
	whole, fraction, _ := strings.Cut(plain, ".")
	digits := whole + fraction
	scale := len(fraction) - places // digits behind the point
	if scale < 0 {
		digits += strings.Repeat("0", -scale)
		scale = 0
	}
	for len(digits) <= scale {
		digits = "0" + digits
	}
	value, _ := new(big.Int).SetString(digits[:len(digits)-scale], 10)
	out := value.String()
	size := len(out) + scale
	if scale > 0 {
		out += "." + digits[len(digits)-scale:]
	}
	return out, size <= maxDecimalDigits
}

func signed(sign, plain string) string {
	if value, ok := new(big.Rat).SetString(plain); ok && value.Sign() == 0 {
		return plain
	}
	return sign + plain
}

// referenceUnits turns an amount in a unit into main units.
func referenceUnits(amount, unit string) (string, bool) {
	if whole, ok := referenceWhole(unit); ok {
		unit = whole
	}
	if value, ok := new(big.Rat).SetString(amount); ok && value.Sign() == 0 && unit == "0" {
		return amount, true
	}
	places, known := map[string]int{"": 0, "1": 0, "2": -1, "3": -2}[unit]
	if !known || places == 0 {
		return amount, known
	}
	sign := ""
	if strings.HasPrefix(amount, "-") {
		sign, amount = "-", amount[1:]
	}
	shifted, ok := referenceShift(amount, places)
	return signed(sign, shifted), ok
}

// referenceInteger is a whole number in any decimal notation.
func referenceInteger(text string, bits uint) (int64, bool) {
	plain, ok := referenceDecimal(text)
	if !ok {
		return 0, false
	}
	value, _ := new(big.Rat).SetString(plain)
	limit := new(big.Int).Lsh(big.NewInt(1), bits-1)
	if !value.IsInt() || value.Num().Cmp(limit) >= 0 || value.Num().Cmp(new(big.Int).Neg(limit)) < 0 {
		return 0, false
	}
	return value.Num().Int64(), true
}

// referenceWhole is a whole number that is not written plainly, as its digits.
func referenceWhole(text string) (string, bool) {
	plain, ok := referenceDecimal(text)
	whole, places, _ := strings.Cut(plain, ".")
	return whole, ok && whole != text && strings.Trim(places, "0") == ""
}

// referenceInstant is what RFC 3339 says, or else a zoned text in UTC.
func referenceInstant(text string) (time.Time, bool) {
	if when, ok := strictInstant(text); ok {
		return when, true
	}
	return (&reference{}).zoned(text)
}

func strictInstant(text string) (time.Time, bool) {
	when, err := time.Parse(time.RFC3339Nano, text)
	first := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC)
	return when, err == nil && !when.Before(first) && !when.After(last)
}
