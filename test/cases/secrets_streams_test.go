package cases_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// messages are the requests of a stream.
func (c transfer) messages() []proto.Message {
	about, ok := c.request.(*ticketsv1.UploadAttachmentMetadata)
	if !ok {
		return []proto.Message{c.request}
	}
	return []proto.Message{
		&ticketsv1.UploadAttachmentRequest{Metadata: about},
		&ticketsv1.UploadAttachmentRequest{Chunk: []byte(c.file)},
	}
}

// streamToldOverGRPC is all that the caller of a stream gets.
func (s *stage) streamToldOverGRPC(t *testing.T, c transfer) string {
	t.Helper()
	stream, err := s.conn.NewStream(t.Context(), &grpc.StreamDesc{ClientStreams: true, ServerStreams: true}, "/"+c.rpc)
	if err != nil {
		t.Fatal(err)
	}
	for _, message := range c.messages() {
		if err := stream.SendMsg(message); err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
	}
	if err := stream.CloseSend(); err != nil {
		t.Fatal(err)
	}
	answer := messageOf(t, methodOf(t, c.rpc).Output())
	for err == nil {
		if err = stream.RecvMsg(answer); err == nil {
			t.Errorf("%s succeeds: %v", c.rpc, answer)
		}
	}
	header, headerErr := stream.Header()
	told := status.Convert(err)
	text, _ := json.Marshal(told.Proto())
	if told.Code() == codes.OK || len(told.Details()) == 0 {
		t.Errorf("%s is not refused: %v", c.rpc, told)
	}
	return fmt.Sprint(string(text), told.Details(), header, headerErr, stream.Trailer())
}

// streamToldOverJSON is the same over the other door.
func (s *stage) streamToldOverJSON(t *testing.T, c transfer) string {
	t.Helper()
	method, target, _ := strings.Cut(c.http, " ")
	media, body := c.body(t)
	request, err := http.NewRequestWithContext(t.Context(), method, s.base+target, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", media)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode < http.StatusBadRequest {
		t.Errorf("%s is not refused: %d, %v", c.rpc, response.StatusCode, err)
	}
	return fmt.Sprint(string(text), response.Header, response.Trailer)
}

// TestNoSecretComesBackFromFiles is TestNoSecretComesBack for the RPCs that stream,
// which read the upstream's answers on a way of their own.
func TestNoSecretComesBackFromFiles(t *testing.T) {
	t.Parallel()
	w, s, asked := newWatch(), newStage(t, "cn"), map[string]bool{}
	for name, c := range transfers() {
		if asked[c.rpc] || c.code != codes.OK || len(c.file) > 1000 {
			continue
		}
		asked[c.rpc] = true
		for place, reply := range echoes() {
			s.now.Store(&reply)
			for door, told := range map[string]string{"gRPC": s.streamToldOverGRPC(t, c), "JSON": s.streamToldOverJSON(t, c), "the log": s.log.take()} {
				if found := w.finds(told); found != "" {
					t.Errorf("%s %s: %s tells %s: %.400s", name, place, door, found, told)
				}
			}
		}
	}
	if want := answeredStreams(); len(asked) != len(want) {
		t.Errorf("asked %v of %v", asked, want)
	}
}
