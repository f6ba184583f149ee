package cases_test

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/grpcserver"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
)

// Files have no place in case files; these are the cases of the RPCs that stream.

// transfer is a case: what a caller sends over either door, what the upstream
// answers, and what the caller gets. Of an upload the file is sent, of a download
// it is what the caller gets.
type transfer struct {
	rpc      string
	request  proto.Message // the metadata of an upload
	file     string
	http     string
	form     [][2]string // the texts of an upload
	status   int
	upstream string
	broken   bool // the upstream's answer breaks off

	code   codes.Code
	reason string
	answer string // the id, or the file
}

const transferService = "ocegate.tickets.v1.AttachmentTransferService/"

func transfers() map[string]transfer {
	about := &ticketsv1.UploadAttachmentMetadata{FileName: "a.txt", Purpose: ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_CASE}
	form := [][2]string{{"fileName", "a.txt"}, {"purpose", "ATTACHMENT_PURPOSE_CASE"}}
	upload := transfer{
		rpc: transferService + "UploadAttachment", request: about, file: "content", http: "POST /v1/tickets/attachments:upload",
		form: form, status: 200, upstream: `{"accessory_id":"A1"}`, answer: "A1",
	}
	download := transfer{
		rpc: transferService + "DownloadAttachments", request: &ticketsv1.DownloadAttachmentsRequest{AttachmentIds: []string{"1", "2"}},
		http: "GET /v1/tickets/attachments:download?attachmentIds=1&attachmentIds=2", status: 200, upstream: "content", answer: "content",
	}
	with := func(base transfer, edit func(*transfer)) transfer {
		edit(&base)
		return base
	}
	long := strings.Repeat("0123456789abcdef", 20_000)
	return map[string]transfer{
		"upload":       upload,
		"large upload": with(upload, func(c *transfer) { c.file = long }),
		"upload of nothing": with(upload, func(c *transfer) {
			c.file, c.code, c.reason = "", codes.InvalidArgument, "REQUEST_INVALID"
		}),
		"too large an upload": with(upload, func(c *transfer) {
			c.file, c.code, c.reason = strings.Repeat(long, 70), codes.ResourceExhausted, "REQUEST_TOO_LARGE"
		}),
		"upload of a program": with(upload, func(c *transfer) {
			c.request = &ticketsv1.UploadAttachmentMetadata{FileName: "a.exe", Purpose: ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_CASE}
			c.form, c.code, c.reason = [][2]string{{"fileName", "a.exe"}, form[1]}, codes.InvalidArgument, "REQUEST_INVALID"
		}),
		"upload without purpose": with(upload, func(c *transfer) {
			c.request = &ticketsv1.UploadAttachmentMetadata{FileName: "a.txt"}
			c.form, c.code, c.reason = form[:1], codes.InvalidArgument, "REQUEST_INVALID"
		}),
		"refused upload": with(upload, func(c *transfer) {
			c.upstream, c.code, c.reason = `{"error_code":"OSM.01010005","error_msg":"too much"}`, codes.ResourceExhausted, ""
		}),
		"upload without an answer": with(upload, func(c *transfer) {
			c.broken, c.code, c.reason = true, codes.Unknown, "OUTCOME_UNKNOWN"
		}),
		"upload with an odd answer": with(upload, func(c *transfer) {
			c.upstream, c.code, c.reason = `{}`, codes.Unknown, "OUTCOME_UNKNOWN"
		}),
		"download":       download,
		"large download": with(download, func(c *transfer) { c.upstream, c.answer = long, long }),
		"json download":  with(download, func(c *transfer) { c.upstream, c.answer = `{"a":1}`, `{"a":1}` }),
		"refused download": with(download, func(c *transfer) {
			c.upstream, c.code, c.reason = `{"error_code":"OSM.01010002","error_msg":"no"}`, codes.PermissionDenied, ""
		}),
		"download that breaks off": with(download, func(c *transfer) {
			c.upstream, c.broken, c.code, c.reason = long, true, codes.Unavailable, "UPSTREAM_ANSWER_BROKEN"
		}),
		"download without ids": with(download, func(c *transfer) {
			c.request, c.http = &ticketsv1.DownloadAttachmentsRequest{}, "GET /v1/tickets/attachments:download"
			c.code, c.reason = codes.InvalidArgument, "REQUEST_INVALID"
		}),
		"image": with(download, func(c *transfer) {
			c.rpc, c.request = transferService+"DownloadImage", &ticketsv1.DownloadImageRequest{AttachmentId: "1"}
			c.http = "GET /v1/tickets/attachments/1/image"
		}),
		"export": with(download, func(c *transfer) {
			c.rpc, c.request = transferService+"ExportCases", &ticketsv1.ExportCasesRequest{Status: ticketsv1.CaseStatus_CASE_STATUS_COMPLETED}
			c.http = "GET /v1/tickets/cases:export?status=CASE_STATUS_COMPLETED"
		}),
	}
}

func TestTransfers(t *testing.T) {
	t.Parallel()
	for name, c := range transfers() {
		for door, play := range map[string]func(*testing.T, transfer, *service.Services) (string, *status.Status){"grpc": c.overGRPC, "http": c.overHTTP} {
			t.Run(name+"/"+door, func(t *testing.T) {
				t.Parallel()
				server := httptest.NewServer(http.HandlerFunc(c.serve))
				defer server.Close()
				answer, got := play(t, c, newServices(t, "cn", server.URL))
				if got == nil { // the connection broke, which is all that HTTP can say
					if !c.broken || door != "http" {
						t.Error("the connection broke")
					}
					return
				}
				if got.Code() != c.code || c.code == codes.OK && answer != c.answer {
					t.Errorf("%d bytes, %v", len(answer), got)
				}
				for _, detail := range got.Details() {
					if info, ok := detail.(*errdetails.ErrorInfo); ok && c.reason != "" && info.GetReason() != c.reason {
						t.Errorf("reason %s, want %s", info.GetReason(), c.reason)
					}
				}
			})
		}
	}
}

// serve is the upstream.
func (c transfer) serve(w http.ResponseWriter, r *http.Request) {
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return
	}
	if c.broken && r.Method != http.MethodGet {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Disposition", `attachment; filename="a.txt"`)
	_, _ = io.WriteString(w, c.upstream)
	if c.broken {
		panic(http.ErrAbortHandler)
	}
}

func (transfer) overGRPC(t *testing.T, c transfer, services *service.Services) (string, *status.Status) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server, err := grpcserver.New(grpcserver.Config{Chain: chain(t, interceptor.DoorGRPC), ReceiveTimeout: 15 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	services.Register(server)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	conn, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if about, ok := c.request.(*ticketsv1.UploadAttachmentMetadata); ok {
		return c.upload(t, ticketsv1.NewAttachmentTransferServiceClient(conn), about)
	}
	stream, err := conn.NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true}, "/"+c.rpc)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(stream.SendMsg(c.request), stream.CloseSend()); err != nil {
		t.Fatal(err)
	}
	var content []byte
	for {
		answer := messageOf(t, methodOf(t, c.rpc).Output())
		if err := stream.RecvMsg(answer); errors.Is(err, io.EOF) {
			return string(content), status.New(codes.OK, "")
		} else if err != nil {
			return "", status.Convert(err)
		}
		m := answer.ProtoReflect()
		content = append(content, m.Get(m.Descriptor().Fields().ByName("chunk")).Bytes()...)
	}
}

func (c transfer) upload(t *testing.T, client ticketsv1.AttachmentTransferServiceClient, about *ticketsv1.UploadAttachmentMetadata) (string, *status.Status) {
	t.Helper()
	stream, err := client.UploadAttachment(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = stream.Send(&ticketsv1.UploadAttachmentRequest{Metadata: about})
	for rest := []byte(c.file); len(rest) > 0 && err == nil; {
		n := min(len(rest), 100_000)
		err = stream.Send(&ticketsv1.UploadAttachmentRequest{Chunk: rest[:n]})
		rest = rest[n:]
	}
	answer, err := stream.CloseAndRecv()
	if err != nil {
		return "", status.Convert(err)
	}
	return answer.GetAttachmentId(), status.New(codes.OK, "")
}

func (transfer) overHTTP(t *testing.T, c transfer, services *service.Services) (string, *status.Status) {
	t.Helper()
	links := chain(t, interceptor.DoorHTTP)
	conn := gateway.NewConn(interceptor.Unary(links), interceptor.Stream(links))
	services.Register(conn)
	door, err := gateway.New(gateway.Config{Conn: conn, Services: gateway.Services(), OpenAPI: []byte("{}"), Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(door.Handler())
	defer server.Close()
	method, target, _ := strings.Cut(c.http, " ")
	media, body := c.body(t)
	request, err := http.NewRequestWithContext(t.Context(), method, server.URL+target, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", media)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", nil
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return "", nil
	}
	if response.StatusCode != http.StatusOK {
		return "", statusOf(t, text, response.StatusCode)
	}
	if c.form == nil {
		if got := response.Header.Get("Content-Disposition"); got != `attachment; filename="a.txt"` {
			t.Errorf("Content-Disposition %q", got)
		}
		return string(text), status.New(codes.OK, "")
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(text), `{"attachmentId":"`), `"}`), status.New(codes.OK, "")
}

// body is the form of an upload.
func (c transfer) body(t *testing.T) (media string, body []byte) {
	t.Helper()
	if c.form == nil {
		return "", nil
	}
	var text bytes.Buffer
	w := multipart.NewWriter(&text)
	for _, pair := range c.form {
		if err := w.WriteField(pair[0], pair[1]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile("file", "other.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(part, c.file)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), text.Bytes()
}

// answeredStreams are the RPCs that stream and have a case with an answer.
func answeredStreams() map[string]bool {
	found := map[string]bool{}
	for _, c := range transfers() {
		found[c.rpc] = found[c.rpc] || c.code == codes.OK
	}
	return found
}

func streams(method protoreflect.MethodDescriptor) bool {
	return method.IsStreamingClient() || method.IsStreamingServer()
}
