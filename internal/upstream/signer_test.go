package upstream_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
	"github.com/ocegate/ocegate/internal/upstream/refsign"
)

// TestSignerPinned holds one signature against values worked out by another
// tool (sha256sum and openssl) from the published rules.
func TestSignerPinned(t *testing.T) {
	t.Parallel()
	got := upstream.NewSigner("AK", "SK").Sign(&upstream.Message{
		Method: "GET", Path: "/v2/orders/customer-orders", Time: fixedClock(),
		Query:  []restcall.Param{{Name: "offset", Value: "0"}, {Name: "limit", Value: "10"}, {Name: "status"}},
		Header: []restcall.Param{{Name: "X-Language", Value: " zh_CN "}, {Name: "host", Value: "bss.myhuaweicloud.com"}},
	})
	want := upstream.Signature{
		Authorization: "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-language;x-sdk-date, Signature=" + pinned,
		Date:          "20261031T120000Z",
		Query:         "limit=10&offset=0&status",
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

const pinned = "ae00270a89d0f5a2e973edf0d83b496e1a0a9496df3d2a5b9c4e6283d419f365"

func FuzzSigner(f *testing.F) {
	f.Add("orders/a b", "b=2&a=1&a&b=1", "X-Language: en\nx-language:zh\nContent-Type: text/plain", []byte("{}"), int64(1_800_000_000))
	f.Add("+/~/%2F", "a b=c&a+b=c&a%=d", "x_y: 1\nHost: h\nX-A:  v ", []byte(nil), int64(0))
	signer := upstream.NewSigner("AK", strings.Repeat("long key ", 10))
	f.Fuzz(func(t *testing.T, path, query, header string, body []byte, unix int64) {
		r := refsign.Request{Method: "POST", Body: body, Time: time.Unix(unix%4_000_000_000, 0), Segments: strings.Split(path, "/")}
		m := &upstream.Message{Method: r.Method, Body: body, Time: r.Time}
		for _, segment := range r.Segments {
			m.Path += "/" + restcall.EscapeSegment(segment)
		}
		for part := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(part, "=")
			r.Query = append(r.Query, refsign.Pair{Name: name, Value: value})
			m.Query = append(m.Query, restcall.Param{Name: name, Value: value})
		}
		typed := false
		for line := range strings.SplitSeq(header, "\n") {
			name, value, _ := strings.Cut(line, ":")
			switch strings.ToLower(name) {
			case "x-sdk-date", "x-sdk-content-sha256":
				continue // the signer's own
			case "content-type":
				if typed {
					continue
				}
				typed = true
			}
			r.Header = append(r.Header, refsign.Pair{Name: name, Value: value})
			m.Header = append(m.Header, restcall.Param{Name: name, Value: value})
		}
		want := refsign.Authorization("AK", strings.Repeat("long key ", 10), r, refsign.None)
		if got := signer.Sign(m).Authorization; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// TestSignerKeepsCallsApart: what the pool hands on from one signature must
// not show in another.
func TestSignerKeepsCallsApart(t *testing.T) {
	t.Parallel()
	signer := upstream.NewSigner("AK", "SK")
	message := func(i int) *upstream.Message {
		m := &upstream.Message{Method: "POST", Path: "/p", Time: fixedClock().Add(time.Duration(i%3) * time.Second)}
		for range i % 7 {
			m.Query = append(m.Query, restcall.Param{Name: strings.Repeat("n", i%5+1), Value: strings.Repeat("v", i)})
			m.Header = append(m.Header, restcall.Param{Name: "X-" + strings.Repeat("H", i%5+1), Value: "v"})
		}
		m.Body = []byte(strings.Repeat("b", i%50))
		return m
	}
	var want []upstream.Signature
	for i := range 100 {
		want = append(want, upstream.NewSigner("AK", "SK").Sign(message(i)))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 1000 {
				if got := signer.Sign(message(i % 100)); got != want[i%100] {
					t.Errorf("message %d: got %+v, want %+v", i%100, got, want[i%100])
					return
				}
			}
		})
	}
	wg.Wait()
}

// TestSignerAgainstManyParameters reaches the sort for long lists.
func TestSignerAgainstManyParameters(t *testing.T) {
	t.Parallel()
	r := refsign.Request{Method: "GET", Segments: []string{"v2"}, Time: fixedClock()}
	m := &upstream.Message{Method: "GET", Path: "/v2", Time: fixedClock()}
	for i := range 200 {
		name, value := string(rune('a'+i*7%26)), string(rune('A'+i*5%26))
		r.Query = append(r.Query, refsign.Pair{Name: name, Value: value})
		m.Query = append(m.Query, restcall.Param{Name: name, Value: value})
	}
	if got, want := upstream.NewSigner("AK", "SK").Sign(m).Authorization, refsign.Authorization("AK", "SK", r, refsign.None); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func signerText(s *upstream.Signer) string { return fmt.Sprintf("%v %+v %#v %s", s, s, s, s) }

func TestSignerPrintsNoKey(t *testing.T) {
	t.Parallel()
	if text := signerText(upstream.NewSigner(testAccessKey, testSecretKey)); leaks(text) {
		t.Errorf("leaks: %s", text)
	}
}
