package upstream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/upstream"
)

func fetch() *upstream.Request {
	return &upstream.Request{
		Operation: "DownloadAccessories", Service: upstream.ServiceOSM, Method: http.MethodGet,
		Path: "/v2/servicerequest/accessorys/1", Effect: upstream.EffectRead, Shape: upstream.ShapeBody,
	}
}

// download takes a whole file.
func download(t *testing.T, url string, limit int64) (*upstream.File, string, error) {
	t.Helper()
	file, err := newClient(t, url, nil).Download(t.Context(), fetch(), limit)
	if err != nil {
		return nil, "", err
	}
	content, err := io.ReadAll(file)
	if fault := file.Close(); fault != nil {
		t.Error(fault)
	}
	return file, string(content), err
}

// answering replies with a body of a type; the length is left to net/http.
func answering(media, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", media)
		w.Header().Set("X-Request-Id", "up-1")
		_, _ = io.WriteString(w, body)
	}
}

func TestDownload(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("0123456789abcdef", 20_000)
	for name, c := range map[string]struct{ media, body string }{
		"text":              {"text/plain; charset=utf-8", "content"},
		"long":              {"application/zip", long},
		"json":              {"application/json", `{"name":"x","nested":{"error_code":"X"}}`},
		"json as text":      {"text/plain", `{"code":"X","message":"y"}`},
		"long json":         {"application/json", `{"name":"` + long + `","error_code":"X"}`},
		"json list":         {"application/json", `[{"error_code":"X"}]`},
		"broken json":       {"application/json", `{"error_`},
		"looks like json":   {"text/plain", `{ a log line }`},
		"json with a blank": {"application/json", " "},
	} {
		file, content, err := download(t, serve(t, answering(c.media, c.body)), 1<<20)
		if err != nil || content != c.body || file.ContentType != c.media || file.RequestID != "up-1" {
			t.Errorf("%s: %d bytes, %+v, %v", name, len(content), file, err)
		}
	}
}

// TestDownloadRefusals: what is no file is an error, whatever its status.
func TestDownloadRefusals(t *testing.T) {
	t.Parallel()
	stated := `{"error_code":"OSM.01010015","error_msg":"no such ticket"}`
	for name, c := range map[string]struct {
		status      int
		media, body string
		kind        upstream.Kind
		code        string
	}{
		"error in 200":      {200, "application/json", stated, upstream.KindRefused, "OSM.01010015"},
		"error as text":     {200, "text/plain", stated, upstream.KindRefused, "OSM.01010015"},
		"error as a file":   {200, "application/octet-stream", " \n" + stated, upstream.KindRefused, "OSM.01010015"},
		"behind a mark":     {200, "", "\xef\xbb\xbf" + stated, upstream.KindRefused, "OSM.01010015"},
		"late code":         {200, "application/json", `{"error_msg":"` + strings.Repeat("x", 10_000) + `","error_code":"OSM.1"}`, upstream.KindRefused, "OSM.1"},
		"breaks off behind": {200, "application/json", `{"error_code":"OSM.1","x":"` + strings.Repeat("x", 100_000), upstream.KindRefused, "OSM.1"},
		"other spelling":    {200, "application/json", `{"errorCode":"OSM.2"}`, upstream.KindRefused, "OSM.2"},
		"numeric code":      {200, "application/json", `{"error_code":7}`, upstream.KindRefused, "7"},
		"acknowledgement":   {200, "application/json", `{"error_code":"","error_msg":""}`, upstream.KindUnreadable, ""},
		"null":              {200, "application/json", `{"error_code":null}`, upstream.KindUnreadable, ""},
		"empty":             {200, "application/zip", "", upstream.KindUnreadable, ""},
		"no content":        {204, "", "", upstream.KindUnreadable, ""},
		"part":              {206, "text/plain", "part", upstream.KindUnreadable, ""},
		"redirect":          {302, "", "", upstream.KindRedirect, ""},
		"gateway":           {401, "application/json", `{"error_code":"APIGW.0301","error_msg":"no"}`, upstream.KindRefused, "APIGW.0301"},
		"not found":         {404, "text/html", "<html>", upstream.KindRefused, ""},
		"down":              {502, "text/html", "<html>", upstream.KindRefused, ""},
		"packed":            {200, "gzip", "packed", upstream.KindUnreadable, ""},
		"too large":         {200, "text/plain", strings.Repeat("x", 200_001), upstream.KindTooLarge, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if c.media == "gzip" {
					w.Header().Set("Content-Encoding", "gzip")
				}
				w.Header().Set("Content-Length", fmt.Sprint(len(c.body)))
				if c.status == http.StatusNoContent {
					w.Header().Del("Content-Length")
				}
				w.Header().Set("Content-Type", c.media)
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.body)
			})
			_, _, err := download(t, url, 200_000)
			var refused *upstream.Error
			if !errors.As(err, &refused) || refused.Kind != c.kind || refused.Code != c.code {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestDownloadBreaksOff: half a file is never a whole one.
func TestDownloadBreaksOff(t *testing.T) {
	t.Parallel()
	half := strings.Repeat("x", 100_000)
	for name, c := range map[string]struct {
		reply string
		want  upstream.Kind // 0 for a whole file
	}{
		"length":        {"Content-Length: 100001\r\n\r\n" + half, upstream.KindBroken},
		"chunk":         {"Transfer-Encoding: chunked\r\n\r\n186a1\r\n" + half, upstream.KindBroken},
		"last chunk":    {"Transfer-Encoding: chunked\r\n\r\n186a0\r\n" + half + "\r\n", upstream.KindBroken},
		"early":         {"Content-Length: 5\r\n\r\nabc", upstream.KindBroken},
		"no end":        {"Connection: close\r\n\r\n" + half, upstream.KindUnreadable},
		"whole":         {"Content-Length: 100000\r\n\r\n" + half, 0},
		"whole, chunks": {"Transfer-Encoding: chunked\r\n\r\n186a0\r\n" + half + "\r\n0\r\n\r\n", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serveRaw(t, func(conn *rawConn) {
				if conn.request() {
					conn.reply("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + c.reply)
				}
			})
			_, content, err := download(t, server.url(), 1<<20)
			var refused *upstream.Error
			if c.want == 0 {
				if err != nil || content != half {
					t.Errorf("%d bytes, %v", len(content), err)
				}
				return
			}
			if !errors.As(err, &refused) || refused.Kind != c.want {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestDownloadLimit counts what nobody announced.
func TestDownloadLimit(t *testing.T) {
	t.Parallel()
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		for range 10 {
			_, _ = io.WriteString(w, strings.Repeat("x", 1000))
			_ = http.NewResponseController(w).Flush()
		}
	})
	for limit, fits := range map[int64]bool{10_000: true, 9_999: false, 100: false} {
		_, content, err := download(t, url, limit)
		var refused *upstream.Error
		if fits != (err == nil) || fits && len(content) != 10_000 || int64(len(content)) > limit {
			t.Errorf("%d: %d bytes, %v", limit, len(content), err)
		}
		if !fits && (!errors.As(err, &refused) || refused.Kind != upstream.KindTooLarge) {
			t.Errorf("%d: %v", limit, err)
		}
	}
}

// TestDownloadEnds: the deadline and the caller end a file that does not.
func TestDownloadEnds(t *testing.T) {
	t.Parallel()
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, strings.Repeat("x", 1000))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	for _, want := range []upstream.Kind{upstream.KindDeadline, upstream.KindCanceled} {
		ctx, cancel := context.WithCancel(t.Context())
		if want == upstream.KindDeadline {
			ctx, cancel = context.WithTimeout(t.Context(), 500*time.Millisecond)
		} else {
			time.AfterFunc(500*time.Millisecond, cancel)
		}
		file, err := newClient(t, url, nil).Download(ctx, fetch(), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.ReadAll(file)
		_ = file.Close()
		cancel()
		var refused *upstream.Error
		if !errors.As(err, &refused) || refused.Kind != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestFileNames: a name is the last part of a path, printable and not too long.
func TestFileNames(t *testing.T) {
	t.Parallel()
	for disposition, want := range map[string]string{
		`attachment; filename="a.txt"`:                            "a.txt",
		`attachment; filename=a.txt`:                              "a.txt",
		`attachment; filename*=utf-8''%e5%b7%a5.txt`:              "工.txt",
		`attachment; filename="../../etc/passwd"`:                 "passwd",
		`attachment; filename="C:\\dir\\a.txt"`:                   "a.txt",
		`attachment; filename*=utf-8''a%0d%0aX: 1.txt`:            "",
		`attachment; filename*=utf-8''a%0d%0aX-1%00.txt`:          "aX-1.txt",
		`attachment; filename=".."`:                               "",
		`attachment; filename=".htaccess"`:                        "htaccess",
		`attachment`:                                              "",
		``:                                                        "",
		`attachment; filename="` + strings.Repeat("工", 100) + `"`: strings.Repeat("工", 85),
	} {
		url := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Disposition", disposition)
			answering("text/plain", "x")(w, r)
		})
		file, _, err := download(t, url, 10)
		if err != nil || file.FileName != want {
			t.Errorf("%s: %q, %v", disposition, file.FileName, err)
		}
	}
}

// TestMediaTypes: what is no media type is passed on as bytes.
func TestMediaTypes(t *testing.T) {
	t.Parallel()
	const unknown = "application/octet-stream"
	for sent, want := range map[string]string{
		"image/png": "image/png", "Text/HTML; Charset=UTF-8": "text/html; charset=UTF-8",
		"nonsense": unknown, "a b": unknown, "text/plain; x": "text/plain", `text/plain; x="`: "text/plain",
	} {
		file, _, err := download(t, serve(t, answering(sent, "x")), 10)
		if err != nil || file.ContentType != want {
			t.Errorf("%q: %q, %v", sent, file.ContentType, err)
		}
	}
}
