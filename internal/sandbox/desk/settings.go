package desk

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type extendsView struct {
	Tips      string `json:"tips"`
	Required  int    `json:"required"`
	Length    int    `json:"length"`
	Language  string `json:"language"`
	Key       string `json:"param_key"`
	Name      string `json:"param_name"`
	Type      int    `json:"param_type"`
	Desc      string `json:"param_desc"`
	Default   string `json:"default_value"`
	Max       int64  `json:"max_value"`
	Min       int64  `json:"min_value"`
	Choices   string `json:"select_item"`
	Show      int    `json:"is_show"`
	Sensitive int    `json:"is_sensitive"`
}

type usualParamView struct {
	Key      string `json:"param_key"`
	Name     string `json:"param_name"`
	Show     int    `json:"is_show"`
	Required int    `json:"is_required"`
}

type extendsAnswer struct {
	Params []extendsView    `json:"extends_params"`
	Usual  []usualParamView `json:"common_params"`
}

// listExtendsParams is GET /v2/servicerequest/config/extends-map: what a new ticket may carry besides.
func listExtendsParams(_ context.Context, c *call) (any, *rest.Refusal) {
	p, no := c.knownProblem()
	if no != nil {
		return nil, no
	}
	answer := extendsAnswer{Params: []extendsView{}, Usual: []usualParamView{
		{"region_id", rest.Text{"区域", "Region"}.In(c.English), 1, flag(p.Fault)},
		{"remind_mobile", rest.Text{"手机", "Mobile number"}.In(c.English), 1, 0},
	}}
	if !p.Fault {
		return answer, nil
	}
	instance, count := rest.Text{"实例编号", "Instance"}, rest.Text{"受影响数量", "Number affected"}
	answer.Params = append(answer.Params,
		extendsView{
			Tips: instance.In(c.English), Required: 1, Length: 64, Language: c.languageName(), Key: "instance_id",
			Name: instance.In(c.English), Desc: instance.In(c.English), Show: 1, Sensitive: 1,
		},
		extendsView{
			Tips: count.In(c.English), Length: 4, Language: c.languageName(), Key: "affected", Name: count.In(c.English),
			Type: 1, Desc: count.In(c.English), Default: "1", Max: 1000, Min: 1, Choices: "1,10,100,1000", Show: 1,
		})
	return answer, nil
}

type areaCodeView struct {
	ID   int    `json:"id"`
	Code string `json:"area_code"`
	Name string `json:"area_name"`
}

type areaCodesAnswer struct {
	Rows []areaCodeView `json:"area_code_list"`
}

// listAreaCodes is GET /v2/servicerequest/config/area-codes.
func listAreaCodes(_ context.Context, c *call) (any, *rest.Refusal) {
	return areaCodesAnswer{rest.Views(c.desk.tables.AreaCodes, func(a areaCode) areaCodeView {
		return areaCodeView{a.ID, a.Code, a.Name.In(c.English)}
	})}, nil
}

const maxCopyMails = 10

type ticketLimits struct {
	CopyMails int `json:"create_case_ccemail_max_count"`
}

type ticketLimitsAnswer struct {
	Config ticketLimits `json:"config"`
}

// listCaseLimits is GET /v2/servicerequest/config/limits.
func listCaseLimits(_ context.Context, _ *call) (any, *rest.Refusal) {
	return ticketLimitsAnswer{ticketLimits{maxCopyMails}}, nil
}

type settingAnswer struct {
	Key   string `json:"config_key"`
	Value string `json:"config_value"`
}

// showConfiguration is GET /v2/servicerequest/configurations/{config_key}.
func showConfiguration(_ context.Context, c *call) (any, *rest.Refusal) {
	settings := c.desk.tables.Settings
	key := c.In.Text("config_key")
	if settings[key] == "" {
		return nil, rest.BadParameter("there is no configuration %s", key)
	}
	return settingAnswer{key, settings[key]}, nil
}

const ticketsPerType = 100

type quotaAnswer struct {
	Total  int `json:"total"`
	Unused int `json:"un_used"`
}

// listCaseQuotas is GET /v2/servicerequest/quotas: faults have no limit, of other
// tickets so many may be open per business type.
func listCaseQuotas(_ context.Context, c *call) (any, *rest.Refusal) {
	p, no := c.knownProblem()
	if no != nil {
		return nil, no
	}
	total, unused := c.desk.quota(p)
	return quotaAnswer{total, unused}, nil
}

func (d *desk) quota(p problem) (total, unused int) {
	if p.Fault {
		return -1, -1
	}
	unused = ticketsPerType
	for _, t := range d.tickets {
		if t.problem.ID == p.ID && !t.ended() {
			unused--
		}
	}
	return ticketsPerType, unused
}
