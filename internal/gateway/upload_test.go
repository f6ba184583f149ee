package gateway_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// taken is what a handler got of an upload.
type taken struct {
	metadata *ticketsv1.UploadAttachmentMetadata
	content  string
	largest  int
	err      error
}

// collect takes a whole upload.
func collect(into *taken) func(uploadStream) error {
	return func(stream uploadStream) error {
		*into = taken{}
		for {
			in, err := stream.Recv()
			if errors.Is(err, io.EOF) {
				return stream.SendAndClose(&ticketsv1.UploadAttachmentResponse{AttachmentId: "A1"})
			}
			if err != nil {
				into.err = err
				return err
			}
			if in.GetMetadata() != nil {
				into.metadata = in.GetMetadata()
			}
			into.content += string(in.GetChunk())
			into.largest = max(into.largest, len(in.GetChunk()))
		}
	}
}

func TestUploadForm(t *testing.T) {
	t.Parallel()
	var got taken
	url := transferDoor(t, &transfers{upload: collect(&got)}, nil)
	large := strings.Repeat("x\r\n--y", 40_000)
	purpose := part{name: "purpose", content: "ATTACHMENT_PURPOSE_CASE"}
	for name, c := range map[string]struct {
		parts   []part
		want    *ticketsv1.UploadAttachmentMetadata
		content string
	}{
		"named by the part": {[]part{purpose, {"file", "a.txt", "content"}}, &ticketsv1.UploadAttachmentMetadata{FileName: "a.txt", Purpose: 1}, "content"},
		"named by a text":   {[]part{{"fileName", "", "b.txt"}, purpose, {"file", "a.txt", large}}, &ticketsv1.UploadAttachmentMetadata{FileName: "b.txt", Purpose: 1}, large},
		"all":               {[]part{{"file_name", "", "b.txt"}, purpose, {"markdown", "", "true"}, {"sizeBytes", "", "1"}, {"file", "a.txt", "x"}}, &ticketsv1.UploadAttachmentMetadata{FileName: "b.txt", Purpose: 1, Markdown: true, SizeBytes: proto.Int64(1)}, "x"},
		"a path":            {[]part{{"file", "/etc/a.txt", ""}}, &ticketsv1.UploadAttachmentMetadata{FileName: "a.txt"}, ""},
		"no name":           {[]part{{"file", "", "content"}}, &ticketsv1.UploadAttachmentMetadata{}, "content"},
	} {
		r := post(t, url, c.parts...)
		if r.status != http.StatusOK || r.body != `{"attachmentId":"A1"}` || r.header.Get("Content-Type") != "application/json; charset=utf-8" {
			t.Fatalf("%s: %+v", name, r)
		}
		if !proto.Equal(got.metadata, c.want) || got.content != c.content || got.largest > 64<<10 {
			t.Errorf("%s: %v, %d bytes, chunks up to %d", name, got.metadata, len(got.content), got.largest)
		}
	}
}

// TestUploadFormProblems: what is wrong is named as the caller wrote it, before
// the file is read.
func TestUploadFormProblems(t *testing.T) {
	t.Parallel()
	var got taken
	url := transferDoor(t, &transfers{upload: collect(&got)}, nil)
	file := part{"file", "a.txt", "content"}
	for name, c := range map[string]struct {
		parts []part
		want  []string
	}{
		"unknown":        {[]part{{"from", "", "incident"}, {"evil", "x.txt", "y"}, file}, []string{"from is not a known part of the form", "evil is not a known part of the form"}},
		"twice":          {[]part{{"fileName", "", "a"}, {"file_name", "", "b"}, file}, []string{"file_name is given twice"}},
		"no enum":        {[]part{{"purpose", "", "incident"}, file}, []string{"purpose must be one of ATTACHMENT_PURPOSE_UNSPECIFIED, ATTACHMENT_PURPOSE_CASE, ATTACHMENT_PURPOSE_MESSAGE"}},
		"no bool":        {[]part{{"markdown", "", "1"}, file}, []string{"markdown must be true or false"}},
		"too long":       {[]part{{"fileName", "", strings.Repeat("a", 5000)}, file}, []string{"fileName is too long"}},
		"no file":        {[]part{{"fileName", "", "a.txt"}}, []string{"file is required, as the last part of the form"}},
		"empty form":     {nil, []string{"file is required, as the last part of the form"}},
		"file not last":  {[]part{file, {"purpose", "", "ATTACHMENT_PURPOSE_CASE"}}, []string{"file must be the last part of the form"}},
		"file twice":     {[]part{file, file}, []string{"file must be the last part of the form"}},
		"part unnamed":   {[]part{{"", "", "x"}, file}, []string{"form has a part without a name in UTF-8"}},
		"not UTF-8":      {[]part{{"fileName", "", "a\xff"}, file}, []string{"fileName must be UTF-8"}},
		"name not UTF-8": {[]part{{"a\xff", "", "x"}, file}, []string{"form has a part without a name in UTF-8"}},
	} {
		r := post(t, url, c.parts...)
		if found := violations(t, r); r.status != http.StatusBadRequest || !slices.Equal(found, c.want) {
			t.Errorf("%s: %d %q", name, r.status, found)
		}
		if got.err == nil {
			t.Errorf("%s: the handler was not told", name)
		}
	}
}

// TestUploadFormLimits: too much is refused with 413, by its announced length
// before anything is read.
func TestUploadFormLimits(t *testing.T) {
	t.Parallel()
	var got taken
	url := transferDoor(t, &transfers{upload: collect(&got)}, nil)
	contentType, body := formOf(t, part{"file", "a.txt", strings.Repeat("x", 400_000)})
	_, texts := formOf(t, part{"fileName", "", strings.Repeat("x", 70_000)}, part{"file", "a.txt", "x"})
	for name, c := range map[string]struct {
		body  io.Reader
		media string
		read  bool
	}{
		"announced": {bytes.NewReader(body), contentType, false},
		"counted":   {io.MultiReader(bytes.NewReader(body)), contentType, true},
		"texts":     {bytes.NewReader(texts), "multipart/form-data; boundary=" + string(texts[2:bytes.IndexByte(texts, '\r')]), false},
	} {
		r := request(t, http.MethodPost, url+"/v1/tickets/attachments:upload", c.body)
		r.Header.Set("Content-Type", c.media)
		answer := ask(t, r)
		if answer.status != http.StatusRequestEntityTooLarge || failure(t, answer).Error.Status != "RESOURCE_EXHAUSTED" || (got.content != "") != c.read {
			t.Errorf("%s: %+v after %d bytes", name, answer, len(got.content))
		}
	}
}

// TestUploadMedia: anything but a plain form is refused.
func TestUploadMedia(t *testing.T) {
	t.Parallel()
	url := transferDoor(t, &transfers{upload: collect(new(taken))}, nil)
	contentType, body := formOf(t, part{"file", "a.txt", "content"})
	for name, c := range map[string]struct {
		headers []string
		query   string
		body    []byte
		status  int
	}{
		"form":          {[]string{"Content-Type", contentType}, "", body, 200},
		"json":          {[]string{"Content-Type", "application/json"}, "", []byte("{}"), 415},
		"none":          {nil, "", body, 415},
		"no boundary":   {[]string{"Content-Type", "multipart/form-data"}, "", body, 415},
		"mixed":         {[]string{"Content-Type", strings.Replace(contentType, "form-data", "mixed", 1)}, "", body, 415},
		"packed":        {[]string{"Content-Type", contentType, "Content-Encoding", "gzip"}, "", body, 415},
		"breaks off":    {[]string{"Content-Type", contentType}, "", body[:len(body)-10], 400},
		"in the header": {[]string{"Content-Type", contentType}, "", body[:70], 400},
		"no form":       {[]string{"Content-Type", contentType}, "", []byte("x"), 400},
		"query":         {[]string{"Content-Type", contentType}, "?fileName=a.txt", body, 400},
		"other origin":  {[]string{"Content-Type", contentType, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, "", body, 403},
	} {
		r := request(t, http.MethodPost, url+"/v1/tickets/attachments:upload"+c.query, bytes.NewReader(c.body))
		for i := 0; i < len(c.headers); i += 2 {
			r.Header.Set(c.headers[i], c.headers[i+1])
		}
		answer := ask(t, r)
		if answer.status != c.status {
			t.Errorf("%s: %+v", name, answer)
		}
		if c.status != 200 {
			failure(t, answer)
		}
	}
}

// TestUploadOfALostClient: a client that goes away in the middle leaves a handler
// that knows it, and no goroutine.
func TestUploadOfALostClient(t *testing.T) {
	t.Parallel()
	ended := make(chan error, 1)
	url := transferDoor(t, &transfers{upload: func(stream uploadStream) error {
		var got taken
		err := collect(&got)(stream)
		ended <- err
		return err
	}}, nil)
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	_, body := formOf(t, part{"file", "a.txt", strings.Repeat("x", 100_000)})
	_, _ = fmt.Fprintf(conn, "POST /v1/tickets/attachments:upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=%s\r\nContent-Length: %d\r\n\r\n%s",
		body[2:bytes.IndexByte(body, '\r')], len(body), body[:50_000])
	_ = conn.Close()
	if err := <-ended; err == nil {
		t.Error("half a form was taken for a whole one")
	}
}

// stalledBody is a body whose next bytes never come until its deadline is set to
// the past, as the server's own connection does.
type stalledBody struct {
	*httptest.ResponseRecorder
	start   io.Reader
	waiting chan struct{}
	hurried chan struct{}
}

func (b *stalledBody) Read(p []byte) (int, error) {
	if n, err := b.start.Read(p); err == nil {
		return n, nil
	}
	close(b.waiting)
	<-b.hurried
	return 0, os.ErrDeadlineExceeded
}

func (*stalledBody) Close() error { return nil }

func (b *stalledBody) SetReadDeadline(end time.Time) error {
	if !end.After(time.Now()) {
		close(b.hurried)
	}
	return nil
}

// TestUploadOfAStalledClient: a handler that gives up answers at once, although
// somebody still waits for the next bytes of the form, and nobody reads on once
// it is answered.
func TestUploadOfAStalledClient(t *testing.T) {
	t.Parallel()
	contentType, body := formOf(t, part{"file", "a.txt", strings.Repeat("x", 100_000)})
	stalled := &stalledBody{
		ResponseRecorder: httptest.NewRecorder(), start: bytes.NewReader(body[:50_000]),
		waiting: make(chan struct{}), hurried: make(chan struct{}),
	}
	last := make(chan error, 1)
	s := &transfers{upload: func(stream uploadStream) error {
		if _, err := stream.Recv(); err != nil {
			return err
		}
		go func() {
			_, err := stream.Recv()
			last <- err
		}()
		<-stalled.waiting
		return context.DeadlineExceeded
	}}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/tickets/attachments:upload", stalled)
	r.Host = "localhost"
	r.Header.Set("Content-Type", contentType)
	transferHandler(t, s, nil).ServeHTTP(stalled, r)
	if stalled.Code != http.StatusGatewayTimeout {
		t.Errorf("%d %s", stalled.Code, stalled.Body)
	}
	if err := <-last; err == nil {
		t.Error("half a form was taken for a whole one")
	}
}

// patient counts how often more time is asked for.
type patient struct {
	*httptest.ResponseRecorder
	asked int
}

// SetReadDeadline is what http.ResponseController calls.
func (p *patient) SetReadDeadline(time.Time) error {
	p.asked++
	return nil
}

// TestOnlyFilesTakeLonger: what stands before the file has the time of any body.
func TestOnlyFilesTakeLonger(t *testing.T) {
	t.Parallel()
	s := &transfers{upload: func(stream uploadStream) error {
		for {
			if _, err := stream.Recv(); err != nil {
				return errors.Join(err, stream.SendAndClose(&ticketsv1.UploadAttachmentResponse{}))
			}
		}
	}}
	for name, want := range map[string]int{"file": 1, "purpose": 0} {
		contentType, body := formOf(t, part{name, "", "ATTACHMENT_PURPOSE_CASE"})
		w := &patient{ResponseRecorder: httptest.NewRecorder()}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/tickets/attachments:upload", bytes.NewReader(body))
		r.Host = "localhost"
		r.Header.Set("Content-Type", contentType)
		transferHandler(t, s, nil).ServeHTTP(w, r)
		if w.asked != want {
			t.Errorf("%s: asked for time %d times, want %d: %s", name, w.asked, want, w.Body)
		}
	}
}
