package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// grantSession is one visit of an engineer to an authorized host.
type grantSession struct {
	id       int64
	from, to time.Time
	commands []grantCommand // by time
	files    []grantFile    // by time
}

type grantCommand struct {
	text string
	at   time.Time
}

// grantFile is a file that was moved during a visit.
type grantFile struct {
	name, from, to string
	size           int64
	upload         bool
	took           time.Duration
	at             time.Time
}

// clockText is a duration as hh:mm:ss.
func clockText(d time.Duration) string {
	seconds := int64(d / time.Second)
	return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// visited finds the detail of an authorization that a call names.
func (c *call) visited() (*grantDetail, *rest.Refusal) {
	g, no := c.grant()
	if no != nil {
		return nil, no
	}
	d := g.detail(c.In.Num("authorization_detail_id", 0))
	if d == nil {
		return nil, rest.BadParameter("the authorization has no such detail")
	}
	return d, nil
}

func (c *call) session() (grantSession, *rest.Refusal) {
	d, no := c.visited()
	if no != nil {
		return grantSession{}, no
	}
	id := c.In.Num("session_id", 0)
	s, ok := found(d.sessions, func(s grantSession) bool { return s.id == id })
	if !ok {
		return s, rest.BadParameter("there is no session %d", id)
	}
	return s, nil
}

type sessionView struct {
	Duration string `json:"duration"`
	ID       int64  `json:"session_id"`
	From     string `json:"start_time"`
	To       string `json:"end_time"`
}

type sessionsAnswer struct {
	TotalCount int           `json:"total_count"`
	Rows       []sessionView `json:"session_list"`
}

// listHistorySessions is GET …/authorization-details/{authorization_detail_id}/history-sessions.
func listHistorySessions(_ context.Context, c *call) (any, *rest.Refusal) {
	d, no := c.visited()
	if no != nil {
		return nil, no
	}
	return sessionsAnswer{TotalCount: len(d.sessions), Rows: rest.Views(rest.Page(c.Call, d.sessions), func(s grantSession) sessionView {
		return sessionView{clockText(s.to.Sub(s.from)), s.id, c.local(s.from), c.local(s.to)}
	})}, nil
}

// sorted turns rows that are in order of time around unless the caller wants them so.
func sorted[T any](c *call, rows []T) []T {
	out := slices.Clone(rows)
	if c.In.Num("sort", 0) == 0 {
		slices.Reverse(out)
	}
	return rest.Page(c.Call, out)
}

type commandView struct {
	Text string `json:"oper"`
	Time string `json:"operate_time"`
}

type commandsAnswer struct {
	TotalCount int           `json:"total_count"`
	Rows       []commandView `json:"ops_list"`
}

// listHistoryOperateLogs is GET …/sessions/{session_id}/operation-logs.
func listHistoryOperateLogs(_ context.Context, c *call) (any, *rest.Refusal) {
	s, no := c.session()
	if no != nil {
		return nil, no
	}
	return commandsAnswer{TotalCount: len(s.commands), Rows: rest.Views(sorted(c, s.commands), func(row grantCommand) commandView {
		return commandView{row.text, c.local(row.at)}
	})}, nil
}

type fileView struct {
	Duration string `json:"duration"`
	Time     string `json:"operate_time"`
	Kind     string `json:"operate_type"`
	Name     string `json:"file_name"`
	From     string `json:"from_path"`
	To       string `json:"to_path"`
	Size     string `json:"file_size"`
	Result   string `json:"oper_result"`
}

type filesAnswer struct {
	TotalCount int        `json:"total_count"`
	Rows       []fileView `json:"file_ops_list"`
}

// listTransportHistories is GET …/sessions/{session_id}/operation-file-logs.
func listTransportHistories(_ context.Context, c *call) (any, *rest.Refusal) {
	s, no := c.session()
	if no != nil {
		return nil, no
	}
	answer := filesAnswer{TotalCount: len(s.files), Rows: []fileView{}}
	for _, f := range sorted(c, s.files) {
		v := fileView{
			Duration: clockText(f.took), Time: c.local(f.at), Kind: "download", Name: f.name, From: f.from, To: f.to,
			Size: fmt.Sprint(f.size), Result: "success",
		}
		if f.upload {
			v.Kind = "upload"
		}
		answer.Rows = append(answer.Rows, v)
	}
	return answer, nil
}
