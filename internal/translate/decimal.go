package translate

import (
	"strconv"
	"strings"
)

// maxDecimalDigits is how many digits a decimal may have, its exponent unfolded.
// The upstream's widest amounts have 18 and 10 places: what has many more is no
// amount, whatever wrote it.
const maxDecimalDigits = 64

// decimalText turns a decimal number's own text into plain decimal text: the
// exponent is unfolded, every other digit stays as it was sent. It never goes
// through a binary number. The second result is false for anything else.
func decimalText(token string) (string, bool) {
	mantissa, exponent, ok := splitDecimal(token)
	if !ok || tooManyDigits(mantissa) {
		return "", false
	}
	if exponent != 0 {
		mantissa, ok = shiftPoint(mantissa, exponent)
	}
	return withoutNegativeZero(mantissa), ok
}

// tooManyDigits judges plain decimal text.
func tooManyDigits(plain string) bool {
	return len(plain) > maxDecimalDigits && len(plain)-strings.Count(plain, ".")-strings.Count(plain, "-") > maxDecimalDigits
}

// splitDecimal checks the grammar `-? digits (. digits)? ([eE] [+-]? digits)?`.
// Leading zeros and a leading point are read, because amounts also come as text.
func splitDecimal(token string) (mantissa string, exponent int, ok bool) {
	rest := strings.TrimPrefix(token, "-")
	whole := leadingDigits(rest)
	if whole == 0 {
		return "", 0, false
	}
	rest = rest[whole:]
	if strings.HasPrefix(rest, ".") {
		places := leadingDigits(rest[1:])
		if places == 0 {
			return "", 0, false
		}
		rest = rest[1+places:]
	}
	mantissa = token[:len(token)-len(rest)]
	if rest == "" {
		return mantissa, 0, true
	}
	exponent, ok = parseExponent(rest)
	return mantissa, exponent, ok
}

func parseExponent(text string) (int, bool) {
	if text[0] != 'e' && text[0] != 'E' {
		return 0, false
	}
	text = text[1:]
	negative := strings.HasPrefix(text, "-")
	if negative || strings.HasPrefix(text, "+") {
		text = text[1:]
	}
	if text == "" || leadingDigits(text) != len(text) {
		return 0, false
	}
	value := 0
	for i := range len(text) {
		value = value*10 + int(text[i]-'0')
		if value > maxDecimalDigits {
			return 0, false
		}
	}
	if negative {
		value = -value
	}
	return value, true
}

// shiftPoint moves the decimal point by places, to the right when positive.
func shiftPoint(plain string, places int) (string, bool) {
	sign := ""
	if strings.HasPrefix(plain, "-") {
		sign, plain = "-", plain[1:]
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	switch {
	case places > 0:
		if missing := places - len(fraction); missing > 0 {
			fraction += strings.Repeat("0", missing)
		}
		whole, fraction = whole+fraction[:places], fraction[places:]
	case places < 0:
		if missing := 1 - places - len(whole); missing > 0 {
			whole = strings.Repeat("0", missing) + whole
		}
		whole, fraction = whole[:len(whole)+places], whole[len(whole)+places:]+fraction
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if len(whole)+len(fraction) > maxDecimalDigits {
		return "", false
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole, true
}

func withoutNegativeZero(plain string) string {
	if strings.HasPrefix(plain, "-") && strings.Trim(plain, "-0.") == "" {
		return plain[1:]
	}
	return plain
}

// wholeText is the plain text of a whole number that is written in another way:
// 6 for 6.0, 6e0 and 60e-1. The second result is false for anything else, also
// for what is plain already.
func wholeText(text string) (string, bool) {
	plain, ok := decimalText(text)
	whole, places, _ := strings.Cut(plain, ".")
	if !ok || whole == text || strings.Trim(places, "0") != "" {
		return "", false
	}
	return whole, true
}

func leadingDigits(text string) int { return digitsAt(text, 0) }

// parseWhole reads plain decimal text whose places, if any, are all zero.
func parseWhole(plain string, bits int) (int64, bool) {
	whole, places, _ := strings.Cut(plain, ".")
	if strings.Trim(places, "0") != "" {
		return 0, false
	}
	value, err := strconv.ParseInt(whole, 10, bits)
	return value, err == nil
}
