package sdk_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/osm/v2/model"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// download is one question for a file, put in all three ways.
type download struct {
	vendor func(*testing.T, vendorClient, surroundings) ([]byte, error)
	grpc   func(context.Context, ticketsv1.AttachmentTransferServiceClient) ([]byte, error)
	path   string
	query  url.Values
}

// fetched reads the file in the vendor's answer.
func fetched(consume func(io.Writer) (int64, error)) ([]byte, error) {
	var content bytes.Buffer
	_, err := consume(&content)
	return content.Bytes(), err
}

// gathered puts the pieces of a stream together.
func gathered[P interface{ GetChunk() []byte }](receive func() (P, error)) ([]byte, error) {
	var content []byte
	for {
		piece, err := receive()
		if errors.Is(err, io.EOF) {
			return content, nil
		}
		if err != nil {
			return nil, err
		}
		content = append(content, piece.GetChunk()...)
	}
}

// given is a value that may be absent, nil when it is zero.
func given[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}

func attachments(ids []string, group string) download {
	query := url.Values{"attachmentIds": ids}
	if group != "" {
		query.Set("groupId", group)
	}
	return download{
		path: "/v1/tickets/attachments:download", query: query,
		vendor: func(t *testing.T, c vendorClient, s surroundings) ([]byte, error) {
			t.Helper()
			answer, err := c.osm(t).DownloadAccessories(&model.DownloadAccessoriesRequest{
				AccessoryId: strings.Join(ids, ","), GroupId: given(group), XSite: &s.site, XLanguage: &s.language, XTimeZone: &s.timeZone,
			})
			if err != nil {
				return nil, err
			}
			return fetched(answer.Consume)
		},
		grpc: func(ctx context.Context, c ticketsv1.AttachmentTransferServiceClient) ([]byte, error) {
			stream, err := c.DownloadAttachments(ctx, &ticketsv1.DownloadAttachmentsRequest{AttachmentIds: ids, GroupId: given(group)})
			if err != nil {
				return nil, err
			}
			return gathered(stream.Recv)
		},
	}
}

func picture(id, group string) download {
	query := url.Values{}
	if group != "" {
		query.Set("groupId", group)
	}
	return download{
		path: "/v1/tickets/attachments/" + url.PathEscape(id) + "/image", query: query,
		vendor: func(t *testing.T, c vendorClient, s surroundings) ([]byte, error) {
			t.Helper()
			answer, err := c.osm(t).DownloadImages(&model.DownloadImagesRequest{
				AccessoryId: id, GroupId: given(group), XSite: &s.site, XLanguage: &s.language, XTimeZone: &s.timeZone,
			})
			if err != nil {
				return nil, err
			}
			return fetched(answer.Consume)
		},
		grpc: func(ctx context.Context, c ticketsv1.AttachmentTransferServiceClient) ([]byte, error) {
			stream, err := c.DownloadImage(ctx, &ticketsv1.DownloadImageRequest{AttachmentId: id, GroupId: given(group)})
			if err != nil {
				return nil, err
			}
			return gathered(stream.Recv)
		},
	}
}

// selection is which cases to export; what is zero is not asked for.
type selection struct {
	caseID, customerName, key, customer, member string
	from, to                                    time.Time
	sources                                     []string
	status                                      ticketsv1.CaseStatus
	offset, limit                               int32
}

func export(s selection) download {
	return download{path: "/v1/tickets/cases:export", query: s.query(), vendor: s.vendor, grpc: s.grpc}
}

func (s selection) query() url.Values {
	query := url.Values{"sourceIds": s.sources}
	for name, text := range map[string]string{
		"caseId": s.caseID, "subUserName": s.customerName, "searchKey": s.key, "customerId": s.customer, "subUserId": s.member,
	} {
		if text != "" {
			query.Set(name, text)
		}
	}
	for name, number := range map[string]int32{"offset": s.offset, "limit": s.limit} {
		if number != 0 {
			query.Set(name, itoa(int(number)))
		}
	}
	for name, at := range map[string]time.Time{"createTimeBegin": s.from, "createTimeEnd": s.to} {
		if !at.IsZero() {
			query.Set(name, at.UTC().Format(time.RFC3339))
		}
	}
	if s.status != 0 {
		query.Set("status", s.status.String())
	}
	return query
}

func (s selection) vendor(t *testing.T, c vendorClient, around surroundings) ([]byte, error) {
	t.Helper()
	request := &model.DownloadCasesRequest{
		Language: around.language, Timezone: around.timeZone, IncidentId: given(s.caseID), XCustomerName: given(s.customerName),
		SearchKey: given(s.key), CustomerId: given(s.customer), SubCustomerId: given(s.member), Offset: given(s.offset), Limit: given(s.limit),
		XSite: &around.site, XLanguage: &around.language, XTimeZone: &around.timeZone,
	}
	if len(s.sources) > 0 {
		request.TenantSourceIdList = &s.sources
	}
	if s.status != 0 {
		code := map[ticketsv1.CaseStatus]int32{
			ticketsv1.CaseStatus_CASE_STATUS_TO_BE_ACCEPTED: 0, ticketsv1.CaseStatus_CASE_STATUS_PROCESSING: 1, ticketsv1.CaseStatus_CASE_STATUS_COMPLETED: 3,
		}[s.status]
		request.Status = &code
	}
	if !s.from.IsZero() {
		request.QueryStartTime = given(s.from.UTC().Format(time.DateTime))
	}
	if !s.to.IsZero() {
		request.QueryEndTime = given(s.to.UTC().Format(time.DateTime))
	}
	answer, err := c.osm(t).DownloadCases(request)
	if err != nil {
		return nil, err
	}
	return fetched(answer.Consume)
}

func (s selection) grpc(ctx context.Context, c ticketsv1.AttachmentTransferServiceClient) ([]byte, error) {
	request := &ticketsv1.ExportCasesRequest{
		CaseId: given(s.caseID), SubUserName: given(s.customerName), SearchKey: given(s.key), Status: s.status,
		CustomerId: given(s.customer), SourceIds: s.sources, SubUserId: given(s.member), Offset: given(s.offset), Limit: given(s.limit),
	}
	if !s.from.IsZero() {
		request.CreateTimeBegin = timestamppb.New(s.from)
	}
	if !s.to.IsZero() {
		request.CreateTimeEnd = timestamppb.New(s.to)
	}
	stream, err := c.ExportCases(ctx, request)
	if err != nil {
		return nil, err
	}
	return gathered(stream.Recv)
}

// overGRPC and overJSON put the question to the facade.
func (q download) overGRPC(t *testing.T, f *facade, accept string) ([]byte, error) {
	t.Helper()
	ctx := metadata.AppendToOutgoingContext(t.Context(), "accept-language", accept)
	return q.grpc(ctx, ticketsv1.NewAttachmentTransferServiceClient(f.conn))
}

func (q download) overJSON(t *testing.T, f *facade, accept string) ([]byte, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.http+q.path+"?"+q.query.Encode(), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Language", accept)
	return f.fetch(request)
}

func drawDownload(d draw) download {
	id := func() string { return d.pick("ATT", "a b", "é", "x%2F", "~._-") + itoa(d.IntN(1_000_000)) }
	group := d.pick("", "g 1", "组")
	switch d.IntN(3) {
	case 0:
		ids := []string{id()}
		for range d.IntN(4) {
			ids = append(ids, id()+"-"+itoa(len(ids)))
		}
		return attachments(ids, group)
	case 1:
		return picture(id(), group)
	default:
		return export(drawSelection(d, id))
	}
}

func drawSelection(d draw, id func() string) selection {
	maybe := func(text string) string { return d.pick("", text, text) }
	s := selection{
		caseID: maybe(id()), customerName: maybe("客户 & Co"), key: maybe(d.pick("a+b", "=", "网络")), customer: maybe(id()), member: maybe(id()),
		sources: []string{"s1", "s 2"}[:d.IntN(3)], offset: int32(d.IntN(65_536)), limit: int32(d.IntN(101)),
		status: []ticketsv1.CaseStatus{
			0, ticketsv1.CaseStatus_CASE_STATUS_TO_BE_ACCEPTED, ticketsv1.CaseStatus_CASE_STATUS_PROCESSING, ticketsv1.CaseStatus_CASE_STATUS_COMPLETED,
		}[d.IntN(4)],
	}
	if d.one(2) {
		s.from = time.Unix(1_700_000_000+d.Int64N(50_000_000), 0)
	}
	if d.one(2) {
		s.to = time.Unix(1_800_000_000+d.Int64N(50_000_000), 0)
	}
	return s
}

// TestDownloadsAreAskedAndAnsweredAsTheVendorsAre asks for the same files in all
// three ways, and wants the same request and the same bytes.
func TestDownloadsAreAskedAndAnsweredAsTheVendorsAre(t *testing.T) {
	t.Parallel()
	seed := chosenSeed(t)
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			upstream, d := startStub(t), newDraw(t, seed)
			vendor, ours := newVendorClient(t, site, upstream.url, testKeys), startFacade(t, site, upstream.url)
			for range 3 * *perOperation {
				question, content, accept := drawDownload(d), d.bytes(1+d.IntN(150_000)), d.pick(acceptLanguages()...)
				upstream.expectFile(d.pick("application/octet-stream", "image/png", "text/plain;charset=UTF-8"), content)
				answers := map[string]func() ([]byte, error){
					"the vendor": func() ([]byte, error) { return question.vendor(t, vendor, surroundingsOf(site, accept)) },
					"gRPC":       func() ([]byte, error) { return question.overGRPC(t, ours, accept) },
					"JSON":       func() ([]byte, error) { return question.overJSON(t, ours, accept) },
				}
				for _, way := range []string{"the vendor", "gRPC", "JSON"} {
					if got, err := answers[way](); err != nil || !bytes.Equal(got, content) {
						t.Fatalf("%s, %s?%s: %d bytes of %d, %v", way, question.path, question.query.Encode(), len(got), len(content), err)
					}
				}
				seen := upstream.took(t)
				for _, got := range seen[1:] {
					sameSurroundings(t, seen[0], got)
				}
				if len(seen) != 3 || t.Failed() {
					t.Fatalf("%d requests for %s?%s", len(seen), question.path, question.query.Encode())
				}
			}
		})
	}
}

// TestFilesOfTheEmulator moves files through the emulator: what the vendor's
// client uploads the facade downloads, and the other way round.
func TestFilesOfTheEmulator(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			e, d := startEmulator(t, site), newDraw(t, chosenSeed(t))
			ours := startFacadeWith(t, site, e.url, demoKeys())
			up := file{name: "screen.png", purpose: ticketsv1.AttachmentPurpose_ATTACHMENT_PURPOSE_CASE, content: d.bytes(50_000), language: "en"}
			for way, send := range map[string]func() (string, error){
				"the vendor": func() (string, error) { return e.vendor.upload(t, up) },
				"gRPC":       func() (string, error) { return ours.uploadGRPC(t, up, 7000) },
				"JSON":       func() (string, error) { return ours.uploadJSON(t, up) },
			} {
				id, err := send()
				if err != nil {
					t.Fatalf("%s: %v", way, err)
				}
				e.wantFile(t, ours, attachments([]string{id}, ""), up.content)
				e.wantFile(t, ours, picture(id, ""), up.content)
			}
			e.wantFile(t, ours, export(selection{}), nil)
		})
	}
}

// wantFile downloads a file in all three ways; nil wants any, the same in all.
func (e *emulator) wantFile(t *testing.T, ours *facade, question download, want []byte) {
	t.Helper()
	vendors, err := question.vendor(t, e.vendor, surroundingsOf(e.site, "en"))
	if err != nil {
		t.Fatal(err)
	}
	if want == nil {
		want = vendors
	}
	overGRPC, grpcErr := question.overGRPC(t, ours, "en")
	overJSON, jsonErr := question.overJSON(t, ours, "en")
	if err := errors.Join(grpcErr, jsonErr); err != nil {
		t.Fatal(err)
	}
	for way, got := range map[string][]byte{"the vendor": vendors, "gRPC": overGRPC, "JSON": overJSON} {
		if len(got) == 0 || !bytes.Equal(got, want) {
			t.Errorf("%s over %s: %d bytes, want %d", question.path, way, len(got), len(want))
		}
	}
}
