package desk

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

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

// listCaseOperateLogs is GET /v2/servicerequest/cases/{case_id}/operate-logs, oldest first.
func listCaseOperateLogs(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	return logAnswer{TotalCount: len(t.log), Rows: rest.Views(rest.Page(c.Call, t.log), func(e ticketLog) logView {
		return logView{
			ID: e.id, TicketID: t.id, Kind: e.kind, OperatorID: e.by, OperatorName: e.by,
			Desc: e.what.In(c.English), Time: c.localAs(e.at, spacedLayout), Instant: c.local(e.at),
		}
	})}, nil
}
