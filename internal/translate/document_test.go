package translate

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// author writes random upstream answers for a message, from its options alone.
// Most of what it writes is what the upstream would; the rest is what an
// upstream might come up with.
type author struct {
	*rand.Rand
	odd   int // one value in so many is odd; 0 is none
	depth int
}

func newAuthor(seed uint64, odd int) *author {
	return &author{Rand: rand.New(rand.NewPCG(seed, 2026)), odd: odd}
}

func (a *author) oneIn(n int) bool { return n > 0 && a.IntN(n) == 0 }

func (a *author) pick(texts ...string) string { return texts[a.IntN(len(texts))] }

// document is an answer of the kind of a message.
func (a *author) document(message protoreflect.MessageDescriptor) string {
	members := a.members(message)
	if a.oneIn(6) {
		members = append(members, `"error_code":`+a.pick(`null`, `""`, `"CBC.0000"`))
	}
	if a.oneIn(a.odd) {
		members = append(members, a.pick(`"error_code":`, `"errorCode":`, `"errorMsg":`)+a.pick(`"CBC.0100"`, `0`, `true`, `{}`))
	}
	return a.object(members)
}

func (a *author) object(members []string) string {
	a.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	blank := a.pick("", "", "", " ", "\n\t")
	return blank + "{" + blank + strings.Join(members, blank+","+blank) + blank + "}" + blank
}

func (a *author) members(message protoreflect.MessageDescriptor) []string {
	var members []string
	names, groups := map[string]bool{}, map[string][]string{}
	put := func(name, value string) {
		if !names[name] && !a.oneIn(5) {
			members = append(members, a.name(name)+a.pick(":", " : ")+value)
		}
		names[name] = true
	}
	a.depth++
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		option := optionOf(field)
		if !standsUpstream(field) {
			continue
		}
		if head, rest, inside := strings.Cut(option.GetName(), "."); inside {
			groups[head] = append(groups[head], a.name(rest)+":"+a.value(field, option))
			continue
		}
		put(option.GetName(), a.value(field, option))
		for _, sibling := range []string{option.GetCurrency(), option.GetMeasure()} {
			if sibling != "" && !strings.Contains(sibling, "/") {
				put(sibling, a.sibling(sibling == option.GetMeasure()))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		put(name, a.group(groups[name]))
	}
	// Amounts below climb here for their unit and currency.
	put("measure_id", a.sibling(true))
	put("currency", a.sibling(false))
	a.depth--
	if a.oneIn(4) {
		members = append(members, fmt.Sprintf("%q:%s", "unheard_of_"+fmt.Sprint(a.IntN(9)), a.anything(3)))
	}
	if len(members) > 0 && a.oneIn(a.odd*4) {
		members = append(members, members[0]) // stands twice
	}
	return members
}

// group writes the object of a dotted name, not always with all that it holds.
func (a *author) group(members []string) string {
	switch {
	case a.oneIn(10):
		return a.pick("null", "{}")
	case a.oneIn(a.odd):
		return a.anything(1)
	default:
		return a.object(members[:a.IntN(len(members)+1)])
	}
}

// name writes a member name, now and then with an escape in it.
func (a *author) name(name string) string {
	if a.oneIn(20) {
		return fmt.Sprintf(`"\u%04x%s"`, name[0], name[1:])
	}
	return `"` + name + `"`
}

func (a *author) sibling(measure bool) string {
	switch {
	case a.oneIn(a.odd):
		return a.pick(`4`, `"yuan"`, `true`, `[]`, `{}`, `"1.0"`)
	case measure:
		return a.pick(`1`, `1`, `2`, `3`, `"1"`, `"2"`, `"3"`, `null`, `""`)
	default:
		return a.pick(`"CNY"`, `"USD"`, `"EUR"`, `""`, `null`)
	}
}

func (a *author) value(field protoreflect.FieldDescriptor, option *upstreamv1.Field) string {
	switch {
	case a.oneIn(a.odd):
		return a.anything(2)
	case a.oneIn(12):
		return "null"
	case field.IsList():
		return a.list(field, option)
	default:
		return a.single(field, option)
	}
}

func (a *author) list(field protoreflect.FieldDescriptor, option *upstreamv1.Field) string {
	var items []string
	for range a.IntN(4) {
		items = append(items, a.single(field, option))
	}
	return "[" + strings.Join(items, a.pick(",", ", ")) + "]"
}

func (a *author) single(field protoreflect.FieldDescriptor, option *upstreamv1.Field) string {
	if text := a.free(field); text != "" {
		return text
	}
	switch option.GetFormat() {
	case upstreamv1.Format_FORMAT_EPOCH_MILLIS:
		return a.quotedAtTimes(a.pick("0", "1793437805123", "-1", "1.7e12", "253402300799999", "-62135596800000", fmt.Sprint(a.Int64N(2_000_000_000_000))))
	case upstreamv1.Format_FORMAT_ZONED_INSTANT:
		return a.zoned()
	case upstreamv1.Format_FORMAT_CLOCK:
		return fmt.Sprintf(`"%02d:%02d:%02d"`, a.IntN(200), a.IntN(60), a.IntN(60))
	case upstreamv1.Format_FORMAT_ID_NUMBER:
		return a.quotedAtTimes(a.pick("0", "7", "9223372036854775807", "-1", "10.0", "1e3", fmt.Sprint(a.Int64())))
	case upstreamv1.Format_FORMAT_MONEY, upstreamv1.Format_FORMAT_DECIMAL:
		return a.quotedAtTimes(a.decimal())
	case upstreamv1.Format_FORMAT_INSTANT:
		return a.instant()
	case upstreamv1.Format_FORMAT_ONE_ZERO:
		return a.pick(`1`, `0`, `"1"`, `"0"`, `true`, `false`, `""`)
	case upstreamv1.Format_FORMAT_Y_N:
		return a.pick(`"Y"`, `"N"`, `true`, `false`, `""`)
	case upstreamv1.Format_FORMAT_YES_NO:
		return a.pick(`"YES"`, `"NO"`, `true`, `false`, `""`)
	}
	switch field.Kind() {
	case protoreflect.MessageKind:
		if a.depth > 6 {
			return "{}"
		}
		return a.object(a.members(field.Message()))
	case protoreflect.EnumKind:
		return a.code(field.Enum())
	case protoreflect.BoolKind:
		return a.pick("true", "false")
	case protoreflect.StringKind:
		return a.text()
	default:
		return a.quotedAtTimes(a.pick("0", "-1", "7", "2147483647", "-2147483648", "10.0", "1e2", "1.50e1"))
	}
}

// free is a value that no plan takes apart, or empty for another field.
func (a *author) free(field protoreflect.FieldDescriptor) string {
	switch {
	case field.IsMap():
		return a.pairs()
	case field.Kind() == protoreflect.BytesKind:
		return a.pick(`""`, `"AP8="`, `"aGVsbG8="`, `"aGVs\nbG8="`)
	case field.Message() != nil && field.Message().FullName() == structMessage:
		return a.record(3)
	case field.Message() != nil && field.Message().FullName() == valueMessage:
		return a.freely(3)
	default:
		return ""
	}
}

func (a *author) pairs() string {
	var members []string
	for i := range a.IntN(4) {
		name := fmt.Sprintf("%q", fmt.Sprint("k", i))
		members = append(members, name+":"+a.pick(a.text(), a.text(), "null", "true", "-1.50", `""`))
		if a.oneIn(a.odd) {
			members = append(members, name+a.pick(`:"twice"`, `:{}`, `:[`+name+`]`))
		}
	}
	return a.object(members)
}

func (a *author) record(depth int) string {
	var members []string
	for i := range a.IntN(4) {
		name := fmt.Sprintf("%q", fmt.Sprint("k", i))
		members = append(members, name+":"+a.freely(depth-1))
		if a.oneIn(a.odd) {
			members = append(members, name+":"+a.freely(0))
		}
	}
	return a.object(members)
}

func (a *author) freely(depth int) string {
	switch kind := a.IntN(5); {
	case kind == 0 && depth > 0:
		return a.record(depth - 1)
	case kind == 1 && depth > 0:
		return "[" + a.freely(depth-1) + ", " + a.freely(depth-1) + "]"
	case kind == 2:
		return a.pick("null", "true", "false")
	case kind == 3:
		return a.pick("0", "-0", "-0.0", "1.10", "9007199254740993", "9007199254740992", "12345678901234567890", "0.1", "0.10000000000000001", "1e400", "1e-400", "-1.5e3", "0e999", "1E+2", a.decimal())
	default:
		return a.text()
	}
}

func (a *author) zoned() string {
	when := time.Unix(a.Int64N(8_000_000_000)-3_000_000_000, a.Int64N(1_000_000_000)/1_000_000*1_000_000).UTC()
	if a.oneIn(2) {
		when = when.In(time.FixedZone("", (a.IntN(27)-13)*1800))
	}
	zone := a.pick("Z07:00", "Z0700", "-07:00", "-0700")
	if when.Location() == time.UTC {
		zone = a.pick("", "Z", "Z07:00", "-0700")
	}
	return `"` + when.Format("2006-01-02"+a.pick("T", " ")+"15:04:05"+a.pick("", ".999", ".000")+zone) + `"`
}

func (a *author) quotedAtTimes(text string) string {
	if a.oneIn(3) {
		return `"` + text + `"`
	}
	return text
}

func (a *author) decimal() string {
	text := fmt.Sprint(a.Int64N(1_000_000_000_000_000_000) >> a.IntN(60))
	if a.oneIn(2) {
		text += fmt.Sprintf(".%0*d", 1+a.IntN(10), a.IntN(10))
	}
	if a.oneIn(5) {
		text += a.pick("e0", "E+2", "e-3", "e-12", "E5")
	}
	if a.oneIn(4) {
		text = "-" + text
	}
	return text
}

func (a *author) instant() string {
	when := time.Unix(a.Int64N(8_000_000_000)-3_000_000_000, 0).UTC()
	if a.oneIn(8) {
		return `"` + when.In(time.FixedZone("", 8*3600)).Format(time.RFC3339Nano) + `"`
	}
	if a.oneIn(12) {
		return `""`
	}
	return `"` + when.Format(instantLayout) + `"`
}

func (a *author) code(enum protoreflect.EnumDescriptor) string {
	code := fmt.Sprint(a.IntN(1200))
	if !a.oneIn(6) {
		value := enum.Values().Get(a.IntN(enum.Values().Len()))
		known := codeOf(value)
		all := append([]string{known.GetValue()}, known.GetAlso()...)
		code = all[a.IntN(len(all))]
	}
	if a.oneIn(10) {
		code = a.pick("BRAND_NEW", "", "-5", "+3", "007", "1.0")
	}
	if strings.Trim(code, "0123456789") == "" && code != "" && (code[0] != '0' || len(code) == 1) {
		return a.quotedAtTimes(code)
	}
	return `"` + code + `"`
}

func (a *author) text() string {
	text := a.pick("", "CS2610010000000001", "hws.service.type.ec2", "弹性云服务器", "a \"quoted\" \\ name", "line\nbreak", "\U0001F600", "12345678\u0000")
	quoted, err := json.Marshal(text)
	if err != nil {
		return `""`
	}
	if a.oneIn(15) {
		return a.pick(`12345678901234567890`, `-1.50`, `0`, `"\ud83d"`, `"\ud83d\ude00\/"`)
	}
	return string(quoted)
}

// anything is any JSON value.
func (a *author) anything(depth int) string {
	if depth > 0 && a.oneIn(3) {
		if a.oneIn(2) {
			return "[" + a.anything(depth-1) + "," + a.anything(depth-1) + "]"
		}
		return `{"order_id":` + a.anything(depth-1) + `,"x":` + a.anything(depth-1) + `}`
	}
	return a.pick(`null`, `true`, `false`, `""`, `"x"`, `0`, `-1.5e3`, `[]`, `{}`, `"1"`, `[null]`, `[{}]`)
}
