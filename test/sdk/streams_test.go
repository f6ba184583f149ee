package sdk_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/def"
	osm "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/osm/v2"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/osm/v2/model"
	"google.golang.org/grpc/metadata"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// The four operations of coverage_test.go's apart move files, which have no
// leaves. Here the vendor's client and both doors move the same files.

// file is what is uploaded.
type file struct {
	name     string
	purpose  ticketsv1.AttachmentPurpose
	markdown bool
	content  []byte
	language string // accept-language
}

func drawFile(d draw) file {
	stem := d.pick("screen", "peering log", "故障 截图", `a"b`, "a&b=c", "ä%20")
	return file{
		name:     stem + d.pick(".png", ".LOG", ".zip"),
		purpose:  ticketsv1.AttachmentPurpose(1 + d.IntN(2)),
		markdown: d.IntN(2) == 1,
		content:  d.bytes(1 + d.IntN(150_000)),
		language: d.pick(acceptLanguages()...),
	}
}

func (d draw) bytes(count int) []byte {
	content := make([]byte, count)
	for i := range content {
		content[i] = byte(d.Uint32())
	}
	return content
}

// about is the text beside a file, as the reference describes it.
func (f file) about(t *testing.T) string {
	t.Helper()
	uploadType := json.Number("0")
	if f.markdown {
		uploadType = "1"
	}
	from := map[ticketsv1.AttachmentPurpose]string{
		ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_CASE: "incident", ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_MESSAGE: "message",
	}[f.purpose]
	return string(printTree(t, map[string]any{"fileName": f.name, "accessoryFrom": from, "uploadType": uploadType}))
}

// surroundings are the headers that a program which uses the vendor's client
// would have to set itself.
type surroundings struct {
	site               int32
	language, timeZone string
}

func surroundingsOf(site, accept string) surroundings {
	return surroundings{site: map[string]int32{siteCN: 0, siteIntl: 1}[site], language: ticketLanguage(accept, site), timeZone: "GMT+0"}
}

func (c vendorClient) osm(t *testing.T) *osm.OsmClient {
	t.Helper()
	client, ok := c.tickets.Interface().(*osm.OsmClient)
	if !ok {
		t.Fatal("no client of tickets")
	}
	return client
}

// upload sends a file with the vendor's client, which takes them from disk.
func (c vendorClient) upload(t *testing.T, f file) (string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), f.name)
	if err := os.WriteFile(path, f.content, 0o600); err != nil {
		t.Fatal(err)
	}
	opened, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = opened.Close() }()
	s := surroundingsOf(c.site, f.language)
	answer, err := c.osm(t).UploadAccessory(&model.UploadAccessoryRequest{
		XSite: &s.site, XLanguage: &s.language, XTimeZone: &s.timeZone,
		Body: &model.UploadAccessoryRequestBody{File: def.NewFilePart(opened), FormData: def.NewMultiPart(f.about(t))},
	})
	if err != nil {
		return "", err
	}
	if answer.AccessoryId == nil {
		return "", errors.New("the answer names no file")
	}
	return *answer.AccessoryId, nil
}

// uploadGRPC sends a file over the gRPC door in pieces of some size.
func (f *facade) uploadGRPC(t *testing.T, up file, piece int) (string, error) {
	t.Helper()
	ctx := metadata.AppendToOutgoingContext(t.Context(), "accept-language", up.language)
	stream, err := ticketsv1.NewAttachmentTransferServiceClient(f.conn).UploadAttachment(ctx)
	if err != nil {
		return "", err
	}
	about := &ticketsv1.UploadAttachmentMetadata{FileName: up.name, Purpose: up.purpose, Markdown: up.markdown}
	if err := stream.Send(&ticketsv1.UploadAttachmentRequest{Metadata: about}); err != nil {
		return "", err
	}
	for part := range slices.Chunk(up.content, piece) {
		if err := stream.Send(&ticketsv1.UploadAttachmentRequest{Chunk: part}); err != nil {
			return "", err
		}
	}
	answer, err := stream.CloseAndRecv()
	return answer.GetAttachmentId(), err
}

// uploadJSON sends a file over the JSON door as a browser would.
func (f *facade) uploadJSON(t *testing.T, up file) (string, error) {
	t.Helper()
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	if err := errors.Join(
		writer.WriteField("purpose", up.purpose.String()),
		writer.WriteField("markdown", fmt.Sprint(up.markdown)),
	); err != nil {
		t.Fatal(err)
	}
	part, err := writer.CreateFormFile("file", up.name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(up.content); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.http+"/v1/tickets/attachments:upload", &form)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", writer.FormDataContentType())
	request.Header.Set("Accept-Language", up.language)
	body, err := f.fetch(request)
	if err != nil {
		return "", err
	}
	id, _ := leavesOf(parseTree(t, body))["attachmentId"].(string)
	return id, nil
}

// fetch gives the body of a 200.
func (f *facade) fetch(request *http.Request) ([]byte, error) {
	response, err := f.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d: %s", response.StatusCode, body)
	}
	return body, err
}

// sentPart is one part of a form that arrived.
type sentPart struct{ name, file, media, content string }

// partsOf takes a form apart; JSON in it is printed one way.
func partsOf(t *testing.T, r received) []sentPart {
	t.Helper()
	kind, parameters, err := mime.ParseMediaType(r.header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		t.Fatalf("Content-Type %q: %v", r.header.Get("Content-Type"), err)
	}
	var parts []sentPart
	for reader := multipart.NewReader(bytes.NewReader(r.body), parameters["boundary"]); ; {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return parts
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		if part.FileName() == "" {
			content = printTree(t, parseTree(t, content))
		}
		parts = append(parts, sentPart{part.FormName(), part.FileName(), part.Header.Get("Content-Type"), string(content)})
	}
}

// sameSurroundings compares everything of two requests but their bodies. The
// facade sends the values of a repeated parameter in the order in which they are
// signed.
func sameSurroundings(t *testing.T, vendor, ours received) {
	t.Helper()
	for _, values := range vendor.query {
		slices.Sort(values)
	}
	if vendor.method != ours.method || vendor.path != ours.path || !reflect.DeepEqual(vendor.query, ours.query) {
		t.Errorf("the vendor asks %s %s %v, the facade %s %s %v",
			vendor.method, vendor.path, vendor.query, ours.method, ours.path, ours.query)
	}
	for _, name := range []string{"X-Site", "X-Language", "X-Time-Zone", "X-Domain-Id", "X-Sdk-Content-Sha256"} {
		if want, got := vendor.header.Values(name), ours.header.Values(name); !slices.Equal(want, got) {
			t.Errorf("%s: the vendor sends %q, the facade %q", name, want, got)
		}
	}
}

// TestUploadsArriveAsTheVendorsDo sends the same files in all three ways. The
// stub checks each signature.
func TestUploadsArriveAsTheVendorsDo(t *testing.T) {
	t.Parallel()
	seed := chosenSeed(t)
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			upstream, d := startStub(t), newDraw(t, seed)
			vendor, ours := newVendorClient(t, site, upstream.url, testKeys), startFacade(t, site, upstream.url)
			for range *perOperation {
				up := drawFile(d)
				upstream.expect(func(received) []byte { return []byte(`{"accessory_id":"ATT1"}`) })
				for way, send := range []func() (string, error){
					func() (string, error) { return vendor.upload(t, up) },
					func() (string, error) { return ours.uploadGRPC(t, up, 1+d.IntN(100_000)) },
					func() (string, error) { return ours.uploadJSON(t, up) },
				} {
					if id, err := send(); err != nil || id != "ATT1" {
						t.Fatalf("way %d, %q: %q, %v", way, up.name, id, err)
					}
				}
				seen := upstream.took(t)
				want := partsOf(t, seen[0])
				for _, got := range seen[1:] {
					sameSurroundings(t, seen[0], got)
					if parts := partsOf(t, got); !reflect.DeepEqual(want, parts) {
						t.Fatalf("%q: the vendor sends %.300q, the facade %.300q", up.name, want, parts)
					}
				}
				if last := want[len(want)-1]; last.content != string(up.content) || last.file != up.name {
					t.Fatalf("%q arrived as %q with %d bytes of %d", up.name, last.file, len(last.content), len(up.content))
				}
			}
		})
	}
}

// TestDifferentUploadsDiffer is the control: what differs between two files is
// seen in what arrives.
func TestDifferentUploadsDiffer(t *testing.T) {
	t.Parallel()
	upstream := startStub(t)
	ours := startFacade(t, siteCN, upstream.url)
	plain := file{name: "a.png", purpose: ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_CASE, content: []byte("abc")}
	arrived := func(up file) []sentPart {
		upstream.expect(func(received) []byte { return []byte(`{"accessory_id":"ATT1"}`) })
		if _, err := ours.uploadGRPC(t, up, 2); err != nil {
			t.Fatal(err)
		}
		return partsOf(t, upstream.took(t)[0])
	}
	want := arrived(plain)
	for what, change := range map[string]func(*file){
		"name": func(f *file) { f.name = "b.png" }, "content": func(f *file) { f.content = []byte("abd") },
		"purpose":  func(f *file) { f.purpose = ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_MESSAGE },
		"markdown": func(f *file) { f.markdown = true }, "length": func(f *file) { f.content = []byte("abcd") },
	} {
		other := plain
		change(&other)
		if reflect.DeepEqual(want, arrived(other)) {
			t.Errorf("another %s makes no difference", what)
		}
	}
	if !reflect.DeepEqual(want, arrived(plain)) {
		t.Error("the same file arrives in another way")
	}
}
