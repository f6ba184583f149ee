package gateway

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// uploadBinding is the route of the upload.
func uploadBinding(tb testing.TB) *binding {
	tb.Helper()
	bindings, err := bindingsOf(ticketsv1.File_ocegate_tickets_v1_attachment_transfer_service_proto.Services().Get(0))
	if err != nil {
		tb.Fatal(err)
	}
	for _, b := range bindings {
		if b.stream == streamUpload {
			return b
		}
	}
	tb.Fatal("no upload")
	return nil
}

// readForm reads a whole form; nil when it is refused.
func readForm(b *binding, body []byte, limit int64) (*ticketsv1.UploadAttachmentMetadata, []byte, error) {
	r := &http.Request{Header: http.Header{"Content-Type": {"multipart/form-data; boundary=b"}}, ContentLength: -1, Body: io.NopCloser(bytes.NewReader(body))}
	r.URL = &url.URL{Path: "/v1/tickets/attachments:upload"}
	f := newForm(b, r, limit)
	first := &ticketsv1.UploadAttachmentRequest{}
	if err := f.next(first); err != nil {
		return nil, nil, err
	}
	var content []byte
	for {
		next := &ticketsv1.UploadAttachmentRequest{}
		err := f.next(next)
		if errors.Is(err, io.EOF) {
			return first.GetMetadata(), content, nil
		}
		if err != nil {
			return nil, nil, err
		}
		content = append(content, next.GetChunk()...)
	}
}

// FuzzForm holds the reader against package multipart: what it takes is a whole
// form whose last and only file has exactly these bytes, and nothing in it was
// passed over.
func FuzzForm(f *testing.F) {
	const file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
	const text = "--b\r\nContent-Disposition: form-data; name=\"fileName\"\r\n\r\nx.txt\r\n"
	for _, body := range []string{
		file + "content\r\n--b--\r\n", text + file + "content\r\n--b--", "preamble\r\n" + file + "\r\n--b--\r\nepilogue",
		file + "content\r\n--b", file + "content\r\n--b\r\n", file + "content", text, "--b--", "", file + "a\n--b--\n",
		text + text + file + "\r\n--b--", file + "\r\n" + file + "\r\n--b--", "--b\r\n\r\n\r\n--b--",
		strings.Replace(file, "\r\n\r\n", "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41", 1) + "\r\n--b--",
	} {
		f.Add([]byte(body))
	}
	b := uploadBinding(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		const limit = 1 << 10
		metadata, content, err := readForm(b, body, limit)
		if err != nil {
			return
		}
		if metadata == nil || len(content) > limit+maxFrame {
			t.Fatalf("%v, %d bytes", metadata, len(content))
		}
		names := map[string]bool{}
		parts := multipart.NewReader(bytes.NewReader(body), "b")
		for last := ""; ; {
			part, err := parts.NextRawPart()
			if err != nil {
				if !isEnd(err) || last != "file" {
					t.Fatalf("%q: %v after %q", body, err, last)
				}
				return
			}
			last = part.FormName()
			whole, err := io.ReadAll(part)
			if err != nil || names[last] {
				t.Fatalf("%q: %q twice, or %v", body, last, err)
			}
			names[last] = true
			if last == "file" && !bytes.Equal(whole, content) {
				t.Fatalf("%q: %q, want %q", body, content, whole)
			}
		}
	})
}
