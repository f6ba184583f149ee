package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// The states of a diagnosis.
const (
	diagnosisPreparing = 0
	diagnosisRunning   = 2
	diagnosisDone      = 3
)

// The levels of what a diagnosis finds.
const (
	levelNotRun   = 0
	levelNormal   = 3
	levelAbnormal = 4
)

const (
	diagnosisStart = 10 * time.Second
	diagnosisTime  = 2 * time.Minute
)

// diagnosis is one run of automatic checks.
type diagnosis struct {
	id      int
	kind    int64
	region  string
	params  map[string]any
	created time.Time
}

func (d *diagnosis) status(now time.Time) int {
	switch {
	case now.Before(d.created.Add(diagnosisStart)):
		return diagnosisPreparing
	case now.Before(d.created.Add(diagnosisTime)):
		return diagnosisRunning
	}
	return diagnosisDone
}

func (d *diagnosis) level(k check, now time.Time) int {
	switch {
	case d.status(now) != diagnosisDone:
		return levelNotRun
	case k.Abnormal:
		return levelAbnormal
	}
	return levelNormal
}

type jobAnswer struct {
	ID string `json:"job_id"`
}

// createDiagnoseJob is POST /v2.0/servicerequest/diagnose/job/start.
func createDiagnoseJob(_ context.Context, c *call) (any, *rest.Refusal) {
	d := &diagnosis{
		id: c.desk.next("diagnosis"), kind: c.In.Num("type", 0), region: c.In.Text("region_id"), created: c.Now,
	}
	d.params, _ = c.In["params"].Free.(map[string]any)
	c.desk.jobs = append([]*diagnosis{d}, c.desk.jobs...)
	c.Done(rest.Effect{Kind: "diagnosis_started", Parts: map[string]string{"job_id": strconv.Itoa(d.id)}})
	return jobAnswer{strconv.Itoa(d.id)}, nil
}

// job finds the diagnosis that a call names.
func (c *call) job() (*diagnosis, *rest.Refusal) {
	id := c.In.Text("job_id")
	d, ok := found(c.desk.jobs, func(d *diagnosis) bool { return strconv.Itoa(d.id) == id })
	if !ok {
		return nil, rest.BadParameter("there is no job %s", id)
	}
	return d, nil
}

type checkView struct {
	Status       int    `json:"status"`
	Visible      int    `json:"visible"`
	ResourceID   string `json:"resource_id"`
	ResourceName string `json:"resource_name"`
	ID           string `json:"check_id"`
	Name         string `json:"check_name"`
	Level        int    `json:"problem_level"`
}

type diagnosisAnswer struct {
	Status     int         `json:"status"`
	ID         int         `json:"job_id"`
	DomainID   string      `json:"domain_id"`
	Items      []checkView `json:"items_result"`
	CreateTime int64       `json:"create_time"`
}

// listDiagnoseJob is GET /v2.0/servicerequest/diagnose/job.
func listDiagnoseJob(_ context.Context, c *call) (any, *rest.Refusal) {
	d, no := c.job()
	if no != nil {
		return nil, no
	}
	status := d.status(c.Now)
	return diagnosisAnswer{
		Status: status, ID: d.id, DomainID: c.desk.owner, Items: rest.Views(c.desk.tables.Checks, func(k check) checkView {
			return checkView{
				Status: status, Visible: 1, ResourceID: demo.Server, ResourceName: "demo-server", ID: k.ID,
				Name: k.Name.In(c.English), Level: d.level(k, c.Now),
			}
		}), CreateTime: millis(d.created),
	}, nil
}

type findingView struct {
	Status        int    `json:"status"`
	Level         int    `json:"level"`
	Suggestion    string `json:"suggestion"`
	Response      string `json:"response"`
	ID            string `json:"check_id"`
	Name          string `json:"check_name"`
	NameEnglish   string `json:"check_name_en"`
	SuggestionURL string `json:"suggestion_url"`
}

type findingsAnswer struct {
	Items []findingView `json:"item_results"`
}

// listDiagnoseItems is POST /v2.0/servicerequest/diagnose/job/show-items.
func listDiagnoseItems(_ context.Context, c *call) (any, *rest.Refusal) {
	d, no := c.job()
	if no != nil {
		return nil, no
	}
	answer := findingsAnswer{Items: []findingView{}}
	wanted := strings.Split(c.In.Text("item_ids"), ",")
	for _, k := range c.desk.tables.Checks {
		if c.In.Text("item_ids") != "" && !slices.Contains(wanted, k.ID) {
			continue
		}
		v := findingView{
			Status: d.status(c.Now), Level: d.level(k, c.Now), Suggestion: rest.Text{"无需处理", "Nothing to do"}.In(c.English),
			Response: "ok", ID: k.ID, Name: k.Name.In(c.English), NameEnglish: k.Name.In(true),
			SuggestionURL: "https://support.example.com/" + k.ID,
		}
		if k.Abnormal {
			v.Suggestion, v.Response = rest.Text{"请扩容磁盘", "Enlarge the disk"}.In(c.English), "usage 93%"
		}
		answer.Items = append(answer.Items, v)
	}
	return answer, nil
}

type recordView struct {
	ID         string         `json:"id"`
	Status     string         `json:"status"`
	Params     map[string]any `json:"params"`
	DomainID   string         `json:"domain_id"`
	CreateTime int64          `json:"create_time"`
	JobID      string         `json:"job_id"`
	Abnormal   []string       `json:"abnormal_items"`
	RedCount   int            `json:"red_count"`
	Region     string         `json:"region"`
}

type recordsAnswer struct {
	TotalCount int          `json:"total_count"`
	Rows       []recordView `json:"records"`
}

// listDiagnoseRecords is GET /v2.0/servicerequest/diagnose/records, newest first, with page numbers from 1.
func listDiagnoseRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.desk.jobs, func(d *diagnosis) bool { return c.FitsNumber("type", int(d.kind)) })
	size := c.In.Num("page_size", rest.DefaultLimit)
	answer := recordsAnswer{TotalCount: len(rows), Rows: []recordView{}}
	for _, d := range rest.PageNumber(rows, c.In.Num("page_no", 1), size) {
		v := recordView{
			ID: rest.Numbered("DR", d.id), Status: strconv.Itoa(d.status(c.Now)), Params: d.params, DomainID: c.desk.owner,
			CreateTime: millis(d.created), JobID: strconv.Itoa(d.id), Abnormal: []string{}, Region: d.region,
		}
		for _, k := range c.desk.tables.Checks {
			if d.level(k, c.Now) == levelAbnormal {
				v.Abnormal = append(v.Abnormal, k.ID)
			}
		}
		v.RedCount = len(v.Abnormal)
		answer.Rows = append(answer.Rows, v)
	}
	return answer, nil
}

// createDiagnoseFeedback is POST /v2.0/servicerequest/diagnose/feedback.
func createDiagnoseFeedback(_ context.Context, c *call) (any, *rest.Refusal) {
	c.Done(rest.Effect{Kind: "diagnosis_rated", Parts: map[string]string{"is_helpful": c.In.Text("is_helpful")}})
	return acknowledged{}, nil
}
