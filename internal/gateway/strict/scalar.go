package strict

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// The reasons that more than one reader gives.
const (
	reasonWhole    = "must be a whole number"
	reasonBool     = "must be true or false"
	reasonText     = "must be a text"
	reasonBase64   = "must be base64"
	reasonObject   = "must be an object"
	reasonList     = "must be a list"
	reasonNull     = "must not be null"
	reasonTwice    = "is given twice"
	reasonUnknown  = "is not a known field"
	reasonChoice   = "excludes another field that is given too"
	maxNamesListed = 12
)

// fromJSON reads a scalar or enum. The reason is empty when that went well.
func fromJSON(fd protoreflect.FieldDescriptor, v *value) (protoreflect.Value, string) {
	if v.kind == kindNull {
		return protoreflect.Value{}, reasonNull
	}
	switch fd.Kind() {
	case protoreflect.BoolKind:
		if v.kind != kindTrue && v.kind != kindFalse {
			return protoreflect.Value{}, reasonBool
		}
		return protoreflect.ValueOfBool(v.kind == kindTrue), ""
	case protoreflect.StringKind:
		if v.kind != kindString {
			return protoreflect.Value{}, reasonText
		}
		return protoreflect.ValueOfString(v.text), ""
	case protoreflect.BytesKind:
		if v.kind != kindString {
			return protoreflect.Value{}, reasonBase64
		}
		return fromBase64(v.text)
	case protoreflect.EnumKind:
		return enumFromJSON(fd.Enum(), v)
	}
	return integerFromJSON(fd.Kind(), v)
}

// fromText reads a scalar or enum as it stands in a path or a query.
func fromText(fd protoreflect.FieldDescriptor, text string) (protoreflect.Value, string) {
	switch fd.Kind() {
	case protoreflect.BoolKind:
		if text != "true" && text != "false" {
			return protoreflect.Value{}, reasonBool
		}
		return protoreflect.ValueOfBool(text == "true"), ""
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(text), ""
	case protoreflect.BytesKind:
		return fromBase64(text)
	case protoreflect.EnumKind:
		if number, reason := integer(protoreflect.Int32Kind, text); reason == "" {
			return protoreflect.ValueOfEnum(protoreflect.EnumNumber(number.Int())), ""
		}
		return enumByName(fd.Enum(), text)
	}
	return integer(fd.Kind(), text)
}

func enumFromJSON(ed protoreflect.EnumDescriptor, v *value) (protoreflect.Value, string) {
	switch v.kind {
	case kindString:
		return enumByName(ed, v.text)
	case kindNumber:
		number, reason := integerFromJSON(protoreflect.Int32Kind, v)
		if reason != "" {
			return protoreflect.Value{}, reason
		}
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(number.Int())), ""
	default:
		return protoreflect.Value{}, names(ed)
	}
}

func enumByName(ed protoreflect.EnumDescriptor, name string) (protoreflect.Value, string) {
	if found := ed.Values().ByName(protoreflect.Name(name)); found != nil {
		return protoreflect.ValueOfEnum(found.Number()), ""
	}
	return protoreflect.Value{}, names(ed)
}

// names says what an enum accepts; long lists are cut, the documentation has them.
func names(ed protoreflect.EnumDescriptor) string {
	count := ed.Values().Len()
	listed := make([]string, 0, maxNamesListed)
	for i := range min(count, maxNamesListed) {
		listed = append(listed, string(ed.Values().Get(i).Name()))
	}
	text := "must be one of " + strings.Join(listed, ", ")
	if count > maxNamesListed {
		text += fmt.Sprintf(" or %d more", count-maxNamesListed)
	}
	return text
}

func fromBase64(text string) (protoreflect.Value, string) {
	alphabet := base64.StdEncoding
	if strings.ContainsAny(text, "-_") {
		alphabet = base64.URLEncoding
	}
	if !strings.HasSuffix(text, "=") {
		alphabet = alphabet.WithPadding(base64.NoPadding)
	}
	decoded, err := alphabet.DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return protoreflect.Value{}, reasonBase64
	}
	return protoreflect.ValueOfBytes(decoded), ""
}

// integerFromJSON accepts a number, and a text that holds one: JSON numbers
// above 2^53 do not survive every client.
func integerFromJSON(k protoreflect.Kind, v *value) (protoreflect.Value, string) {
	text := v.text
	switch v.kind {
	case kindNumber:
	case kindString:
		number, err := parse([]byte(text))
		if err != nil || number.kind != kindNumber || len(number.raw) != len(text) {
			return protoreflect.Value{}, reasonWhole
		}
	default:
		return protoreflect.Value{}, reasonWhole
	}
	plain, ok := plainInteger(text)
	if !ok {
		return protoreflect.Value{}, reasonWhole
	}
	return integer(k, plain)
}

// integer reads decimal digits into the number that a field of the kind holds.
func integer(k protoreflect.Kind, text string) (protoreflect.Value, string) {
	if strings.HasPrefix(text, "+") {
		return protoreflect.Value{}, reasonWhole
	}
	switch k {
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		number, err := strconv.ParseInt(text, 10, 32)
		return protoreflect.ValueOfInt32(int32(number)), numberReason(err, "-2147483648 and 2147483647")
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		number, err := strconv.ParseInt(text, 10, 64)
		return protoreflect.ValueOfInt64(number), numberReason(err, "-9223372036854775808 and 9223372036854775807")
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		number, err := strconv.ParseUint(text, 10, 32)
		return protoreflect.ValueOfUint32(uint32(number)), numberReason(err, "0 and 4294967295")
	default: // Check lets only 64-bit kinds remain
		number, err := strconv.ParseUint(text, 10, 64)
		return protoreflect.ValueOfUint64(number), numberReason(err, "0 and 18446744073709551615")
	}
}

func numberReason(err error, limits string) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, strconv.ErrRange):
		return "is out of range: must be between " + limits
	}
	return reasonWhole
}

// plainInteger rewrites a JSON number without fraction and exponent, exactly:
// 1e3 is 1000, 1.50e1 is 15, and 1.5 is no whole number. No float is involved.
func plainInteger(number string) (string, bool) {
	const mostDigits = 40 // more than any 64-bit number; longer ones are out of range as they stand
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = "-", number[1:]
	}
	mantissa, exponentText, _ := strings.Cut(strings.ToLower(number), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	if digits == "" {
		return "0", true
	}
	if exponentText == "" && fraction == "" {
		return sign + digits, true
	}
	exponent, err := strconv.Atoi("0" + exponentText)
	if exponentText != "" {
		exponent, err = strconv.Atoi(exponentText)
	}
	if err != nil {
		return "", false
	}
	shift := exponent - len(fraction) // value = digits × 10^shift
	trimmed := strings.TrimRight(digits, "0")
	shift += len(digits) - len(trimmed)
	if shift < 0 || shift > mostDigits {
		return "", false
	}
	return sign + trimmed + strings.Repeat("0", shift), true
}
