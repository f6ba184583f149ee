package sdk_test

import (
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"
)

// draw draws the values that both sides know by the words of the tables.
type draw struct {
	*rand.Rand
	enums enums
}

// newDraw gives every subtest a sequence of its own, so that it can be repeated
// alone.
func newDraw(t *testing.T, seed uint64) draw {
	t.Helper()
	name := fnv.New64a()
	_, _ = name.Write([]byte(t.Name())) // a hash never fails to write
	return draw{Rand: rand.New(rand.NewPCG(seed, name.Sum64())), enums: loadEnums(t)}
}

// one says yes in one of n cases.
func (d draw) one(n int) bool { return d.IntN(n) == 0 }

func (d draw) pick(from ...string) string { return from[d.IntN(len(from))] }

// phrases are what encoders, escapes and separators treat in different ways.
func phrases() []string {
	return []string{
		"a", "Z", "0", " ", "  ", "+", "%", "%2F", "%zz", "&", "=", "?", "#", "/", "../", ":", ":pay", ";", ",", "~", "-", "_", ".",
		"\"", "\\", "'", "<", ">", "{", "}", "[", "]", "null", "true", "0.10", "order_id=1", "é", "€", "订单", "支付成功", "😀", "\u00a0",
		"\u2028", "\u0301", "\u200d", "CS2411010000000001", "hws.service.type.ec2", "cn-north-1", "2024-11-01T00:00:00Z",
	}
}

// text is between one and most characters long.
func (d draw) text(most int) string {
	var b strings.Builder
	for range 1 + d.IntN(6) {
		b.WriteString(d.pick(phrases()...))
	}
	runes := []rune(b.String())
	return string(runes[:min(len(runes), most)])
}

// longText also holds what only JSON can carry.
func (d draw) longText() string {
	if d.one(12) {
		return strings.Repeat(d.pick(phrases()...), 200)
	}
	return d.text(64) + d.pick("", "", "", "\n", "\t", "\x00", "\x1f", "\x7f", "\b")
}

// plainID is a text that may stand between two slashes of a path.
func (d draw) plainID() string {
	return "CS" + strings.NewReplacer("/", "", "\\", "").Replace(d.text(60))
}

// instant keeps to the published form; the edges of the calendar come up now and then.
func (d draw) instant() string {
	if d.one(8) {
		return d.pick("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z", "9999-12-31T23:59:59Z")
	}
	return time.Unix(d.Int64N(4_000_000_000), 0).UTC().Format(time.RFC3339)
}

func (d draw) day() string   { return d.instantBetween(2000, 2040).Format(time.DateOnly) }
func (d draw) month() string { return d.instantBetween(2000, 2040).Format("2006-01") }

func (d draw) instantBetween(from, to int) time.Time {
	start := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC)
	return start.Add(time.Duration(d.Int64N(int64(to-from)*365*24*3600)) * time.Second)
}

// decimal has up to 18 digits before the point and 10 behind it.
func (d draw) decimal() string {
	whole := strconv.FormatUint(d.Uint64N(pow10(d.IntN(19))), 10)
	if places := d.IntN(11); places > 0 {
		fraction := strconv.FormatUint(d.Uint64N(pow10(places)), 10)
		whole += "." + strings.Repeat("0", places-len(fraction)) + fraction
	}
	return d.pick("", "", "-") + whole
}

// number is a decimal, now and then with an exponent.
func (d draw) number() string {
	if d.one(6) {
		return d.decimal() + d.pick("e", "E") + d.pick("", "+", "-") + strconv.Itoa(d.IntN(12))
	}
	return d.decimal()
}

func pow10(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

// code is the upstream's code of an enum: mostly a known one.
func (d draw) code(enum string) string {
	known := d.enums.of[enum].codes
	switch {
	case d.one(8) && d.enums.words(enum):
		return d.pick("SOURCE_OPERATION_NOT_KNOWN", "x", "全新", "Revenue", "simultaneousUseWithFutureDiscount", "7", "90210")
	case d.one(8) && !d.enums.words(enum):
		// Numbers from 100 on may be the facade's own, for codes that are none of its
		// numbers: as codes they would mean nothing, and prove nothing.
		number := d.IntN(1100)
		if number >= 100 {
			number += 100
		}
		return strconv.Itoa(number)
	default:
		return known[d.IntN(len(known))]
	}
}

func (d draw) integer() json.Number {
	if d.one(6) {
		return json.Number(d.pick("0", "1", "2147483647", "-2147483648"))
	}
	return json.Number(strconv.Itoa(d.IntN(100_000)))
}
