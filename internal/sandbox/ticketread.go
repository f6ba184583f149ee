package sandbox

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// The sub-user of the demo tickets that have one.
const (
	subUserID   = "SU-DEMO-0001"
	subUserName = "sub-user"
)

type labelView struct {
	ID    int    `json:"label_id"`
	Name  string `json:"name"`
	Color string `json:"color"`
}

type ticketView struct {
	SubUserID     string      `json:"xcustomer_id,omitempty"`
	SubUserName   string      `json:"xcustomer_name,omitempty"`
	Status        int         `json:"status"`
	ID            string      `json:"incident_id"`
	BusinessType  string      `json:"business_type_name"`
	Category      string      `json:"incident_type_name"`
	Product       string      `json:"product_category_name"`
	ServiceType   string      `json:"incident_service_type"`
	CustomerID    string      `json:"customer_id"`
	Region        string      `json:"dc_name"`
	Description   string      `json:"simple_description"`
	RootCause     string      `json:"root_cause,omitempty"`
	Resolution    string      `json:"resolution,omitempty"`
	CreateTime    string      `json:"create_time"`
	ConfirmedTime string      `json:"confirmed_time,omitempty"`
	Labels        []labelView `json:"label_list,omitempty"`
}

type ticketsAnswer struct {
	TotalCount int          `json:"total_count"`
	Rows       []ticketView `json:"incident_info_list"`
}

// listTickets is GET /v2/servicerequest/cases, newest first.
func listTickets(_ context.Context, c *ticketCall) (any, *refusal) {
	want, no := c.wantedTickets()
	if no != nil {
		return nil, no
	}
	rows := c.tickets(want)
	answer := ticketsAnswer{TotalCount: len(rows), Rows: []ticketView{}}
	for _, t := range page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		answer.Rows = append(answer.Rows, c.ticketView(t))
	}
	return answer, nil
}

func (c *ticketCall) ticketView(t *ticket) ticketView {
	product, category := t.problem.of()
	v := ticketView{
		Status: t.status, ID: t.id, BusinessType: t.problem.name.in(c.english), Category: category.name.in(c.english),
		Product: product.name.in(c.english), ServiceType: category.id, CustomerID: c.st.owner,
		Region: t.region.name.in(c.english), Description: t.description, RootCause: t.rootCause.in(c.english),
		Resolution: t.resolution.in(c.english), CreateTime: c.local(t.created), ConfirmedTime: c.local(t.confirmed),
		Labels: labelViews(t.labels),
	}
	if t.bySubUser {
		v.SubUserID, v.SubUserName = subUserID, subUserName
	}
	return v
}

// ticketFilter is what the lists of tickets can be narrowed by; empty members do not filter.
type ticketFilter struct {
	words, labels []string
	id            string
	states        []string
	keyword       string
	subUserID     string
	subUserName   string
	window        timeWindow
	product       string
	problem       string
}

func (c *ticketCall) wantedTickets() (ticketFilter, *refusal) {
	f := ticketFilter{
		words: c.in.texts("search_key"), labels: c.in.texts("label_id_list"), id: c.in.text("incident_id"),
		subUserID: c.in.text("x_customer_id"), subUserName: c.in.text("x_customer_name"),
	}
	if c.in.text("search_key") != "" {
		f.words = []string{c.in.text("search_key")} // the export takes one text
	}
	f.keyword = c.in.text("app_key")
	f.states = states(c.in.text("status"), c.in.text("incident_status"))
	var no *refusal
	f.window, no = c.window("query_start_time", "query_end_time")
	return f, no
}

// states joins the one state and the list of states of a filter.
func states(one, list string) []string {
	if list == "" {
		list = one
	}
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// tickets are those that the caller may see and the filter lets through; deleted ones are in no list.
func (c *ticketCall) tickets(f ticketFilter) []*ticket {
	return slices.DeleteFunc(slices.Clone(c.st.tickets), func(t *ticket) bool {
		return t.status == ticketDeleted || !c.mayUse(t) || !f.lets(t)
	})
}

func (f ticketFilter) lets(t *ticket) bool {
	for _, word := range f.words {
		for _, part := range strings.Fields(word) {
			if !strings.Contains(strings.ToLower(t.id+" "+t.description), strings.ToLower(part)) {
				return false
			}
		}
	}
	labelled := len(f.labels) == 0 || slices.ContainsFunc(t.labels, func(l *label) bool {
		return slices.Contains(f.labels, strconv.Itoa(l.id))
	})
	known := strings.ToLower(t.id + " " + t.description)
	return labelled && strings.Contains(known, strings.ToLower(f.keyword)) && (f.id == "" || f.id == t.id) &&
		(len(f.states) == 0 || slices.Contains(f.states, strconv.Itoa(t.status))) &&
		(f.subUserID == "" || t.bySubUser && f.subUserID == subUserID) &&
		(f.subUserName == "" || t.bySubUser && f.subUserName == subUserName) &&
		(f.product == "" || f.product == t.problem.product) && (f.problem == "" || f.problem == t.problem.id) &&
		f.window.holds(t.created)
}

type statusAnswer struct {
	Status int `json:"status"`
}

// showTicketStatus is GET /v2/servicerequest/cases/{case_id}/status; it alone still knows deleted tickets.
func showTicketStatus(_ context.Context, c *ticketCall) (any, *refusal) {
	t := c.st.byID[c.in.text("case_id")]
	if t != nil && t.status == ticketDeleted && c.mayUse(t) {
		return statusAnswer{ticketDeleted}, nil
	}
	t, no := c.ticket(c.in.text("case_id"))
	if no != nil {
		return nil, no
	}
	return statusAnswer{t.status}, nil
}

type countView struct {
	Status int `json:"status"`
	Count  int `json:"count"`
}

type countsAnswer struct {
	Rows []countView `json:"incident_status_counts"`
}

// countTickets is GET /v2/servicerequest/cases/count: every state but the deleted one.
func countTickets(_ context.Context, c *ticketCall) (any, *refusal) {
	answer := countsAnswer{Rows: []countView{}}
	all := c.tickets(ticketFilter{})
	for _, status := range ticketStates() {
		if status == ticketDeleted || c.in.has("status") && int(c.in.num("status", 0)) != status {
			continue
		}
		n := 0
		for _, t := range all {
			n += flag(t.status == status)
		}
		answer.Rows = append(answer.Rows, countView{status, n})
	}
	return answer, nil
}
