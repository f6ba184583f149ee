package desk

import (
	"context"
	"encoding/base64"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

const (
	attachmentsPerTicket = 5
	attachmentMegabytes  = 4
	dailyUploadBytes     = 20 << 20
	shortestName         = 1
	longestName          = 512
)

// attachment is an uploaded file; one without a ticket is unused.
type attachment struct {
	id, name, owner string
	media           string
	data            []byte
	uploaded        time.Time
	ticket          *ticket
}

// fileTypes are the endings that may be uploaded, with their media types.
func fileTypes() [][2]string {
	return [][2]string{
		{"jpg", "image/jpeg"},
		{"jpeg", "image/jpeg"},
		{"bmp", "image/bmp"},
		{"png", "image/png"},
		{"gif", "image/gif"},
		{"txt", "text/plain;charset=UTF-8"},
		{"zip", "application/zip"},
		{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"msg", "application/vnd.ms-outlook"},
		{"eml", "message/rfc822"},
		{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"pdf", "application/pdf"},
		{"log", "text/plain;charset=UTF-8"},
		{"ini", "text/plain;charset=UTF-8"},
		{"mp4", "video/mp4"},
		{"mov", "video/quicktime"},
	}
}

// mediaOf is the media type of a file by its name's ending; empty for one that may not be uploaded.
func mediaOf(name string) string {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	for _, t := range fileTypes() {
		if t[0] == ending {
			return t[1]
		}
	}
	return ""
}

type uploadAnswer struct {
	ID string `json:"accessory_id"`
}

// uploadAccessory is POST /v2/servicerequest/accessorys.
func uploadAccessory(_ context.Context, c *call) (any, *rest.Refusal) {
	node, err := rest.ParseJSON([]byte(c.In.Text("form_data")))
	if err != nil || node.Kind != '{' {
		return nil, rest.BadParameter("form_data is not a JSON object")
	}
	told := map[string]rest.JSONNode{}
	for _, m := range node.Members {
		told[m.Name] = m.Node
	}
	delete(told, "fileName")
	delete(told, "accessoryFrom")
	delete(told, "uploadType")
	name, from, kind := node.Member("fileName"), node.Member("accessoryFrom"), node.Member("uploadType")
	switch {
	case c.Strict && len(told) > 0:
		return nil, rest.BadParameter("form_data has unknown members")
	case name.Kind != 's' || len([]rune(name.Text)) < shortestName || len([]rune(name.Text)) > longestName:
		return nil, rest.BadParameter("fileName is missing or has a wrong length")
	case from.Text != "incident" && from.Text != "message":
		return nil, rest.BadParameter("accessoryFrom is neither incident nor message")
	case kind.Kind != 0 && kind.Text != "0" && kind.Text != "1":
		return nil, rest.BadParameter("uploadType is neither 0 nor 1")
	}
	return c.upload(name.Text, c.In["file"].Data)
}

// uploadJSONAccessories is POST /v2/servicerequest/accessorys/json-format-content.
func uploadJSONAccessories(_ context.Context, c *call) (any, *rest.Refusal) {
	data, err := base64.StdEncoding.DecodeString(c.In.Text("accessory_data"))
	if err != nil {
		return nil, rest.BadParameter("accessory_data is not Base64")
	}
	return c.upload(c.In.Text("accessory_name"), data)
}

func (c *call) upload(name string, data []byte) (any, *rest.Refusal) {
	day := c.Now.In(rest.ChinaTime()).Format(rest.DayLayout)
	d := c.desk
	media := mediaOf(name)
	switch {
	case media == "" || strings.ContainsAny(name, `/\`):
		return nil, rest.BadParameter("the name or the type of the file is not allowed")
	case len(data) == 0 || len(data) > attachmentMegabytes<<20:
		return nil, rest.BadParameter("the file is empty or larger than %d MB", attachmentMegabytes)
	case d.uploaded[day]+len(data) > dailyUploadBytes:
		return nil, rest.OSMRefusal(osmDailySize, "The total size of today's attachments is exceeded.")
	}
	d.uploaded[day] += len(data)
	a := &attachment{
		id: rest.Numbered("ATT", d.next("attachment")), name: name, owner: c.user(), media: media, data: data, uploaded: c.Now,
	}
	d.attachments[a.id] = a
	c.Done(rest.Effect{Kind: "attachment_uploaded", Parts: map[string]string{"attachment_id": a.id, "name": name}})
	return uploadAnswer{a.id}, nil
}

// deleteAccessories is DELETE /v2/servicerequest/accessorys/{accessory_id}, for unused ones.
func deleteAccessories(_ context.Context, c *call) (any, *rest.Refusal) {
	a, no := c.attachment(c.In.Text("accessory_id"))
	if no != nil {
		return nil, no
	}
	if a.ticket != nil {
		return nil, rest.OSMRefusal(rest.OSMPermission, "No operation permission: the attachment is in use.")
	}
	delete(c.desk.attachments, a.id)
	c.Done(rest.Effect{Kind: "attachment_deleted", Parts: map[string]string{"attachment_id": a.id}})
	return acknowledged{}, nil
}

// attachment finds a file that the caller may read: its own, or one of a ticket of its.
func (c *call) attachment(id string) (*attachment, *rest.Refusal) {
	a := c.desk.attachments[id]
	if a == nil {
		return nil, rest.BadParameter("there is no attachment %s", id)
	}
	if a.ticket != nil && !c.mayUse(a.ticket) || a.ticket == nil && c.Who.Viewer && a.owner != c.user() {
		return nil, notAllowed()
	}
	return a, nil
}

// unused finds the uploaded files that a ticket or a message shall carry.
func (c *call) unused(ids []string) ([]*attachment, *rest.Refusal) {
	var out []*attachment
	for _, id := range ids {
		a, no := c.attachment(id)
		if no != nil {
			return nil, no
		}
		if a.ticket != nil || slices.Contains(out, a) {
			return nil, rest.BadParameter("the attachment %s is in use", id)
		}
		out = append(out, a)
	}
	return out, nil
}
