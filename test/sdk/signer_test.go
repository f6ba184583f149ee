// Package sdk_test holds this project against the vendor's official Go SDK.
// It is a module of its own, so that the SDK never becomes a dependency of
// what ships.
package sdk_test

import (
	"flag"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/signer"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/request"

	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
	"github.com/ocegate/ocegate/internal/upstream/refsign"
)

const (
	accessKey = "ORACLEACCESSKEY00001"
	secretKey = "oracle secret key, 密钥, longer than the sixty-four bytes of one block of SHA-256"
)

var seed = flag.Uint64("seed", 0, "seed of the random requests; 0 takes the time")

func chosenSeed(t *testing.T) uint64 {
	t.Helper()
	s := *seed
	if s == 0 {
		s = uint64(time.Now().UnixNano())
	}
	t.Logf("repeat with: go test -run '^%s$' -seed=%d", t.Name(), s)
	return s
}

// signature is what a signer decided.
type signature struct{ authorization, query, contentHash string }

// bySDK signs with the vendor's signer and takes the query from the request
// that its client would send.
func bySDK(t *testing.T, r refsign.Request) signature {
	t.Helper()
	builder := request.NewHttpRequestBuilder().
		WithEndpoint("https://bss.myhuaweicloud.com").
		WithMethod(r.Method).
		WithPath("/"+strings.Join(r.Segments, "/")).
		AddHeaderParam("X-Sdk-Date", r.Time.UTC().Format(signer.BasicDateFormat))
	values := make(map[string][]string)
	for _, p := range r.Query {
		values[p.Name] = append(values[p.Name], p.Value)
	}
	for name, list := range values {
		if len(list) == 1 {
			builder.AddQueryParam(name, reflect.ValueOf(list[0]))
		} else {
			builder.AddQueryParam(name, reflect.ValueOf(list))
		}
	}
	for _, h := range r.Header {
		builder.AddHeaderParam(h.Name, h.Value)
	}
	if r.Body != nil {
		builder.WithBody("", string(r.Body))
	}
	built := builder.Build()
	added, err := signer.Signer{}.Sign(built, accessKey, secretKey)
	if err != nil {
		t.Fatal(err)
	}
	sent, err := built.ConvertRequest()
	if err != nil {
		t.Fatal(err)
	}
	return signature{
		authorization: added[signer.HeaderAuthorization],
		query:         sortedQuery(sent.URL.RawQuery),
		contentHash:   built.GetHeaderParams()["X-Sdk-Content-Sha256"],
	}
}

// sortedQuery makes queries comparable that differ in the order of parameters,
// which no signature depends on: the vendor's client sends a parameter's
// values as given, this project sends them as signed.
func sortedQuery(raw string) string {
	parts := strings.Split(raw, "&")
	slices.Sort(parts)
	return strings.Join(parts, "&")
}

func byOurs(s *upstream.Signer, r refsign.Request) signature {
	m := &upstream.Message{Method: r.Method, Body: r.Body, Time: r.Time}
	for _, segment := range r.Segments {
		m.Path += "/" + restcall.EscapeSegment(segment)
	}
	for _, p := range r.Query {
		m.Query = append(m.Query, restcall.Param(p))
	}
	for _, h := range r.Header {
		m.Header = append(m.Header, restcall.Param(h))
	}
	signed := s.Sign(m)
	return signature{authorization: signed.Authorization, query: sortedQuery(signed.Query), contentHash: signed.ContentHash}
}

// TestSignerAgainstSDK signs random requests both ways.
func TestSignerAgainstSDK(t *testing.T) {
	t.Parallel()
	random := newRequests(chosenSeed(t))
	ours := upstream.NewSigner(accessKey, secretKey)
	differs := func(r refsign.Request) bool { return byOurs(ours, r) != bySDK(t, r) }
	for i := range 50_000 {
		r := random.request()
		if !differs(r) {
			continue
		}
		least := shrink(r, differs)
		t.Fatalf("request %d, reduced to:\n%s\nours %+v\nSDK  %+v", i, describe(least), byOurs(ours, least), bySDK(t, least))
	}
}

// TestOracleCatchesMistakes is the control of the test above: a signer with
// any one rule misread disagrees with the SDK on some of the same requests,
// and the same signer without a mistake on none.
func TestOracleCatchesMistakes(t *testing.T) {
	t.Parallel()
	random := newRequests(chosenSeed(t))
	caught := make(map[refsign.Mistake]int)
	const requests = 5_000
	for range requests {
		r := random.request()
		want := bySDK(t, r).authorization
		if got := refsign.Authorization(accessKey, secretKey, r, refsign.None); got != want {
			t.Fatalf("the reference itself is wrong on\n%s\nreference %s\nSDK       %s", describe(r), got, want)
		}
		for _, mistake := range refsign.Mistakes() {
			if refsign.Authorization(accessKey, secretKey, r, mistake) != want {
				caught[mistake]++
			}
		}
	}
	for _, mistake := range refsign.Mistakes() {
		t.Logf("a signer that %s: caught by %d of %d requests", mistake, caught[mistake], requests)
		if caught[mistake] == 0 {
			t.Errorf("a signer that %s would pass", mistake)
		}
	}
}

// shrink drops and shortens parts for as long as the request still differs.
func shrink(r refsign.Request, differs func(refsign.Request) bool) refsign.Request {
	for again := true; again; {
		again = false
		for _, smaller := range reductions(r) {
			if differs(smaller) {
				r, again = smaller, true
				break
			}
		}
	}
	return r
}

func reductions(r refsign.Request) []refsign.Request {
	var all []refsign.Request
	with := func(edit func(*refsign.Request)) {
		smaller := r
		smaller.Segments = slices.Clone(r.Segments)
		smaller.Query, smaller.Header = slices.Clone(r.Query), slices.Clone(r.Header)
		edit(&smaller)
		all = append(all, smaller)
	}
	if len(r.Body) > 0 {
		with(func(s *refsign.Request) { s.Body = nil })
	}
	for i := range r.Query {
		with(func(s *refsign.Request) { s.Query = slices.Delete(s.Query, i, i+1) })
	}
	for i := range r.Header {
		with(func(s *refsign.Request) { s.Header = slices.Delete(s.Header, i, i+1) })
	}
	for i := range r.Segments {
		with(func(s *refsign.Request) { s.Segments = slices.Delete(s.Segments, i, i+1) })
	}
	for i, p := range r.Query {
		for _, value := range halves(p.Value) {
			with(func(s *refsign.Request) { s.Query[i].Value = value })
		}
	}
	for i, h := range r.Header {
		for _, value := range halves(h.Value) {
			with(func(s *refsign.Request) { s.Header[i].Value = value })
		}
	}
	return all
}

func halves(s string) []string {
	if len(s) < 2 {
		return nil
	}
	return []string{s[:len(s)/2], s[len(s)/2:]}
}

func describe(r refsign.Request) string {
	return fmt.Sprintf("%s %q query %q header %q body %q at %s", r.Method, r.Segments, r.Query, r.Header, r.Body, r.Time)
}
