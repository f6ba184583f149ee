package upstream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
	"github.com/ocegate/ocegate/internal/upstream/refsign"
)

func store() *upstream.Request {
	return &upstream.Request{
		Operation: "UploadAccessory", Service: upstream.ServiceOSM, Method: http.MethodPost,
		Path: "/v2/servicerequest/accessorys", Effect: upstream.EffectUnsafe, Shape: upstream.ShapeBody,
	}
}

func formOf(content io.Reader, size int64) *upstream.Form {
	return &upstream.Form{
		Texts: []restcall.Param{{Name: "form_data", Value: `{"fileName":"a.txt"}`}},
		Field: "file", FileName: `a "b" \ c.txt`, Content: content, Size: size,
	}
}

// received is what a server found in a form.
type received struct {
	length    int64
	names     []string
	fileName  string
	content   string
	signature string
	hash      string
	err       error
}

func receive(r *http.Request) received {
	got := received{length: r.ContentLength, signature: r.Header.Get("Authorization"), hash: r.Header.Get("X-Sdk-Content-Sha256")}
	_, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		got.err = err
		return got
	}
	parts := multipart.NewReader(r.Body, parameters["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				got.err = err
			}
			return got
		}
		text, err := io.ReadAll(part)
		got.names = append(got.names, part.FormName())
		got.err = errors.Join(got.err, err)
		if part.FormName() == "file" {
			got.content = string(text)
			_, disposition, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
			got.fileName = disposition["filename"]
		}
	}
}

func TestUpload(t *testing.T) {
	t.Parallel()
	for name, size := range map[string]int64{"known": 7, "unknown": -1} {
		var got received
		url := serve(t, func(w http.ResponseWriter, r *http.Request) {
			got = receive(r)
			_, _ = io.WriteString(w, `{"accessory_id":"1"}`)
		})
		resp, err := newClient(t, url, nil).Upload(t.Context(), store(), formOf(strings.NewReader("content"), size))
		if err != nil || string(resp.Body) != `{"accessory_id":"1"}` {
			t.Fatalf("%s: %v", name, err)
		}
		resp.Release()
		if got.err != nil || strings.Join(got.names, " ") != "form_data file" || got.content != "content" || got.fileName != `a "b" \ c.txt` {
			t.Errorf("%s: %+v", name, got)
		}
		if (got.length > 0) != (size >= 0) || got.length < 0 && size >= 0 {
			t.Errorf("%s: Content-Length %d", name, got.length)
		}
	}
}

// TestUploadSignature: the body is not covered, and says so in a header that is.
func TestUploadSignature(t *testing.T) {
	t.Parallel()
	var got received
	var host string
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got, host = receive(r), r.Host
		_, _ = io.WriteString(w, `{"accessory_id":"1"}`)
	})
	resp, err := newClient(t, url, nil).Upload(t.Context(), store(), formOf(strings.NewReader("content"), 7))
	if err != nil {
		t.Fatal(err)
	}
	resp.Release()
	want := refsign.Authorization(testAccessKey, testSecretKey, refsign.Request{
		Method: http.MethodPost, Segments: []string{"v2", "servicerequest", "accessorys"},
		Header: []refsign.Pair{{Name: "Host", Value: host}, {Name: "Content-Type", Value: "multipart/form-data; boundary=x"}},
		Time:   fixedClock(),
	}, refsign.None)
	if got.hash != "UNSIGNED-PAYLOAD" || got.signature != want {
		t.Errorf("hash %q, signature %s, want %s", got.hash, got.signature, want)
	}
}

// failing is a file that breaks off.
type failing struct {
	left int
	err  error
}

func (f *failing) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, f.err
	}
	n := min(f.left, len(p))
	f.left -= n
	return n, nil
}

// TestUploadBreaksOff: half a file never looks whole to the upstream, and the
// caller learns that nothing happened. A whole file is the control.
func TestUploadBreaksOff(t *testing.T) {
	t.Parallel()
	lost := errors.New("the caller is gone")
	for name, c := range map[string]struct {
		content io.Reader
		size    int64
		want    error
	}{
		"unknown size": {&failing{100_000, lost}, -1, lost},
		"known size":   {&failing{100_000, lost}, 200_000, lost},
		"at once":      {&failing{0, lost}, -1, lost},
		"shorter":      {strings.NewReader("short"), 6, nil},
		"longer":       {strings.NewReader("longer"), 5, nil},
		"whole":        {strings.NewReader("whole"), 5, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var whole atomic.Bool
			url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if receive(r).err == nil {
					whole.Store(true)
				}
				_, _ = io.WriteString(w, `{"accessory_id":"1"}`)
			})
			resp, err := newClient(t, url, nil).Upload(t.Context(), store(), formOf(c.content, c.size))
			resp.Release()
			var refused *upstream.Error
			switch {
			case name == "whole":
				if err != nil || !whole.Load() {
					t.Errorf("the control: %v", err)
				}
				return
			case whole.Load():
				t.Error("the upstream got a whole form")
			case c.want != nil && !errors.Is(err, c.want):
				t.Errorf("%v", err)
			case c.want == nil && (!errors.As(err, &refused) || refused.Outcome != upstream.OutcomeNotSent):
				t.Errorf("%v", err)
			}
		})
	}
}

// TestUploadAnswers: only a 200 that comes after the whole body is a success, and
// once the body is whole a lost answer leaves the outcome open.
func TestUploadAnswers(t *testing.T) {
	t.Parallel()
	const small = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"accessory_id\":\"1\"}"
	for name, c := range map[string]struct {
		reply   string
		read    bool
		content io.Reader
		kind    upstream.Kind
		outcome upstream.Outcome
	}{
		"lost":       {"", true, strings.NewReader("content"), upstream.KindUnreachable, upstream.OutcomeUnknown},
		"truncated":  {small[:len(small)-3], true, strings.NewReader("content"), upstream.KindBroken, upstream.OutcomeUnknown},
		"redirect":   {"HTTP/1.1 307 X\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", true, strings.NewReader("content"), upstream.KindRedirect, upstream.OutcomeUnknown},
		"no content": {"HTTP/1.1 204 X\r\n\r\n", true, strings.NewReader("content"), upstream.KindUnreadable, upstream.OutcomeUnknown},
		"too early":  {small, false, &failing{1 << 30, io.EOF}, upstream.KindUnreadable, upstream.OutcomeUnknown},
		"refused":    {"HTTP/1.1 413 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", false, &failing{1 << 30, io.EOF}, upstream.KindRefused, upstream.OutcomeRefused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serveRaw(t, func(conn *rawConn) {
				if c.read {
					conn.request()
				} else {
					_, _ = conn.in.Peek(1)
				}
				conn.reply(c.reply)
				if !c.read {
					_, _ = io.Copy(io.Discard, conn.in) // or the answer is lost in a reset
				}
			})
			resp, err := newClient(t, server.url(), nil).Upload(t.Context(), store(), formOf(c.content, -1))
			resp.Release()
			var refused *upstream.Error
			if !errors.As(err, &refused) || refused.Kind != c.kind || refused.Outcome != c.outcome {
				t.Errorf("%#v", err)
			}
			if c.read && len(server.seen()) != 1 {
				t.Errorf("sent %d times", len(server.seen()))
			}
		})
	}
}

// stalled is a file whose next bytes never come.
type stalled struct{ done <-chan struct{} }

func (s stalled) Read([]byte) (int, error) {
	<-s.done
	return 0, context.Canceled
}

// TestUploadEnds: the deadline ends an upload whose file stalls, and the
// upstream's answer is not waited for.
func TestUploadEnds(t *testing.T) {
	t.Parallel()
	done := make(chan struct{})
	defer close(done)
	url := serve(t, func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := newClient(t, url, nil).Upload(ctx, store(), formOf(stalled{done}, -1))
	var refused *upstream.Error
	if !errors.As(err, &refused) || refused.Kind != upstream.KindDeadline || refused.Outcome != upstream.OutcomeNotSent {
		t.Errorf("%v", err)
	}
}

// TestUploadRefusesBadForms: a name must not end its header.
func TestUploadRefusesBadForms(t *testing.T) {
	t.Parallel()
	url := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("sent") })
	for name, edit := range map[string]func(*upstream.Form, *upstream.Request){
		"line break": func(f *upstream.Form, _ *upstream.Request) { f.FileName = "a\r\nX-Evil: 1" },
		"control":    func(f *upstream.Form, _ *upstream.Request) { f.FileName = "a\x00" },
		"empty":      func(f *upstream.Form, _ *upstream.Request) { f.FileName = "" },
		"text":       func(f *upstream.Form, _ *upstream.Request) { f.Texts[0].Name = "a\nb" },
		"no content": func(f *upstream.Form, _ *upstream.Request) { f.Content = nil },
		"other body": func(_ *upstream.Form, r *upstream.Request) { r.Body = []byte("{}") },
		"a read":     func(_ *upstream.Form, r *upstream.Request) { r.Method = http.MethodGet },
		"second type": func(_ *upstream.Form, r *upstream.Request) {
			r.Header = []restcall.Param{{Name: "Content-Type", Value: "x/y"}}
		},
	} {
		form, req := formOf(strings.NewReader("x"), 1), store()
		edit(form, req)
		_, err := newClient(t, url, nil).Upload(t.Context(), req, form)
		var refused *upstream.Error
		if !errors.As(err, &refused) || refused.Kind != upstream.KindRequest || refused.Outcome != upstream.OutcomeNotSent {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestUploadHoldsLittle: between what the file has given and what the upstream
// has got there is never more than the buffers of a connection, however slow the
// upstream is.
func TestUploadHoldsLittle(t *testing.T) {
	t.Parallel()
	const size, held = 32 << 20, 8 << 20
	var given, got atomic.Int64
	var worst atomic.Int64
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for buffer := make([]byte, 64<<10); ; {
			n, err := r.Body.Read(buffer)
			got.Add(int64(n))
			worst.Store(max(worst.Load(), given.Load()-got.Load()))
			if err != nil {
				break
			}
		}
		_, _ = fmt.Fprint(w, `{"accessory_id":"1"}`)
	})
	file := io.TeeReader(&failing{size, io.EOF}, counter{&given})
	resp, err := newClient(t, url, nil).Upload(t.Context(), store(), formOf(file, size))
	if err != nil {
		t.Fatal(err)
	}
	resp.Release()
	if given.Load() != size || got.Load() < size || worst.Load() > held {
		t.Errorf("%d given, %d got, %d between", given.Load(), got.Load(), worst.Load())
	}
}

type counter struct{ count *atomic.Int64 }

func (c counter) Write(p []byte) (int, error) {
	c.count.Add(int64(len(p)))
	return len(p), nil
}
