package sandbox

import (
	"context"
	"encoding/base64"
	"path"
	"slices"
	"strings"
	"time"
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

// uploadFile is POST /v2/servicerequest/accessorys.
func uploadFile(_ context.Context, c *ticketCall) (any, *refusal) {
	node, err := parseJSON([]byte(c.in.text("form_data")))
	if err != nil || node.kind != '{' {
		return nil, badParameter("form_data is not a JSON object")
	}
	told := map[string]jsonNode{}
	for _, m := range node.members {
		told[m.name] = m.node
	}
	delete(told, "fileName")
	delete(told, "accessoryFrom")
	delete(told, "uploadType")
	name, from, kind := node.member("fileName"), node.member("accessoryFrom"), node.member("uploadType")
	switch {
	case c.strict && len(told) > 0:
		return nil, badParameter("form_data has unknown members")
	case name.kind != 's' || len([]rune(name.text)) < shortestName || len([]rune(name.text)) > longestName:
		return nil, badParameter("fileName is missing or has a wrong length")
	case from.text != "incident" && from.text != "message":
		return nil, badParameter("accessoryFrom is neither incident nor message")
	case kind.kind != 0 && kind.text != "0" && kind.text != "1":
		return nil, badParameter("uploadType is neither 0 nor 1")
	}
	return c.upload(name.text, c.in["file"].data)
}

// uploadText is POST /v2/servicerequest/accessorys/json-format-content.
func uploadText(_ context.Context, c *ticketCall) (any, *refusal) {
	data, err := base64.StdEncoding.DecodeString(c.in.text("accessory_data"))
	if err != nil {
		return nil, badParameter("accessory_data is not Base64")
	}
	return c.upload(c.in.text("accessory_name"), data)
}

func (c *ticketCall) upload(name string, data []byte) (any, *refusal) {
	day := c.now.In(chinaTime()).Format(dayLayout)
	d := c.st
	media := mediaOf(name)
	switch {
	case media == "" || strings.ContainsAny(name, `/\`):
		return nil, badParameter("the name or the type of the file is not allowed")
	case len(data) == 0 || len(data) > attachmentMegabytes<<20:
		return nil, badParameter("the file is empty or larger than %d MB", attachmentMegabytes)
	case d.uploaded[day]+len(data) > dailyUploadBytes:
		return nil, osmRefusal(osmDailySize, "The total size of today's attachments is exceeded.")
	}
	d.uploaded[day] += len(data)
	a := &attachment{
		id: numbered("ATT", d.next("attachment")), name: name, owner: c.user(), media: media, data: data, uploaded: c.now,
	}
	d.attachments[a.id] = a
	c.noted("attachment_uploaded", map[string]string{"attachment_id": a.id, "name": name})
	return uploadAnswer{a.id}, nil
}

// deleteAttachment is DELETE /v2/servicerequest/accessorys/{accessory_id}, for unused ones.
func deleteAttachment(_ context.Context, c *ticketCall) (any, *refusal) {
	a, no := c.attachment(c.in.text("accessory_id"))
	if no != nil {
		return nil, no
	}
	if a.ticket != nil {
		return nil, osmRefusal(osmPermission, "No operation permission: the attachment is in use.")
	}
	delete(c.st.attachments, a.id)
	c.noted("attachment_deleted", map[string]string{"attachment_id": a.id})
	return acknowledged{}, nil
}

// attachment finds a file that the caller may read: its own, or one of a ticket of its.
func (c *ticketCall) attachment(id string) (*attachment, *refusal) {
	a := c.st.attachments[id]
	if a == nil {
		return nil, badParameter("there is no attachment %s", id)
	}
	if a.ticket != nil && !c.mayUse(a.ticket) || a.ticket == nil && c.who.viewer && a.owner != c.user() {
		return nil, notAllowed()
	}
	return a, nil
}

// unused finds the uploaded files that a ticket or a message shall carry.
func (c *ticketCall) unused(ids []string) ([]*attachment, *refusal) {
	var out []*attachment
	for _, id := range ids {
		a, no := c.attachment(id)
		if no != nil {
			return nil, no
		}
		if a.ticket != nil || slices.Contains(out, a) {
			return nil, badParameter("the attachment %s is in use", id)
		}
		out = append(out, a)
	}
	return out, nil
}
