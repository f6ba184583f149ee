package desk

import (
	"context"
	"slices"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type relationView struct {
	ID          string `json:"case_id"`
	Description string `json:"simple_description"`
	User        string `json:"user_name"`
}

type relationsAnswer struct {
	Rows []relationView `json:"case_relation_list"`
}

// listRelation is GET /v2/servicerequest/cases/{case_id}/relations; deleted tickets are left out.
func listRelation(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	rows := rest.Keep(t.related, func(other *ticket) bool { return other.status != ticketDeleted })
	return relationsAnswer{Rows: rest.Views(rows, func(other *ticket) relationView {
		return relationView{other.id, other.description, other.owner}
	})}, nil
}

// createRelations is POST /v2/servicerequest/cases/{case_id}/relations; a relation holds on both sides.
func createRelations(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	var others []*ticket
	for _, id := range c.In.Texts("related_id_list") {
		other, no := c.ticket(id)
		if no != nil {
			return nil, no
		}
		if other == t {
			return nil, rest.BadParameter("a ticket is not related to itself")
		}
		others = append(others, other)
	}
	for _, other := range others {
		if !slices.Contains(t.related, other) {
			t.related, other.related = append(t.related, other), append(other.related, t)
		}
	}
	c.Done(rest.Effect{Kind: "cases_related", CaseID: t.id})
	return acknowledged{}, nil
}

// deleteRelation is DELETE /v2/servicerequest/cases/{case_id}/relations, with a body.
func deleteRelation(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	other := c.desk.byID[c.In.Text("related_id")]
	if other == nil || !slices.Contains(t.related, other) {
		return nil, rest.BadParameter("the tickets are not related")
	}
	t.related = slices.DeleteFunc(t.related, func(x *ticket) bool { return x == other })
	other.related = slices.DeleteFunc(other.related, func(x *ticket) bool { return x == t })
	c.Done(rest.Effect{Kind: "cases_unrelated", CaseID: t.id, Parts: map[string]string{"related_id": other.id}})
	return acknowledged{}, nil
}
