package sandbox

import "context"

type logView struct {
	ID           string `json:"incident_log_id"`
	TicketID     string `json:"incident_id"`
	Kind         int    `json:"operate_type"`
	OperatorType int    `json:"operator_type"`
	OperatorID   string `json:"operator_id"`
	OperatorName string `json:"operator_name"`
	Desc         string `json:"operate_desc"`
	Time         string `json:"operate_time"`
	Instant      string `json:"timestamp_operate_time"`
}

type logAnswer struct {
	TotalCount int       `json:"total_count"`
	Rows       []logView `json:"incident_operate_log_list"`
}

// listTicketLog is GET /v2/servicerequest/cases/{case_id}/operate-logs, oldest first.
func listTicketLog(_ context.Context, c *ticketCall) (any, *refusal) {
	t, no := c.ticket(c.in.text("case_id"))
	if no != nil {
		return nil, no
	}
	answer := logAnswer{TotalCount: len(t.log), Rows: []logView{}}
	for _, e := range page(t.log, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		answer.Rows = append(answer.Rows, logView{
			ID: e.id, TicketID: t.id, Kind: e.kind, OperatorID: e.by, OperatorName: e.by,
			Desc: e.what.in(c.english), Time: c.localAs(e.at, spacedLayout), Instant: c.local(e.at),
		})
	}
	return answer, nil
}
