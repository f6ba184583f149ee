package sandbox

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"
)

// byteOrderMark makes spreadsheet programs read the file as UTF-8.
const byteOrderMark = "\ufeff"

// exportTickets is GET /v2/servicerequest/cases/export: a table as comma-separated text.
func exportTickets(_ context.Context, c *ticketCall) (any, *refusal) {
	if c.who.viewer && !c.st.privileges["export"] {
		return nil, notAllowed()
	}
	language := strings.ToLower(c.in.text("language"))
	if language != "zh-cn" && language != "en-us" {
		return nil, badParameter("language is neither zh-cn nor en-us")
	}
	zone, ok := zoneNamed(c.in.text("timezone"))
	if !ok {
		return nil, badParameter("timezone is not GMT with hours")
	}
	c.english, c.zone = language == "en-us", zone
	want, no := c.wantedTickets()
	if no != nil {
		return nil, no
	}
	rows := page(c.tickets(want), c.in.num("offset", 0), c.in.num("limit", 100))
	for _, t := range rows {
		c.st.note(t, c.entry(logExported, text{"导出工单", "Ticket exported"}))
		c.didTo(t, "case_exported", nil)
	}
	return fileAnswer{name: "cases.csv", media: "text/csv;charset=UTF-8", body: c.table(rows)}, nil
}

func (c *ticketCall) table(rows []*ticket) []byte {
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	heads := []text{
		{"工单编号", "Ticket"},
		{"状态", "Status"},
		{"问题类型", "Problem type"},
		{"问题描述", "Description"},
		{"创建时间", "Created"},
	}
	line := make([]string, 0, len(heads))
	for _, h := range heads {
		line = append(line, h.in(c.english))
	}
	_ = w.Write(line) // into memory
	for _, t := range rows {
		_ = w.Write([]string{
			t.id, strconv.Itoa(t.status), t.problem.name.in(c.english), t.description, c.localAs(t.created, spacedLayout),
		})
	}
	w.Flush()
	return b.Bytes()
}
