package gateway_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway"
)

type (
	uploadStream   = grpc.ClientStreamingServer[ticketsv1.UploadAttachmentRequest, ticketsv1.UploadAttachmentResponse]
	downloadStream = grpc.ServerStreamingServer[ticketsv1.DownloadAttachmentsResponse]
)

// transfers is a service whose behaviour a test sets.
type transfers struct {
	ticketsv1.UnimplementedAttachmentTransferServiceServer
	upload   func(uploadStream) error
	download func(*ticketsv1.DownloadAttachmentsRequest, downloadStream) error
}

func (s *transfers) UploadAttachment(stream uploadStream) error { return s.upload(stream) }

func (s *transfers) DownloadAttachments(in *ticketsv1.DownloadAttachmentsRequest, stream downloadStream) error {
	return s.download(in, stream)
}

// transferDoor serves the transfers on loopback.
func transferDoor(t *testing.T, s *transfers, edit func(*gateway.Config), chain ...grpc.StreamServerInterceptor) string {
	t.Helper()
	server := httptest.NewServer(transferHandler(t, s, edit, chain...))
	t.Cleanup(server.Close)
	return server.URL
}

func transferHandler(t *testing.T, s *transfers, edit func(*gateway.Config), chain ...grpc.StreamServerInterceptor) http.Handler {
	t.Helper()
	conn := gateway.NewConn(nil, chain)
	ticketsv1.RegisterAttachmentTransferServiceServer(conn, s)
	config := gateway.Config{
		Conn: conn, Logger: zap.NewNop(), OpenAPI: []byte("{}"), MaxUpload: 300_000,
		Services: []gateway.Service{{Descriptor: ticketsv1.File_ocegate_tickets_v1_attachment_transfer_service_proto.Services().Get(0)}},
	}
	if edit != nil {
		edit(&config)
	}
	g, err := gateway.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return g.Handler()
}

// ask sends one request over a connection of its own.
func ask(t *testing.T, r *http.Request) reply {
	t.Helper()
	transport := &http.Transport{DisableKeepAlives: true}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{status: response.StatusCode, header: response.Header, body: string(body)}
}

func request(t *testing.T, method, url string, body io.Reader) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// part is a part of a form; a file when it has a file name.
type part struct{ name, fileName, content string }

func formOf(t *testing.T, parts ...part) (contentType string, body []byte) {
	t.Helper()
	var text bytes.Buffer
	w := multipart.NewWriter(&text)
	for _, p := range parts {
		var to io.Writer
		var err error
		if p.fileName != "" {
			to, err = w.CreateFormFile(p.name, p.fileName)
		} else {
			to, err = w.CreateFormField(p.name)
		}
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(to, p.content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), text.Bytes()
}

// post sends a form.
func post(t *testing.T, url string, parts ...part) reply {
	t.Helper()
	contentType, body := formOf(t, parts...)
	r := request(t, http.MethodPost, url+"/v1/tickets/attachments:upload", bytes.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	return ask(t, r)
}

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
	_, _ = fmt.Fprintf(conn, "POST /v1/tickets/attachments:upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=%s\r\nContent-Length: %d\r\n\r\n%s",
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
	r.Header.Set("Content-Type", contentType)
	transferHandler(t, s, nil).ServeHTTP(stalled, r)
	if stalled.Code != http.StatusGatewayTimeout {
		t.Errorf("%d %s", stalled.Code, stalled.Body)
	}
	if err := <-last; err == nil {
		t.Error("half a form was taken for a whole one")
	}
}

// sending is a download of a header and chunks.
func sending(header *typev1.FileHeader, end error, chunks ...string) func(*ticketsv1.DownloadAttachmentsRequest, downloadStream) error {
	return func(_ *ticketsv1.DownloadAttachmentsRequest, stream downloadStream) error {
		if err := stream.Send(&ticketsv1.DownloadAttachmentsResponse{Header: header}); err != nil {
			return err
		}
		for _, chunk := range chunks {
			if err := stream.Send(&ticketsv1.DownloadAttachmentsResponse{Chunk: []byte(chunk)}); err != nil {
				return err
			}
		}
		return end
	}
}

func TestDownloadBody(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		header                    *typev1.FileHeader
		length, disposition, body string
	}{
		"known":   {&typev1.FileHeader{ContentType: "image/png", FileName: "a.png", SizeBytes: proto.Int64(6)}, "6", "attachment; filename=a.png", "abcdef"},
		"unknown": {&typev1.FileHeader{ContentType: "text/plain; charset=utf-8", FileName: "工 \"b\".txt"}, "", "attachment; filename*=utf-8''%E5%B7%A5%20%22b%22.txt", "abcdef"},
		"evil":    {&typev1.FileHeader{ContentType: "text/html", FileName: "a\r\nX-Evil: 1.html", SizeBytes: proto.Int64(6)}, "6", "attachment; filename*=utf-8''a%0D%0AX-Evil%3A%201.html", "abcdef"},
		"no name": {&typev1.FileHeader{ContentType: "application/zip"}, "", "attachment", "abcdef"},
	} {
		var got *ticketsv1.DownloadAttachmentsRequest
		url := transferDoor(t, &transfers{download: func(in *ticketsv1.DownloadAttachmentsRequest, stream downloadStream) error {
			got = proto.CloneOf(in)
			return sending(c.header, nil, "abc", "def")(in, stream)
		}}, nil)
		r := ask(t, request(t, http.MethodGet, url+"/v1/tickets/attachments:download?attachmentIds=1&attachment_ids=2&groupId=g", http.NoBody))
		if r.status != http.StatusOK || r.body != c.body || r.header.Get("Content-Disposition") != c.disposition || r.header.Get("Content-Type") != c.header.GetContentType() {
			t.Errorf("%s: %+v", name, r)
		}
		if r.header.Get("Content-Length") != c.length && c.length != "" || r.header.Get("X-Content-Type-Options") != "nosniff" || r.header.Get("X-Evil") != "" || r.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", name, r.header)
		}
		if !slices.Equal(got.GetAttachmentIds(), []string{"1", "2"}) || got.GetGroupId() != "g" {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestDownloadErrors: before the first byte an error is answered like any other;
// after it the client sees the connection break.
func TestDownloadErrors(t *testing.T) {
	t.Parallel()
	refusal := &fault.RefusalError{Reason: fault.UpstreamAnswerTooLarge}
	unknown, known := &typev1.FileHeader{ContentType: "text/plain"}, &typev1.FileHeader{ContentType: "text/plain", SizeBytes: proto.Int64(8)}
	for name, c := range map[string]struct {
		handler func(*ticketsv1.DownloadAttachmentsRequest, downloadStream) error
		status  int // 0 for a broken connection
	}{
		"at once":      {func(*ticketsv1.DownloadAttachmentsRequest, downloadStream) error { return refusal }, 500},
		"nothing":      {func(*ticketsv1.DownloadAttachmentsRequest, downloadStream) error { return nil }, 500},
		"later":        {sending(unknown, refusal, "abc"), 0},
		"later, known": {sending(known, refusal, "abc"), 0},
		"much later":   {sending(unknown, refusal, strings.Repeat("x", 100_000)), 0},
		"too short":    {sending(known, nil, "abc"), 0},
		"too long":     {sending(known, nil, "abcdefghi"), 0},
		"no header": {func(_ *ticketsv1.DownloadAttachmentsRequest, s downloadStream) error {
			return s.Send(&ticketsv1.DownloadAttachmentsResponse{Chunk: []byte("x")})
		}, 500},
		"second header": {func(in *ticketsv1.DownloadAttachmentsRequest, s downloadStream) error {
			return errors.Join(sending(unknown, nil, "abc")(in, s), sending(unknown, nil)(in, s))
		}, 0},
	} {
		url := transferDoor(t, &transfers{download: c.handler}, nil)
		transport := &http.Transport{DisableKeepAlives: true}
		response, err := transport.RoundTrip(request(t, http.MethodGet, url+"/v1/tickets/attachments:download?attachmentIds=1", http.NoBody))
		var body []byte
		if err == nil {
			body, err = io.ReadAll(response.Body)
			_ = response.Body.Close()
		}
		switch {
		case c.status == 0 && err == nil:
			t.Errorf("%s: the client sees a whole file of %d bytes", name, len(body))
		case c.status != 0 && (err != nil || response.StatusCode != c.status):
			t.Errorf("%s: %v", name, err)
		case c.status != 0:
			failure(t, reply{response.StatusCode, response.Header, string(body)})
		}
	}
}

// TestDownloadRequests reads requests as strictly as all others.
func TestDownloadRequests(t *testing.T) {
	t.Parallel()
	url := transferDoor(t, &transfers{download: sending(&typev1.FileHeader{ContentType: "text/plain"}, nil, "x")}, nil)
	for target, want := range map[string]int{
		"GET /v1/tickets/attachments:download?attachmentIds=1":                      200,
		"GET /v1/tickets/attachments:download?attachmentIds=1&x=1":                  400,
		"GET /v1/tickets/attachments:download?groupId=1&groupId=2":                  400,
		"POST /v1/tickets/attachments:download?attachmentIds=1":                     405,
		"HEAD /v1/tickets/attachments:download?attachmentIds=1":                     405,
		"GET /v1/tickets/attachments:upload":                                        405,
		"GET /v1/tickets/attachments:download/x":                                    404,
		"GET /v1/tickets/attachments//image":                                        404,
		"GET /v1/tickets/attachments/1/image":                                       501, // not implemented here
		"GET /v1/tickets/cases:export?createTimeBegin=yesterday":                    400,
		"GET /v1/tickets/cases:export?createTimeBegin=2026-01-01T00:00:00Z&limit=3": 501,
	} {
		method, path, _ := strings.Cut(target, " ")
		r := ask(t, request(t, method, url+path, http.NoBody))
		if r.status != want {
			t.Errorf("%s: %+v", target, r)
		}
		if want == 405 && strings.Contains(r.header.Get("Allow"), "HEAD") {
			t.Errorf("%s allows %s", target, r.header.Get("Allow"))
		}
	}
}

// TestStreamsPassTheChain: every interceptor sees every stream once, around the
// handler and around the messages.
func TestStreamsPassTheChain(t *testing.T) {
	t.Parallel()
	var order []string
	link := func(name string) grpc.StreamServerInterceptor {
		return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
			order = append(order, name, info.FullMethod[strings.LastIndexByte(info.FullMethod, '/')+1:])
			err := handler(srv, ss)
			order = append(order, "end "+name)
			return err
		}
	}
	var got taken
	url := transferDoor(t, &transfers{upload: collect(&got)}, nil, link("first"), link("second"), link("third"))
	post(t, url, part{"file", "a.txt", "content"})
	want := []string{"first", "UploadAttachment", "second", "UploadAttachment", "third", "UploadAttachment", "end third", "end second", "end first"}
	if !slices.Equal(order, want) {
		t.Errorf("%q", order)
	}
}

// TestTransfersHoldLittle sends 32 MiB each way through the door: what a fast
// side has given and a slow one has not got is never more than the buffers of a
// connection.
func TestTransfersHoldLittle(t *testing.T) {
	t.Parallel()
	const size, held = 32 << 20, 8 << 20
	var given, got, worst atomic.Int64
	note := func(n int) { worst.Store(max(worst.Load(), given.Load()-got.Add(int64(n)))) }
	url := transferDoor(t, &transfers{
		upload: func(stream uploadStream) error {
			for {
				in, err := stream.Recv()
				if errors.Is(err, io.EOF) {
					return stream.SendAndClose(&ticketsv1.UploadAttachmentResponse{AttachmentId: "A1"})
				}
				if err != nil {
					return err
				}
				note(len(in.GetChunk()))
			}
		},
		download: func(_ *ticketsv1.DownloadAttachmentsRequest, stream downloadStream) error {
			err := stream.Send(&ticketsv1.DownloadAttachmentsResponse{Header: &typev1.FileHeader{ContentType: "text/plain"}})
			for chunk := make([]byte, 64<<10); err == nil && given.Load() < size; {
				given.Add(int64(len(chunk)))
				err = stream.Send(&ticketsv1.DownloadAttachmentsResponse{Chunk: chunk})
			}
			return err
		},
	}, func(c *gateway.Config) { c.MaxUpload = size })
	const head, tail = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n", "\r\n--b--\r\n"
	file := io.TeeReader(io.LimitReader(zeros{}, size), counting{&given})
	r := request(t, http.MethodPost, url+"/v1/tickets/attachments:upload", io.MultiReader(strings.NewReader(head), file, strings.NewReader(tail)))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	if answer := ask(t, r); answer.status != http.StatusOK || got.Load() != size || worst.Load() > held {
		t.Errorf("up: %+v, %d bytes, %d held", answer, got.Load(), worst.Load())
	}
	given.Store(0)
	got.Store(0)
	worst.Store(0)
	transport := &http.Transport{DisableKeepAlives: true}
	response, err := transport.RoundTrip(request(t, http.MethodGet, url+"/v1/tickets/attachments:download?attachmentIds=1", http.NoBody))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	for buffer := make([]byte, 64<<10); err == nil; {
		var n int
		n, err = response.Body.Read(buffer)
		note(n)
	}
	if !errors.Is(err, io.EOF) || got.Load() != size || worst.Load() > held {
		t.Errorf("down: %v, %d bytes, %d held", err, got.Load(), worst.Load())
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

type counting struct{ count *atomic.Int64 }

func (c counting) Write(p []byte) (int, error) {
	c.count.Add(int64(len(p)))
	return len(p), nil
}
