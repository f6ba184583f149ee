package sandbox

import (
	"context"
	"fmt"
	"slices"
	"time"
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
func (c *ticketCall) visited() (*grantDetail, *refusal) {
	g, no := c.grant()
	if no != nil {
		return nil, no
	}
	d := g.detail(c.in.num("authorization_detail_id", 0))
	if d == nil {
		return nil, badParameter("the authorization has no such detail")
	}
	return d, nil
}

func (c *ticketCall) session() (grantSession, *refusal) {
	d, no := c.visited()
	if no != nil {
		return grantSession{}, no
	}
	id := c.in.num("session_id", 0)
	s, ok := found(d.sessions, func(s grantSession) bool { return s.id == id })
	if !ok {
		return s, badParameter("there is no session %d", id)
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

// listSessions is GET …/authorization-details/{authorization_detail_id}/history-sessions.
func listSessions(_ context.Context, c *ticketCall) (any, *refusal) {
	d, no := c.visited()
	if no != nil {
		return nil, no
	}
	answer := sessionsAnswer{TotalCount: len(d.sessions), Rows: []sessionView{}}
	for _, s := range page(d.sessions, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		answer.Rows = append(answer.Rows, sessionView{clockText(s.to.Sub(s.from)), s.id, c.local(s.from), c.local(s.to)})
	}
	return answer, nil
}

// sorted turns rows that are in order of time around unless the caller wants them so.
func sorted[T any](c *ticketCall, rows []T) []T {
	out := slices.Clone(rows)
	if c.in.num("sort", 0) == 0 {
		slices.Reverse(out)
	}
	return page(out, c.in.num("offset", 0), c.in.num("limit", defaultLimit))
}

type commandView struct {
	Text string `json:"oper"`
	Time string `json:"operate_time"`
}

type commandsAnswer struct {
	TotalCount int           `json:"total_count"`
	Rows       []commandView `json:"ops_list"`
}

// listCommands is GET …/sessions/{session_id}/operation-logs.
func listCommands(_ context.Context, c *ticketCall) (any, *refusal) {
	s, no := c.session()
	if no != nil {
		return nil, no
	}
	answer := commandsAnswer{TotalCount: len(s.commands), Rows: []commandView{}}
	for _, row := range sorted(c, s.commands) {
		answer.Rows = append(answer.Rows, commandView{row.text, c.local(row.at)})
	}
	return answer, nil
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

// listFiles is GET …/sessions/{session_id}/operation-file-logs.
func listFiles(_ context.Context, c *ticketCall) (any, *refusal) {
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
