package desk

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// byteOrderMark makes spreadsheet programs read the file as UTF-8.
const byteOrderMark = "\ufeff"

// exportLimit is how many tickets an export holds when no limit is given.
const exportLimit = 100

// downloadCases is GET /v2/servicerequest/cases/export: a table as comma-separated text.
func downloadCases(_ context.Context, c *call) (any, *rest.Refusal) {
	if c.Who.Viewer && !c.desk.privileges["export"] {
		return nil, notAllowed()
	}
	language := strings.ToLower(c.In.Text("language"))
	if language != "zh-cn" && language != "en-us" {
		return nil, rest.BadParameter("language is neither zh-cn nor en-us")
	}
	zone, ok := rest.ZoneNamed(c.In.Text("timezone"))
	if !ok {
		return nil, rest.BadParameter("timezone is not GMT with hours")
	}
	c.English, c.Zone = language == "en-us", zone
	want, no := c.wantedTickets()
	if no != nil {
		return nil, no
	}
	rows := rest.PageOf(c.Call, c.tickets(want), exportLimit)
	for _, t := range rows {
		c.desk.note(t, c.entry(logExported, rest.Text{"导出工单", "Ticket exported"}))
		c.Done(rest.Effect{Kind: "case_exported", CaseID: t.id})
	}
	return rest.FileAnswer{Name: "cases.csv", Media: "text/csv;charset=UTF-8", Body: c.table(rows)}, nil
}

func (c *call) table(rows []*ticket) []byte {
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	heads := []rest.Text{
		{"工单编号", "Ticket"},
		{"状态", "Status"},
		{"问题类型", "Problem type"},
		{"问题描述", "Description"},
		{"创建时间", "Created"},
	}
	line := make([]string, 0, len(heads))
	for _, h := range heads {
		line = append(line, h.In(c.English))
	}
	_ = w.Write(line) // into memory
	for _, t := range rows {
		_ = w.Write([]string{
			t.id, strconv.Itoa(t.status), t.problem.Name.In(c.English), t.description, c.localAs(t.created, spacedLayout),
		})
	}
	w.Flush()
	return b.Bytes()
}
