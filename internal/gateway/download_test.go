package gateway_test

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

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
		"known":   {&typev1.FileHeader{ContentType: "image/png", FileName: "a.png", SizeBytes: proto.Int64(6)}, "6", `attachment; filename="a.png"`, "abcdef"},
		"unknown": {&typev1.FileHeader{ContentType: "text/plain; charset=utf-8", FileName: "工 \"b\".txt"}, "", `attachment; filename="_ _b_.txt"; filename*=UTF-8''%E5%B7%A5%20%22b%22.txt`, "abcdef"},
		"evil":    {&typev1.FileHeader{ContentType: "text/html", FileName: "a\r\nX-Evil: 1.html", SizeBytes: proto.Int64(6)}, "6", `attachment; filename="a__X-Evil: 1.html"; filename*=UTF-8''a%0D%0AX-Evil%3A%201.html`, "abcdef"},
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
		"HEAD /v1/tickets/attachments:download?attachmentIds=1":                     200, // link checkers ask so
		"HEAD /v1/tickets/attachments:download":                                     200,
		"HEAD /v1/tickets/attachments:upload":                                       405,
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
		if allowed := r.header.Get("Allow"); want == 405 && strings.Contains(allowed, "HEAD") != strings.Contains(allowed, "GET") {
			t.Errorf("%s allows %s", target, r.header.Get("Allow"))
		}
	}
}
