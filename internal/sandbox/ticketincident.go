package sandbox

import (
	"context"
	"strconv"
)

type incidentLabelView struct {
	ID    string `json:"labelId"`
	Name  string `json:"name"`
	Color string `json:"color"`
}

type incidentView struct {
	ID           string              `json:"incidentId"`
	Type         int                 `json:"type"`
	BusinessType string              `json:"businessTypeName"`
	Category     string              `json:"incidentTypeName"`
	CustomerID   string              `json:"customerId"`
	SubUserID    string              `json:"xcustomerId,omitempty"`
	SubUserName  string              `json:"xcustomerName,omitempty"`
	Region       string              `json:"dcName"`
	Description  string              `json:"simpleDescribe"`
	Status       int                 `json:"status"`
	CreateTime   string              `json:"createTime"`
	Gray         bool                `json:"gray"`
	Labels       []incidentLabelView `json:"labelList,omitempty"`
}

type incidentsAnswer struct {
	TotalCount int            `json:"totalCount"`
	Rows       []incidentView `json:"incidentInfoList"`
}

// listIncidents is GET /osm/incidentservice/api/v1/queryincident: the older list, with page numbers.
func listIncidents(_ context.Context, c *ticketCall) (any, *refusal) {
	f := ticketFilter{
		words: c.in.texts("searchKey"), labels: c.in.texts("labelIdList"), id: c.in.text("incidentId"),
		states: states(c.in.text("status"), c.in.text("incidentStatus")), keyword: c.in.text("appKey"),
		subUserID: c.in.text("xCustomerId"), subUserName: c.in.text("xCustomerName"),
		product: c.in.text("productCategoryId"), problem: c.in.text("businessTypeId"),
	}
	var no *refusal
	if f.window, no = c.window("queryStartTime", "queryEndTime"); no != nil {
		return nil, no
	}
	c.in["group_id"] = c.in["groupId"]
	rows := c.tickets(f)
	size := c.in.num("pageSize", defaultLimit)
	answer := incidentsAnswer{TotalCount: len(rows), Rows: []incidentView{}}
	for _, t := range page(rows, (c.in.num("pageNo", 1)-1)*size, size) {
		answer.Rows = append(answer.Rows, c.incidentView(t))
	}
	return answer, nil
}

func (c *ticketCall) incidentView(t *ticket) incidentView {
	row := c.ticketView(t)
	v := incidentView{
		ID: t.id, BusinessType: row.BusinessType, Category: row.Category, CustomerID: row.CustomerID,
		SubUserID: row.SubUserID, SubUserName: row.SubUserName, Region: row.Region,
		Description: t.description, Status: t.status, CreateTime: row.CreateTime,
	}
	if t.problem.fault {
		v.Type = 5
	}
	for _, l := range t.labels {
		v.Labels = append(v.Labels, incidentLabelView{strconv.Itoa(l.id), l.name, l.color})
	}
	return v
}
