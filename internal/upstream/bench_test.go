package upstream_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
)

func BenchmarkSign(b *testing.B) {
	signer := upstream.NewSigner(testAccessKey, testSecretKey)
	message := &upstream.Message{
		Method: "GET", Path: "/v2/orders/customer-orders", Time: fixedClock(),
		Query:  []restcall.Param{{Name: "status", Value: "6"}, {Name: "offset", Value: "0"}, {Name: "limit", Value: "10"}},
		Header: []restcall.Param{{Name: "host", Value: "bss.myhuaweicloud.com"}, {Name: "X-Language", Value: "zh_CN"}},
	}
	b.ReportAllocs()
	for b.Loop() {
		signer.Sign(message)
	}
}

// canned is a Doer without a network: what is left is this package's own cost.
type canned struct{ body string }

func (c canned) Do(r *http.Request) (*http.Response, error) {
	w := httptest.ResponseRecorder{Code: http.StatusOK}
	res := w.Result()
	res.ContentLength = int64(len(c.body))
	res.Body = io.NopCloser(&onceReader{text: c.body})
	return res, nil
}

type onceReader struct{ text string }

func (o *onceReader) Read(p []byte) (int, error) {
	n := copy(p, o.text)
	o.text = o.text[n:]
	if o.text == "" {
		return n, io.EOF
	}
	return n, nil
}

func benchmarkDo(b *testing.B, client *upstream.Client) {
	b.Helper()
	req := read()
	req.Query = []restcall.Param{{Name: "limit", Value: "10"}, {Name: "offset", Value: "0"}, {Name: "status", Value: "6"}}
	req.Header = []restcall.Param{{Name: "X-Language", Value: "zh_CN"}}
	b.ReportAllocs()
	for b.Loop() {
		resp, err := client.Do(b.Context(), req)
		if err != nil {
			b.Fatal(err)
		}
		resp.Release()
	}
}

func BenchmarkDoWithoutNetwork(b *testing.B) {
	client := newClient(b, "http://127.0.0.1:1", func(c *upstream.Config) {
		c.Doer, c.Clock = canned{`{"total_count":0}`}, time.Now
	})
	benchmarkDo(b, client)
}

func BenchmarkDoLoopback(b *testing.B) {
	for _, size := range []int{1_000, 10_000, 100_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			body := make([]byte, size)
			body[0] = '{'
			url := serve(b, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Content-Length", strconv.Itoa(size))
				_, _ = w.Write(body)
			})
			benchmarkDo(b, newClient(b, url, nil))
		})
	}
}
