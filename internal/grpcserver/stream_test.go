package grpcserver

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// transfers takes uploads by a function.
type transfers struct {
	ticketsv1.UnimplementedAttachmentTransferServiceServer

	upload func(grpc.ClientStreamingServer[ticketsv1.UploadAttachmentRequest, ticketsv1.UploadAttachmentResponse]) error
}

func (s *transfers) UploadAttachment(stream grpc.ClientStreamingServer[ticketsv1.UploadAttachmentRequest, ticketsv1.UploadAttachmentResponse]) error {
	return s.upload(stream)
}

// swallow takes a whole upload.
func swallow(stream grpc.ClientStreamingServer[ticketsv1.UploadAttachmentRequest, ticketsv1.UploadAttachmentResponse]) error {
	for {
		if _, err := stream.Recv(); errors.Is(err, io.EOF) {
			return stream.SendAndClose(&ticketsv1.UploadAttachmentResponse{AttachmentId: "A1"})
		} else if err != nil {
			return err
		}
	}
}

func openTransfers(t *testing.T, s *transfers) (*door, ticketsv1.AttachmentTransferServiceClient) {
	t.Helper()
	server, lines := newServer(t)
	ticketsv1.RegisterAttachmentTransferServiceServer(server, s)
	d := &door{Server: server, lines: lines}
	d.start(t)
	return d, ticketsv1.NewAttachmentTransferServiceClient(d.conn)
}

func metadataOf(name string) *ticketsv1.UploadAttachmentRequest {
	return &ticketsv1.UploadAttachmentRequest{Metadata: &ticketsv1.UploadAttachmentMetadata{
		FileName: name, Purpose: ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_CASE,
	}}
}

// TestStreamRefusals: every message of a stream is judged, and what cannot be
// read is refused in our words and logged once, as a unary call is.
func TestStreamRefusals(t *testing.T) {
	t.Parallel()
	chunk := &ticketsv1.UploadAttachmentRequest{Chunk: []byte("content")}
	for name, c := range map[string]struct {
		messages []*ticketsv1.UploadAttachmentRequest
		code     codes.Code
		reason   string
	}{
		"success":         {[]*ticketsv1.UploadAttachmentRequest{metadataOf("a.txt"), chunk, chunk}, codes.OK, ""},
		"bad name":        {[]*ticketsv1.UploadAttachmentRequest{metadataOf("../a.txt")}, codes.InvalidArgument, "REQUEST_INVALID"},
		"line break":      {[]*ticketsv1.UploadAttachmentRequest{metadataOf("a\r\nb.txt")}, codes.InvalidArgument, "REQUEST_INVALID"},
		"backslash":       {[]*ticketsv1.UploadAttachmentRequest{metadataOf(`a\b.txt`)}, codes.InvalidArgument, "REQUEST_INVALID"},
		"bad type":        {[]*ticketsv1.UploadAttachmentRequest{metadataOf("a.exe")}, codes.InvalidArgument, "REQUEST_INVALID"},
		"no type":         {[]*ticketsv1.UploadAttachmentRequest{metadataOf("txt")}, codes.InvalidArgument, "REQUEST_INVALID"},
		"capitals":        {[]*ticketsv1.UploadAttachmentRequest{metadataOf("A.JPEG"), chunk}, codes.OK, ""},
		"too long a name": {[]*ticketsv1.UploadAttachmentRequest{metadataOf(strings.Repeat("a", 509) + ".txt")}, codes.InvalidArgument, "REQUEST_INVALID"},
		"longest name":    {[]*ticketsv1.UploadAttachmentRequest{metadataOf(strings.Repeat("工", 508) + ".txt"), chunk}, codes.OK, ""},
		"empty message":   {[]*ticketsv1.UploadAttachmentRequest{metadataOf("a.txt"), {}}, codes.InvalidArgument, "REQUEST_INVALID"},
		"both at once":    {[]*ticketsv1.UploadAttachmentRequest{{Metadata: metadataOf("a.txt").GetMetadata(), Chunk: []byte("x")}}, codes.InvalidArgument, "REQUEST_INVALID"},
		"too large":       {[]*ticketsv1.UploadAttachmentRequest{metadataOf("a.txt"), {Chunk: make([]byte, 5000)}}, codes.ResourceExhausted, "REQUEST_TOO_LARGE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, client := openTransfers(t, &transfers{upload: swallow})
			stream, err := client.UploadAttachment(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, message := range c.messages {
				_ = stream.Send(message) // the answer says why it is refused
			}
			_, err = stream.CloseAndRecv()
			if status.Code(err) != c.code || reasonOf(err) != c.reason {
				t.Errorf("%v", err)
			}
			if lines := d.lines.FilterMessage("call").All(); len(lines) != 1 {
				t.Errorf("%d lines", len(lines))
			}
		})
	}
}

// TestDrainWaitsForFiles: a drain ends watches at once, and lets a file come to
// its end.
func TestDrainWaitsForFiles(t *testing.T) {
	t.Parallel()
	begun := make(chan struct{})
	d, client := openTransfers(t, &transfers{upload: func(stream grpc.ClientStreamingServer[ticketsv1.UploadAttachmentRequest, ticketsv1.UploadAttachmentResponse]) error {
		close(begun)
		return swallow(stream)
	}})
	stream, err := client.UploadAttachment(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Send(metadataOf("a.txt")); err != nil {
		t.Fatal(err)
	}
	<-begun
	watch, err := healthv1.NewHealthClient(d.conn).Watch(t.Context(), &healthv1.HealthCheckRequest{})
	if err != nil {
		t.Fatal(err)
	}
	drained := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 10*time.Second)
		defer cancel()
		drained <- d.Drain(ctx)
	}()
	for err == nil { // the watch's end says that the drain has begun
		_, err = watch.Recv()
	}
	for range 5 {
		if err := stream.Send(&ticketsv1.UploadAttachmentRequest{Chunk: []byte("x")}); err != nil {
			t.Fatal(err)
		}
	}
	if answer, err := stream.CloseAndRecv(); err != nil || answer.GetAttachmentId() != "A1" {
		t.Errorf("%v, %v", answer, err)
	}
	if err := <-drained; err != nil {
		t.Error(err)
	}
}
