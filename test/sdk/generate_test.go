package sdk_test

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/upstream/refsign"
)

// requests draws random requests that reach every rule of the signature.
type requests struct{ *rand.Rand }

func newRequests(seed uint64) requests { return requests{rand.New(rand.NewPCG(seed, 0))} }

// fragments hold what the rules treat in different ways; neighbours in this
// list are where byte order, case and escapes meet.
var fragments = []string{
	"a", "B", "z9", "0", "-", "_", ".", "~", "+", " ", "  ", "%", "%2F", "%2b", "&", "=", "?", "#", "/", "//", ":", ";", ",",
	"@", "!", "*", "'", "(", ")", "[", "]", "{", "}", "|", "\\", "^", "`", "\"", "<", ">", "\t", "é", "ä", "€", "订单", "支付",
	"😀", "\u00a0", "\u2028", "\u0301", "\x00", "\x7f", "\xff", "null", "CS2410310001", "2026-10-31T00:00:00Z", "zh_CN",
}

func (r requests) text(most int) string {
	var b strings.Builder
	for range r.IntN(most + 1) {
		b.WriteString(fragments[r.IntN(len(fragments))])
	}
	return b.String()
}

func (r requests) pick(from ...string) string { return from[r.IntN(len(from))] }

func (r requests) request() refsign.Request {
	return refsign.Request{
		Method:   r.pick("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"),
		Segments: r.segments(),
		Query:    r.query(),
		Header:   r.header(),
		Body:     r.body(),
		Time:     time.Unix(r.Int64N(4_000_000_000), r.Int64N(1_000_000_000)).In(time.FixedZone("", 8*3600)),
	}
}

func (r requests) segments() []string {
	segments := []string{r.pick("v1.0", "v2", "v3")}
	for range r.IntN(5) {
		// A slash inside a segment is the caller's to escape; the vendor's
		// signer takes it for a separator.
		segments = append(segments, strings.ReplaceAll(r.text(4), "/", ""))
	}
	return segments
}

func (r requests) query() []refsign.Pair {
	var query []refsign.Pair
	for range r.IntN(7) {
		// Never an empty name: the vendor's client signs it and then sends
		// the value in the place of the name.
		name := r.pick("limit", "offset", "order_id", "a", "A", "a b", "a+b", "a~", "a%", "n"+r.text(3), r.pick(fragments...)+r.text(2))
		for range 1 + r.IntN(3)/2*r.IntN(4) {
			query = append(query, refsign.Pair{Name: name, Value: r.text(3)})
		}
	}
	return query
}

func (r requests) header() []refsign.Pair {
	header := []refsign.Pair{{Name: "User-Agent", Value: "huaweicloud-usdk-go/3.0"}}
	add := func(chance int, name, value string) {
		if r.IntN(chance) == 0 {
			header = append(header, refsign.Pair{Name: name, Value: value})
		}
	}
	add(2, "X-Domain-Id", r.text(3))
	add(2, "X-Security-Token", r.text(6))
	add(3, "X-Language", r.pick("zh_CN", "en_US", " en_US ", "\ten_US"))
	add(4, "host", r.pick("bss.myhuaweicloud.com", "127.0.0.1:8088"))
	add(4, "x_underscore", r.text(2))
	add(4, "Content-Type-Extra", r.text(2))
	add(2, "Content-Type", r.pick(
		"application/json", "application/json;charset=UTF-8", "application/bson", "text/plain",
		"application/xml", "multipart/form-data; boundary=x", "", "Application/JSON",
	))
	// Spellings that differ in case are how the vendor's header map holds a
	// repeated header.
	for _, name := range []string{"X-Repeated", "x-repeated", "X-REPEATED"} {
		add(3, name, r.text(2))
	}
	for i := range r.IntN(3) {
		header = append(header, refsign.Pair{Name: r.pick("X-A", "X-a1", "X-Z-", "Accept") + string(rune('0'+i)), Value: r.text(3)})
	}
	r.Shuffle(len(header), func(i, j int) { header[i], header[j] = header[j], header[i] })
	return header
}

func (r requests) body() []byte {
	switch r.IntN(4) {
	case 0:
		return nil
	case 1:
		return []byte("{}\n")
	default:
		return []byte(`{"a":"` + r.text(30) + `"}`)
	}
}
