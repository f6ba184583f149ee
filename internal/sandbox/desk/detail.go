package desk

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// Who works on a ticket.
const (
	ownedByHuawei  = 0
	ownedByPartner = 1
)

type detailMessageView struct {
	Type        int              `json:"type"`
	Replier     string           `json:"replier"`
	Content     string           `json:"content"`
	ID          string           `json:"message_id"`
	ReplierName string           `json:"replier_name"`
	CreateTime  string           `json:"create_time"`
	First       int              `json:"is_first_message"`
	Attachments []attachmentView `json:"accessory_list,omitempty"`
}

type scoreView struct {
	Value        int64  `json:"value"`
	ID           int64  `json:"satisfaction_id"`
	Points       int64  `json:"satisfaction_value"`
	Name         string `json:"satisfaction_name"`
	PerValue     int64  `json:"per_value"`
	Category     string `json:"sat_category_id"`
	CategoryName string `json:"sat_category_name"`
}

type contactView struct {
	AreaCode    string `json:"area_code,omitempty"`
	Mobile      string `json:"remind_mobile,omitempty"`
	Mail        string `json:"remind_mail,omitempty"`
	ContactType string `json:"contact_type,omitempty"`
	Time        string `json:"remind_time,omitempty"`
	CopyMails   string `json:"cc_email,omitempty"`
	Commodity   string `json:"commodity_id,omitempty"`
}

type detailView struct {
	SubUserID    string              `json:"xcustomer_id,omitempty"`
	SubUserName  string              `json:"xcustomer_name,omitempty"`
	Status       int                 `json:"status"`
	Judgement    string              `json:"judgement"`
	ID           string              `json:"incident_id"`
	BusinessType string              `json:"business_type_name"`
	Category     string              `json:"incident_type_name"`
	CustomerID   string              `json:"customer_id"`
	Region       string              `json:"dc_name"`
	Description  string              `json:"simple_description"`
	Source       string              `json:"source_name"`
	CreateTime   string              `json:"create_time"`
	Messages     []detailMessageView `json:"message_list"`
	Scores       []scoreView         `json:"incident_satisfaction"`
	Severity     string              `json:"severity_name,omitempty"`
	Ownership    int                 `json:"business_ownership"`
	ResolveTime  int64               `json:"resolve_time,omitempty"`
	Contact      contactView         `json:"ext_info"`
}

type detailAnswer struct {
	Ticket detailView `json:"incident_detail_info"`
}

// showCaseDetail is GET /v2/servicerequest/cases/{case_id}.
func showCaseDetail(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	row := c.ticketView(t)
	v := detailView{
		SubUserID: row.SubUserID, SubUserName: row.SubUserName, Status: t.status,
		Judgement: t.judgement, ID: t.id, BusinessType: row.BusinessType, Category: row.Category,
		CustomerID: row.CustomerID, Region: row.Region, Description: c.ticketText(t.description), Source: "API",
		CreateTime: row.CreateTime, Messages: rest.Views(t.messages, func(m *ticketMessage) detailMessageView {
			return detailMessageView{
				Type: m.side(), Replier: m.author, Content: c.ticketText(m.content), ID: m.id, ReplierName: m.author,
				CreateTime: c.local(m.at), First: flag(m.first), Attachments: attachmentViews(m.attachments),
			}
		}), Scores: []scoreView{},
		Severity: t.severity.Name.In(c.English), Ownership: t.ownership, ResolveTime: millis(t.resolved),
		Contact: t.contact.view(),
	}
	for _, s := range t.scores {
		d := s.dimension
		v.Scores = append(v.Scores, scoreView{
			Value: d.Most, ID: d.ID, Points: s.points, Name: d.Name.In(c.English), PerValue: d.Step,
			Category: d.Category, CategoryName: d.Group.In(c.English),
		})
	}
	return detailAnswer{v}, nil
}

func (to ticketContact) view() contactView {
	v := contactView{
		AreaCode: to.area, Mobile: to.mobile, Mail: to.mail, Time: to.hours, CopyMails: to.copies, Commodity: to.commodity,
	}
	switch {
	case to.mobile != "":
		v.ContactType = "mobile"
	case to.mail != "":
		v.ContactType = "mail"
	}
	return v
}
