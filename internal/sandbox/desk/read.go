package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
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

// listCases is GET /v2/servicerequest/cases, newest first.
func listCases(_ context.Context, c *call) (any, *rest.Refusal) {
	want, no := c.wantedTickets()
	if no != nil {
		return nil, no
	}
	rows := c.tickets(want)
	return ticketsAnswer{TotalCount: len(rows), Rows: rest.Views(rest.Page(c.Call, rows), c.ticketView)}, nil
}

func (c *call) ticketView(t *ticket) ticketView {
	product, category := c.desk.tables.of(t.problem)
	v := ticketView{
		Status: t.status, ID: t.id, BusinessType: t.problem.Name.In(c.English), Category: category.Name.In(c.English),
		Product: product.Name.In(c.English), ServiceType: category.ID, CustomerID: c.desk.owner,
		Region: t.region.Name.In(c.English), Description: t.description, RootCause: t.rootCause.In(c.English),
		Resolution: t.resolution.In(c.English), CreateTime: c.local(t.created), ConfirmedTime: c.local(t.confirmed),
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

func (c *call) wantedTickets() (ticketFilter, *rest.Refusal) {
	f := ticketFilter{
		words: c.In.Texts("search_key"), labels: c.In.Texts("label_id_list"), id: c.In.Text("incident_id"),
		subUserID: c.In.Text("x_customer_id"), subUserName: c.In.Text("x_customer_name"),
	}
	if c.In.Text("search_key") != "" {
		f.words = []string{c.In.Text("search_key")} // the export takes one text
	}
	f.keyword = c.In.Text("app_key")
	f.states = states(c.In.Text("status"), c.In.Text("incident_status"))
	var no *rest.Refusal
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
func (c *call) tickets(f ticketFilter) []*ticket {
	return rest.Keep(c.desk.tickets, func(t *ticket) bool { return t.status != ticketDeleted && c.mayUse(t) && f.lets(t) })
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
		(f.product == "" || f.product == t.problem.Product) && (f.problem == "" || f.problem == t.problem.ID) &&
		f.window.holds(t.created)
}

type statusAnswer struct {
	Status int `json:"status"`
}

// showCaseStatus is GET /v2/servicerequest/cases/{case_id}/status; it alone still knows deleted tickets.
func showCaseStatus(_ context.Context, c *call) (any, *rest.Refusal) {
	t := c.desk.byID[c.In.Text("case_id")]
	if t != nil && t.status == ticketDeleted && c.mayUse(t) {
		return statusAnswer{ticketDeleted}, nil
	}
	t, no := c.ticket(c.In.Text("case_id"))
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

// listCaseCounts is GET /v2/servicerequest/cases/count: every state but the deleted one.
func listCaseCounts(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := countsAnswer{Rows: []countView{}}
	all := c.tickets(ticketFilter{})
	for _, status := range ticketStates() {
		if status == ticketDeleted || !c.FitsNumber("status", status) {
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
