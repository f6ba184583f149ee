package gateway_test

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
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
		Conn: conn, Logger: zap.NewNop(), OpenAPI: []byte("{}"), MaxUpload: 300_000, UploadTime: 2 * time.Minute,
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
