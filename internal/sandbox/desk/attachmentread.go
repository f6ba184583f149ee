package desk

import (
	"archive/zip"
	"bytes"
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

const accessURLTime = 10 * time.Minute

// downloadAccessories is GET /v2/servicerequest/accessorys/{accessory_id}: one file as it
// is, several as an archive.
func downloadAccessories(_ context.Context, c *call) (any, *rest.Refusal) {
	ids := strings.Split(c.In.Text("accessory_id"), ",")
	if len(ids) > attachmentsPerTicket {
		return nil, rest.BadParameter("accessory_id names more than %d attachments", attachmentsPerTicket)
	}
	list := make([]*attachment, 0, len(ids))
	for _, id := range ids {
		a, no := c.attachment(id)
		if no != nil {
			return nil, no
		}
		list = append(list, a)
	}
	if len(list) == 1 {
		return rest.FileAnswer{Name: list[0].name, Media: list[0].media, Body: list[0].data}, nil
	}
	return archive(list)
}

// archive packs files under their ids, since two may have one name.
func archive(list []*attachment) (any, *rest.Refusal) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, a := range list {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: a.id + "-" + a.name, Method: zip.Deflate, Modified: a.uploaded})
		if err != nil {
			return nil, rest.BadParameter("the attachment %s cannot be packed", a.id)
		}
		_, _ = entry.Write(a.data) // into memory
	}
	_ = w.Close() // into memory
	return rest.FileAnswer{Name: "attachments.zip", Media: "application/zip", Body: b.Bytes()}, nil
}

// downloadImages is GET /v2/servicerequest/accessorys/{accessory_id}/image.
func downloadImages(_ context.Context, c *call) (any, *rest.Refusal) {
	a, no := c.attachment(c.In.Text("accessory_id"))
	if no != nil {
		return nil, no
	}
	if !strings.HasPrefix(a.media, "image/") {
		return nil, rest.BadParameter("the attachment %s is no image", a.id)
	}
	return rest.FileAnswer{Name: a.name, Media: a.media, Body: a.data}, nil
}

type accessURL struct {
	ID   string `json:"accessory_id"`
	Name string `json:"accessory_name"`
	URL  string `json:"accessory_url"`
}

type accessURLsAnswer struct {
	Rows []accessURL `json:"accessory_urls"`
}

// address is where an attachment could be fetched for a while; the host exists nowhere.
func (c *call) address(a *attachment) string {
	return "https://attachments.example.com/" + a.id + "?expires=" + strconv.FormatInt(c.Now.Add(accessURLTime).Unix(), 10)
}

// listAccessoryAccessUrls is GET /v2/servicerequest/accessorys/access-urls.
func listAccessoryAccessUrls(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := accessURLsAnswer{Rows: []accessURL{}}
	for _, id := range c.In.Texts("accessory_ids") {
		a, no := c.attachment(id)
		if no != nil {
			return nil, no
		}
		answer.Rows = append(answer.Rows, accessURL{a.id, a.name, c.address(a)})
	}
	return answer, nil
}

type oneURLAnswer struct {
	URL string `json:"accessory_url"`
}

// showDownloadAccessoryURL is GET /v2/servicerequest/accessorys/{accessory_id}/access-url; what
// the call says about the attachment's place has to be true.
func showDownloadAccessoryURL(_ context.Context, c *call) (any, *rest.Refusal) {
	a, no := c.attachment(c.In.Text("accessory_id"))
	if no != nil {
		return nil, no
	}
	kind, owner := c.In.Text("relation_type"), ""
	if a.ticket != nil {
		owner = a.ticket.id
	}
	wrongKind := kind == "NO_RELATION" && owner != "" || kind == "INCIDENT" && owner == ""
	wrongTicket := !c.Fits("incident_id", owner) ||
		kind == "INCIDENT" && !c.Fits("relation_id", owner)
	if wrongKind || wrongTicket {
		return nil, rest.BadParameter("the attachment belongs elsewhere")
	}
	return oneURLAnswer{c.address(a)}, nil
}

type attachmentLimits struct {
	Count string `json:"limit_count"`
	Size  string `json:"limit_size"`
	Types string `json:"limit_file_type"`
}

type attachmentLimitsAnswer struct {
	Limits attachmentLimits `json:"accessory_limit"`
}

// showAccessoryLimits is GET /v2/servicerequest/accessorys/limits.
func showAccessoryLimits(_ context.Context, _ *call) (any, *rest.Refusal) {
	types := fileTypes()
	endings := make([]string, 0, len(types))
	for _, t := range types {
		endings = append(endings, t[0])
	}
	return attachmentLimitsAnswer{attachmentLimits{
		Count: strconv.Itoa(attachmentsPerTicket), Size: strconv.Itoa(attachmentMegabytes), Types: strings.Join(endings, ","),
	}}, nil
}
