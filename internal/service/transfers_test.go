package service_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// streams are the handlers of RPCs that stream, by full name.
type streams map[string]func(ss grpc.ServerStream) error

// RegisterService implements grpc.ServiceRegistrar.
func (s streams) RegisterService(description *grpc.ServiceDesc, implementation any) {
	for _, stream := range description.Streams {
		s["/"+description.ServiceName+"/"+stream.StreamName] = func(ss grpc.ServerStream) error {
			return stream.Handler(implementation, ss)
		}
	}
}

// exchange is the caller's end of a stream.
type exchange struct {
	grpc.ServerStream

	context  func() context.Context
	requests []proto.Message
	end      error // of the requests
	asked    int
	answers  []proto.Message
}

func (e *exchange) Context() context.Context { return e.context() }

func (e *exchange) SendMsg(message any) error {
	answer, ok := message.(proto.Message)
	if !ok {
		return fmt.Errorf("%T is no message", message)
	}
	e.answers = append(e.answers, proto.Clone(answer))
	return nil
}

func (e *exchange) RecvMsg(message any) error {
	e.asked++
	if len(e.requests) == 0 {
		return e.end
	}
	request, ok := message.(proto.Message)
	if !ok {
		return fmt.Errorf("%T is no message", message)
	}
	proto.Merge(request, e.requests[0])
	e.requests = e.requests[1:]
	return nil
}

// newStreams is the streams of a site in front of a stub upstream.
func newStreams(t *testing.T, edit func(*service.Config), handler http.HandlerFunc) streams {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	endpoints, err := upstream.ResolveEndpoints(upstream.SiteChina, upstream.Overrides{BSS: server.URL, OSM: server.URL, IAM: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	doer := upstream.NewTransport(upstream.TransportConfig{})
	t.Cleanup(doer.CloseIdleConnections)
	client, err := upstream.New(upstream.Config{
		Published: func(code string) bool { return code == "OSM.01010005" },
		Endpoints: endpoints, Doer: doer, Credentials: upstream.Credentials{AccessKey: "STUBACCESSKEY", SecretKey: "stub-secret-key"},
	})
	if err != nil {
		t.Fatal(err)
	}
	config := service.Config{Upstream: client, Site: upstream.SiteChina, MaxUpload: 200_000, MaxDownload: 200_000}
	if edit != nil {
		edit(&config)
	}
	services, err := service.New(config)
	if err != nil {
		t.Fatal(err)
	}
	s := streams{}
	services.Register(s)
	return s
}

// play runs one stream.
func (s streams) play(ctx context.Context, method string, requests ...proto.Message) (*exchange, error) {
	e := &exchange{context: func() context.Context { return ctx }, requests: requests, end: io.EOF}
	return e, s[method](e)
}

// chunked is an upload of a file in pieces.
func chunked(about *ticketsv1.UploadAttachmentMetadata, pieces ...string) []proto.Message {
	list := []proto.Message{&ticketsv1.UploadAttachmentRequest{Metadata: about}}
	for _, piece := range pieces {
		list = append(list, &ticketsv1.UploadAttachmentRequest{Chunk: []byte(piece)})
	}
	return list
}

func about(size int64) *ticketsv1.UploadAttachmentMetadata {
	described := &ticketsv1.UploadAttachmentMetadata{
		FileName: `trace "1" <工>.log`, Purpose: ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_MESSAGE, Markdown: true,
	}
	if size >= 0 {
		described.SizeBytes = proto.Int64(size)
	}
	return described
}

const upload = ticketsv1.AttachmentTransferService_UploadAttachment_FullMethodName

// formOf reads what an upstream got.
func formOf(r *http.Request) (map[string]string, error) {
	found := map[string]string{"length": fmt.Sprint(r.ContentLength)}
	for _, name := range []string{"X-Site", "X-Language", "X-Time-Zone"} {
		found[name] = r.Header.Get(name)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		found[part.FormName()] = string(text)
		if part.FileName() != "" {
			found["name"] = part.FileName()
		}
	}
}

func TestUpload(t *testing.T) {
	t.Parallel()
	large := strings.Repeat("x", 90_000)
	for name, c := range map[string]struct {
		size   int64
		pieces []string
		sized  bool
	}{
		"small":         {-1, []string{"con", "tent"}, true},
		"announced":     {7, []string{"con", "tent"}, true},
		"large":         {-1, []string{large, large}, false},
		"large, known":  {180_000, []string{large, large}, true},
		"at the limit":  {-1, []string{large, large, large[:20_000]}, false},
		"empty message": {7, []string{"con", "", "tent"}, true},
	} {
		var got map[string]string
		s := newStreams(t, nil, func(w http.ResponseWriter, r *http.Request) {
			var err error
			if got, err = formOf(r); err != nil {
				t.Error(err)
			}
			reply(http.StatusOK, `{"accessory_id":"A1"}`)(w, r)
		})
		e, err := s.play(t.Context(), upload, chunked(about(c.size), c.pieces...)...)
		if err != nil || len(e.answers) != 1 || !proto.Equal(e.answers[0], &ticketsv1.UploadAttachmentResponse{AttachmentId: "A1"}) {
			t.Fatalf("%s: %v, %v", name, e.answers, err)
		}
		if got["file"] != strings.Join(c.pieces, "") || got["name"] != `trace "1" <工>.log` || (got["length"] != "-1") != c.sized {
			t.Errorf("%s: %d bytes of %q, length %s", name, len(got["file"]), got["name"], got["length"])
		}
		if want := `{"fileName":"trace \"1\" <工>.log","accessoryFrom":"message","uploadType":1}`; got["form_data"] != want {
			t.Errorf("%s: %s", name, got["form_data"])
		}
		if got["X-Site"] != "0" || got["X-Language"] != "zh-cn" || got["X-Time-Zone"] != "GMT+0" {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestUploadRefusals: what is wrong with a file never reaches the upstream as a
// whole form, and what can be known at first never reaches it at all.
func TestUploadRefusals(t *testing.T) {
	t.Parallel()
	large := strings.Repeat("x", 90_000)
	for name, c := range map[string]struct {
		requests []proto.Message
		kind     translate.Kind
		field    string
		early    bool
	}{
		"nothing":             {nil, translate.KindRequest, "metadata", true},
		"no metadata":         {chunked(nil, "x")[1:], translate.KindRequest, "metadata", true},
		"metadata twice":      {append(chunked(about(-1), large), chunked(about(-1))...), translate.KindRequest, "metadata", false},
		"empty":               {chunked(about(-1)), translate.KindRequest, "chunk", true},
		"empty, announced":    {chunked(about(5)), translate.KindRequest, "metadata.size_bytes", true},
		"announced too large": {chunked(about(200_001), "x"), translate.KindTooLarge, "metadata.size_bytes", true},
		"too large":           {chunked(about(-1), large, large, large), translate.KindTooLarge, "chunk", false},
		"at once too large":   {chunked(about(-1), large+large+large), translate.KindTooLarge, "chunk", true},
		"larger":              {chunked(about(90_001), large, large), translate.KindRequest, "metadata.size_bytes", false},
		"smaller":             {chunked(about(90_001), large), translate.KindRequest, "metadata.size_bytes", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var calls, whole atomic.Int64
			s := newStreams(t, nil, func(w http.ResponseWriter, r *http.Request) {
				calls.Add(1)
				if _, err := formOf(r); err == nil {
					whole.Add(1)
				}
				reply(http.StatusOK, `{"accessory_id":"A1"}`)(w, r)
			})
			e, err := s.play(t.Context(), upload, c.requests...)
			var refused *translate.Error
			if !errors.As(err, &refused) || refused.Kind != c.kind || refused.Field != c.field || len(e.answers) != 0 {
				t.Errorf("%v", err)
			}
			if whole.Load() != 0 || c.early && calls.Load() != 0 {
				t.Errorf("%d calls, %d whole", calls.Load(), whole.Load())
			}
			if name == "announced too large" && e.asked != 1 {
				t.Errorf("%d messages were read", e.asked)
			}
		})
	}
}

// TestUploadOutcomes: only an answer that names the file is a success, and a
// definite no is told from silence.
func TestUploadOutcomes(t *testing.T) {
	t.Parallel()
	for body, c := range map[string]struct {
		status  int
		kind    upstream.Kind
		outcome upstream.Outcome
	}{
		`{"error_code":"OSM.01010005","error_msg":"too much today"}`: {200, upstream.KindRefused, upstream.OutcomeRefused},
		`{"error_code":"OSM.01010014","error_msg":"internal"}`:       {200, upstream.KindRefused, upstream.OutcomeUnknown},
		`{"accessory_id":"A1","error_code":"OSM.01010005"}`:          {200, upstream.KindRefused, upstream.OutcomeRefused},
		`{}`:                   {200, upstream.KindUnreadable, upstream.OutcomeUnknown},
		`{"accessory_id":""}`:  {200, upstream.KindUnreadable, upstream.OutcomeUnknown},
		`[]`:                   {200, upstream.KindUnreadable, upstream.OutcomeUnknown},
		`<html>`:               {200, upstream.KindUnreadable, upstream.OutcomeUnknown},
		``:                     {200, upstream.KindUnreadable, upstream.OutcomeUnknown},
		`{"accessory_id":"A"}`: {201, upstream.KindUnreadable, upstream.OutcomeUnknown},
		`gone`:                 {502, upstream.KindRefused, upstream.OutcomeUnknown},
		`{"error_code":"APIGW.0301","error_msg":"no"}`: {401, upstream.KindRefused, upstream.OutcomeRefused},
	} {
		var calls atomic.Int64
		s := newStreams(t, nil, func(w http.ResponseWriter, r *http.Request) {
			calls.Add(1)
			_, _ = io.Copy(io.Discard, r.Body)
			reply(c.status, body)(w, r)
		})
		e, err := s.play(t.Context(), upload, chunked(about(-1), "content")...)
		var refused *upstream.Error
		if !errors.As(err, &refused) || refused.Kind != c.kind || refused.Outcome != c.outcome || len(e.answers) != 0 || calls.Load() != 1 {
			t.Errorf("%s: %v after %d calls", body, err, calls.Load())
		}
	}
}

// TestUploadOfALostCaller passes on why the file broke off.
func TestUploadOfALostCaller(t *testing.T) {
	t.Parallel()
	lost := errors.New("lost")
	var whole atomic.Bool
	s := newStreams(t, nil, func(_ http.ResponseWriter, r *http.Request) {
		if _, err := formOf(r); err == nil {
			whole.Store(true)
		}
	})
	ctx := t.Context()
	e := &exchange{context: func() context.Context { return ctx }, requests: chunked(about(-1), strings.Repeat("x", 90_000)), end: lost}
	if err := s[upload](e); !errors.Is(err, lost) || whole.Load() {
		t.Errorf("%v", err)
	}
}

// downloads are the RPCs that answer with a file.
func downloads() map[string]proto.Message {
	return map[string]proto.Message{
		ticketsv1.AttachmentTransferService_DownloadAttachments_FullMethodName: &ticketsv1.DownloadAttachmentsRequest{AttachmentIds: []string{"1", "2"}, GroupId: proto.String("g")},
		ticketsv1.AttachmentTransferService_DownloadImage_FullMethodName:       &ticketsv1.DownloadImageRequest{AttachmentId: "1"},
		ticketsv1.AttachmentTransferService_ExportCases_FullMethodName: &ticketsv1.ExportCasesRequest{
			Status: ticketsv1.CaseStatus_CASE_STATUS_TO_BE_ACCEPTED, SourceIds: []string{"a", "b"}, Limit: proto.Int32(5),
		},
	}
}

// file puts the messages of a download together.
func file(t *testing.T, e *exchange) (name string, size int64, content string) {
	t.Helper()
	size = -1
	for i, answer := range e.answers {
		m := answer.ProtoReflect()
		fields := m.Descriptor().Fields()
		if has := m.Has(fields.ByName("header")); has != (i == 0) {
			t.Errorf("message %d: a header %v", i, has)
		}
		if i == 0 {
			header := m.Get(fields.ByName("header")).Message()
			name = header.Get(header.Descriptor().Fields().ByName("file_name")).String()
			if at := header.Descriptor().Fields().ByName("size_bytes"); header.Has(at) {
				size = header.Get(at).Int()
			}
		}
		chunk := m.Get(fields.ByName("chunk")).Bytes()
		if len(chunk) > 64<<10 {
			t.Errorf("a chunk of %d bytes", len(chunk))
		}
		content += string(chunk)
	}
	return name, size, content
}

func TestDownloads(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"DownloadAttachments": "/v2/servicerequest/accessorys/1%2C2?group_id=g",
		"DownloadImage":       "/v2/servicerequest/accessorys/1/image",
		"ExportCases":         "/v2/servicerequest/cases/export?language=en-us&limit=5&status=0&tenant_source_id_list=a&tenant_source_id_list=b&timezone=GMT%2B0",
	}
	for method, request := range downloads() {
		for _, size := range []int{1, 100_000, 200_000} {
			var target string
			s := newStreams(t, nil, func(w http.ResponseWriter, r *http.Request) {
				target = r.RequestURI
				w.Header().Set("Content-Disposition", `attachment; filename="a.zip"`)
				reply(http.StatusOK, strings.Repeat("x", size))(w, r)
			})
			ctx := metadata.NewIncomingContext(t.Context(), metadata.Pairs("accept-language", "en"))
			e, err := s.play(ctx, method, request)
			name, announced, content := file(t, e)
			if err != nil || name != "a.zip" || len(content) != size || announced >= 0 && announced != int64(size) {
				t.Errorf("%s: %q, %d of %d bytes, %v", method, name, len(content), announced, err)
			}
			if target != want[method[strings.LastIndexByte(method, '/')+1:]] {
				t.Errorf("%s: %s", method, target)
			}
		}
	}
}

// TestDownloadFailures: nothing is sent before a file is known to be one, and
// what breaks later ends with an error.
func TestDownloadFailures(t *testing.T) {
	t.Parallel()
	for method, request := range downloads() {
		for name, c := range map[string]struct {
			handler http.HandlerFunc
			kind    upstream.Kind
			begun   bool
		}{
			"stated": {reply(200, `{"error_code":"OSM.01010002","error_msg":"no"}`), upstream.KindRefused, false},
			"empty":  {reply(200, ""), upstream.KindUnreadable, false},
			"large": {func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", "200001")
				_, _ = io.WriteString(w, "x")
			}, upstream.KindTooLarge, false},
			"too large": {reply(200, strings.Repeat("x", 200_001)), upstream.KindTooLarge, true},
			"breaks off": {func(w http.ResponseWriter, _ *http.Request) {
				_, _ = io.WriteString(w, strings.Repeat("x", 100_000))
				panic(http.ErrAbortHandler)
			}, upstream.KindBroken, true},
		} {
			e, err := newStreams(t, nil, c.handler).play(t.Context(), method, request)
			var refused *upstream.Error
			if !errors.As(err, &refused) || refused.Kind != c.kind || (len(e.answers) > 0) != c.begun {
				t.Errorf("%s, %s: %d messages, %v", method, name, len(e.answers), err)
			}
		}
	}
}
