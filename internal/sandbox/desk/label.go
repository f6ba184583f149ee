package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

const (
	labelsPerUser   = 30
	labelsPerTicket = 5
)

// label is a mark that users put on tickets.
type label struct {
	id          int
	name, color string
}

func labelViews(list []*label) []labelView {
	out := make([]labelView, 0, len(list))
	for _, l := range list {
		out = append(out, labelView{l.id, l.name, l.color})
	}
	return out
}

type labelsAnswer struct {
	TotalCount int         `json:"total_count"`
	Rows       []labelView `json:"label_list"`
}

// listLabels is GET /v2/servicerequest/labels; the name matches in part.
func listLabels(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.desk.labels, func(l *label) bool {
		return strings.Contains(l.name, c.In.Text("name")) && c.FitsNumber("label_id", l.id)
	})
	return labelsAnswer{TotalCount: len(rows), Rows: labelViews(rest.Page(c.Call, rows))}, nil
}

// createLabels is POST /v2/servicerequest/labels.
func createLabels(_ context.Context, c *call) (any, *rest.Refusal) {
	d := c.desk
	if no := c.checkLabel(nil); no != nil {
		return nil, no
	}
	if len(d.labels) >= labelsPerUser {
		return nil, rest.BadParameter("there are %d labels already", labelsPerUser)
	}
	l := &label{id: d.next("label"), name: c.In.Text("name"), color: c.In.Text("color")}
	d.labels = append(d.labels, l)
	c.Done(rest.Effect{Kind: "label_created", Parts: map[string]string{"label_id": strconv.Itoa(l.id), "name": l.name}})
	return acknowledged{}, nil
}

// checkLabel wants a colour like #00ff00 and a name that no other label has.
func (c *call) checkLabel(self *label) *rest.Refusal {
	color, hashed := strings.CutPrefix(c.In.Text("color"), "#")
	if !hashed || color == "" || strings.Trim(strings.ToLower(color), "0123456789abcdef") != "" {
		return rest.BadParameter("color is not like #00ff00")
	}
	for _, l := range c.desk.labels {
		if l != self && l.name == c.In.Text("name") {
			return rest.BadParameter("there is a label of that name")
		}
	}
	return nil
}

func (c *call) label(id int64) (*label, *rest.Refusal) {
	l, ok := found(c.desk.labels, func(l *label) bool { return int64(l.id) == id })
	if !ok {
		return nil, rest.BadParameter("there is no label %d", id)
	}
	return l, nil
}

// updateLabels is PUT /v2/servicerequest/labels/{label_id}.
func updateLabels(_ context.Context, c *call) (any, *rest.Refusal) {
	l, no := c.label(c.In.Num("label_id", 0))
	if no == nil {
		no = c.checkLabel(l)
	}
	if no != nil {
		return nil, no
	}
	l.name, l.color = c.In.Text("name"), c.In.Text("color")
	c.Done(rest.Effect{Kind: "label_changed", Parts: map[string]string{"label_id": strconv.Itoa(l.id), "name": l.name}})
	return acknowledged{}, nil
}

// deleteLabels is DELETE /v2/servicerequest/labels/{label_id}; tickets lose it too.
func deleteLabels(_ context.Context, c *call) (any, *rest.Refusal) {
	l, no := c.label(c.In.Num("label_id", 0))
	if no != nil {
		return nil, no
	}
	gone := func(other *label) bool { return other == l }
	d := c.desk
	d.labels = slices.DeleteFunc(d.labels, gone)
	for _, t := range d.tickets {
		t.labels = slices.DeleteFunc(t.labels, gone)
	}
	c.Done(rest.Effect{Kind: "label_deleted", Parts: map[string]string{"label_id": strconv.Itoa(l.id)}})
	return acknowledged{}, nil
}

type ticketLabelsAnswer struct {
	Rows []labelView `json:"case_label_list"`
}

// listCaseLabels is GET /v2/servicerequest/cases/{case_id}/labels.
func listCaseLabels(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	return ticketLabelsAnswer{labelViews(t.labels)}, nil
}

// namedLabels are the ticket and the labels of a call.
func (c *call) namedLabels() (*ticket, []*label, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, nil, no
	}
	var out []*label
	for _, item := range c.In.Items("label_ids") {
		l, no := c.label(item.Num("", 0))
		if no != nil {
			return nil, nil, no
		}
		out = append(out, l)
	}
	return t, out, nil
}

// createCaseLabels is POST /v2/servicerequest/cases/{case_id}/labels; what the ticket has already stays.
func createCaseLabels(_ context.Context, c *call) (any, *rest.Refusal) {
	t, wanted, no := c.namedLabels()
	if no != nil {
		return nil, no
	}
	all := slices.Clone(t.labels)
	for _, l := range wanted {
		if !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	if len(all) > labelsPerTicket {
		return nil, rest.BadParameter("a ticket carries at most %d labels", labelsPerTicket)
	}
	t.labels = all
	c.Done(rest.Effect{Kind: "labels_attached", CaseID: t.id})
	return acknowledged{}, nil
}

// deleteCaseLabels is DELETE /v2/servicerequest/cases/{case_id}/labels.
func deleteCaseLabels(_ context.Context, c *call) (any, *rest.Refusal) {
	t, unwanted, no := c.namedLabels()
	if no != nil {
		return nil, no
	}
	t.labels = slices.DeleteFunc(t.labels, func(l *label) bool { return slices.Contains(unwanted, l) })
	c.Done(rest.Effect{Kind: "labels_detached", CaseID: t.id})
	return acknowledged{}, nil
}
