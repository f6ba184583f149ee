package desk

import (
	"context"
	"strconv"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
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

// listOrderIncident is GET /osm/incidentservice/api/v1/queryincident: the older list, with page numbers.
func listOrderIncident(_ context.Context, c *call) (any, *rest.Refusal) {
	f := ticketFilter{
		words: c.In.Texts("searchKey"), labels: c.In.Texts("labelIdList"), id: c.In.Text("incidentId"),
		states: states(c.In.Text("status"), c.In.Text("incidentStatus")), keyword: c.In.Text("appKey"),
		subUserID: c.In.Text("xCustomerId"), subUserName: c.In.Text("xCustomerName"),
		product: c.In.Text("productCategoryId"), problem: c.In.Text("businessTypeId"),
	}
	var no *rest.Refusal
	if f.window, no = c.window("queryStartTime", "queryEndTime"); no != nil {
		return nil, no
	}
	c.In["group_id"] = c.In["groupId"]
	rows := c.tickets(f)
	size := c.In.Num("pageSize", rest.DefaultLimit)
	return incidentsAnswer{TotalCount: len(rows), Rows: rest.Views(rest.PageNumber(rows, c.In.Num("pageNo", 1), size), c.incidentView)}, nil
}

func (c *call) incidentView(t *ticket) incidentView {
	row := c.ticketView(t)
	v := incidentView{
		ID: t.id, BusinessType: row.BusinessType, Category: row.Category, CustomerID: row.CustomerID,
		SubUserID: row.SubUserID, SubUserName: row.SubUserName, Region: row.Region,
		Description: t.description, Status: t.status, CreateTime: row.CreateTime,
	}
	if t.problem.Fault {
		v.Type = 5
	}
	for _, l := range t.labels {
		v.Labels = append(v.Labels, incidentLabelView{strconv.Itoa(l.id), l.name, l.color})
	}
	return v
}
