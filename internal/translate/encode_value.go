package translate

import "strconv"

// named is the code of a list's element, which must have one.
func (p *parameter) named(number int32) (string, *Error) {
	text, present, err := p.code(number)
	if err == nil && !present {
		err = requestError("must be a named value")
	}
	return text, err
}

// codeOrOther is the code of an enum field, or the text beside it that stands
// for a code without a value here.
func (p *parameter) codeOrOther(m memory) (string, bool, *Error) {
	text, present, err := p.code(*p.slot.int32(m))
	if err != nil || !p.hasOther {
		return text, present, err
	}
	other := *p.other.text(m)
	if present && other != "" {
		return "", false, requestError("must not be set together with the text of another code")
	}
	return text + other, present || other != "", p.controlled(other)
}

// decimal is a decimal number in the form that JSON allows.
func (p *parameter) decimal(m memory) (string, bool, *Error) {
	text := *p.slot.orEmpty(m, p.optional)
	if text == "" {
		return "", false, nil
	}
	plain, ok := plainDecimal(text)
	if !ok {
		return "", false, requestError(notDecimal)
	}
	return plain, true, nil
}

const notDecimal = "must be a decimal number such as 12.50"

// plainDecimal is decimalText without leading zeros.
func plainDecimal(text string) (string, bool) {
	plain, ok := decimalText(text)
	if !ok {
		return "", false
	}
	return shiftPoint(plain, 0)
}

// money is the amount alone. The upstream takes it in the site's currency, so
// that any other would silently be worth something else.
func (p *parameter) money(m memory) (string, bool, *Error) {
	money := *p.slot.money(m)
	if money == nil {
		return "", false, nil
	}
	if money.GetCurrencyCode() != p.currency {
		return "", false, requestError("must be "+p.currency+", the currency of the site").within("currency_code", "")
	}
	plain, ok := plainDecimal(money.GetAmount())
	if !ok {
		return "", false, requestError(notDecimal).within("amount", "")
	}
	return plain, true, nil
}

// idNumber is an id that is a number upstream. Only the digits that such a number
// has itself are taken: 007 and 7 would be one id there and two here.
func (p *parameter) idNumber(text string) (string, bool, *Error) {
	if text == "" {
		return "", false, nil
	}
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || number < 0 || strconv.FormatInt(number, 10) != text {
		return "", false, requestError("must be an id of digits without leading zeros")
	}
	return text, true, nil
}

// clock is a span as hh:mm:ss, which has no place for a fraction or a sign.
func (p *parameter) clock(m memory) (string, bool, *Error) {
	span := *p.slot.span(m)
	if span == nil {
		return "", false, nil
	}
	if span.GetNanos() != 0 || span.GetSeconds() < 0 || span.GetSeconds() > maxSpan {
		return "", false, requestError("must be a span of whole seconds, and not a negative one")
	}
	return formatClock(span.GetSeconds()), true, nil
}
