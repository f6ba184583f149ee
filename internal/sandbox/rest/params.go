package rest

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// checker turns what arrived into checked values for one operation.
type checker struct {
	op     *operation
	strict bool
	out    Values
}

// query checks the query string against the catalogue and the presence table.
func (c *checker) query(params []queryParam) *Refusal {
	seen := map[string]bool{}
	for _, p := range params {
		f := c.op.request("query", p.name)
		if f == nil {
			if c.strict {
				return BadParameter("unknown query parameter %s", p.name)
			}
			continue
		}
		if seen[p.name] && !f.Repeated {
			return BadParameter("%s is carried twice", p.name)
		}
		seen[p.name] = true
		if no := c.carried(f, p.value); no != nil {
			return no
		}
	}
	return nil
}

func (c *checker) carried(f *field, text string) *Refusal {
	state := presenceOf(text)
	switch f.rule.judge(state) {
	case ignored:
		return nil
	case rejected:
		return BadParameter("%s does not accept the value %q", f.Name, text)
	case filters:
	}
	if state != carriedValue {
		// Taken literally: `""` filters for the empty text, null for the text "null".
		c.out[f.Name] = Value{Text: strings.Trim(text, `"`)}
		return nil
	}
	if f.Repeated {
		return c.listed(f, text)
	}
	v, no := f.scalar(text)
	if no == nil {
		c.out[f.Name] = v
	}
	return no
}

// listed adds to a list, which callers send as one parameter with commas or as several parameters.
func (c *checker) listed(f *field, text string) *Refusal {
	v := c.out[f.Name]
	for _, part := range strings.Split(text, ",") {
		one, no := f.scalar(part)
		if no != nil {
			return no
		}
		if part == "" {
			return BadParameter("%s holds an empty item", f.Name)
		}
		v.items = append(v.items, Values{"": one})
	}
	if f.rule.MaxItems > 0 && len(v.items) > f.rule.MaxItems {
		return BadParameter("%s holds more than %d items", f.Name, f.rule.MaxItems)
	}
	c.out[f.Name] = v
	return nil
}

// headers checks the headers that the catalogue lists for the call.
func (c *checker) headers(h http.Header) *Refusal {
	for i := range c.op.Request {
		f := &c.op.Request[i]
		given := h.Values(f.Name)
		if f.In != "header" || len(given) == 0 {
			continue
		}
		if len(given) > 1 {
			return BadParameter("%s is carried twice", f.Name)
		}
		v, no := f.scalar(given[0])
		if no != nil {
			return no
		}
		c.out[f.Name] = v
	}
	return nil
}

// path checks the variables that the router cut out of the path.
func (c *checker) path(params map[string]string) *Refusal {
	for name, text := range params {
		f := c.op.request("path", name)
		if f == nil {
			// Old paths carry the account id, which is no parameter of the call and is not compared.
			continue
		}
		v, no := f.scalar(text)
		if no != nil {
			return no
		}
		c.out[name] = v
	}
	return nil
}

// complete checks what only shows when all parameters are read.
func (c *checker) complete() *Refusal {
	for i := range c.op.Request {
		f := &c.op.Request[i]
		if f.Required && !c.out.Has(f.Name) {
			return BadParameter("%s is required", f.Name)
		}
		if f.rule.Needs != "" && c.out.Has(f.Name) && !c.out.Has(f.rule.Needs) {
			return BadParameter("%s is only usable together with %s", f.Name, f.rule.Needs)
		}
	}
	for _, w := range c.op.rules.Windows {
		if no := w.check(c.out); no != nil {
			return no
		}
	}
	return nil
}

// check holds a time window to its order and its greatest length.
func (w windowRule) check(v Values) *Refusal {
	if !v.Has(w.Begin) || !v.Has(w.End) {
		return nil
	}
	begin, end := looseTime(v.Text(w.Begin)), looseTime(v.Text(w.End))
	if end.Before(begin) {
		return BadParameter("%s is before %s", w.End, w.Begin)
	}
	if w.Years > 0 && end.After(begin.AddDate(w.Years, 0, 0)) {
		return BadParameter("%s and %s are more than %d year apart", w.Begin, w.End, w.Years)
	}
	if w.Days > 0 && end.After(begin.AddDate(0, 0, w.Days)) {
		return BadParameter("%s and %s are more than %d days apart", w.Begin, w.End, w.Days)
	}
	return nil
}

// looseTime reads either of the two time formats of a window.
func looseTime(text string) time.Time {
	if at, err := time.Parse(InstantLayout, text); err == nil {
		return at
	}
	return parseTime(DayLayout, text)
}

// scalar checks one text against the field's type and rule.
func (f *field) scalar(text string) (Value, *Refusal) {
	v := Value{Text: text}
	if f.Type == "bool" && text != "true" && text != "false" {
		return v, BadParameter("%s is neither true nor false", f.Name)
	}
	if f.Type == "int32" || f.Type == "int64" {
		n, err := strconv.ParseInt(text, 10, intBits(f.Type))
		if err != nil || strings.HasPrefix(text, "+") {
			return v, BadParameter("%s is not an integer", f.Name)
		}
		v.num, v.whole = n, true
	}
	return v, f.within(v)
}

func intBits(kind string) int {
	if kind == "int64" {
		return 64
	}
	return 32
}

func (f *field) within(v Value) *Refusal {
	rule := f.rule
	if rule.Min != nil && v.num < *rule.Min || rule.Max != nil && v.num > *rule.Max {
		return BadParameter("%s is out of range", f.Name)
	}
	length := utf8.RuneCountInString(v.Text)
	if length < rule.MinLen || rule.MaxLen > 0 && length > rule.MaxLen {
		return BadParameter("%s has a wrong length", f.Name)
	}
	if len(rule.Enum) > 0 && !rule.listed(v.Text) {
		return BadParameter("%s does not accept the value %q", f.Name, v.Text)
	}
	if !formatHolds(rule.Format, v.Text) {
		return BadParameter("%s is malformed", f.Name)
	}
	return nil
}

func (rule paramRule) listed(text string) bool {
	return slices.ContainsFunc(rule.Enum, func(known string) bool {
		return known == text || rule.Fold && strings.EqualFold(known, text)
	})
}

func formatHolds(format, text string) bool {
	switch format {
	case "instant":
		return RoundTrips(InstantLayout, text)
	case "day":
		return RoundTrips(DayLayout, text)
	case "month":
		return RoundTrips(MonthLayout, text)
	case "digits":
		return strings.Trim(text, "0123456789") == ""
	case "amount":
		return isPlainAmount(text)
	case "codes":
		return strings.Trim(text, "0123456789,") == "" && !strings.Contains(","+text+",", ",,")
	}
	return true
}

// isPlainAmount tells whether a text is a positive decimal of at most two places.
func isPlainAmount(text string) bool {
	whole, places, dotted := strings.Cut(text, ".")
	if whole == "" || dotted && places == "" || len(places) > shownPlaces {
		return false
	}
	m, err := ParseMoney(text)
	return err == nil && m > 0 && strings.Trim(text, "0123456789.") == ""
}

// RoundTrips refuses what time.Parse forgives, such as fractional seconds.
func RoundTrips(layout, text string) bool {
	at, err := time.Parse(layout, text)
	return err == nil && at.Format(layout) == text
}
