package sdkold_test

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func ticketReads() []check {
	of := func(id string) string { return `{"case_id":"` + id + `"}` }
	fault := `{"business_type_id":"bt-ecs-fault","product_category_id":"pc-ecs"}`
	return []check{
		{"osm.ListCases", `{"incident_id":"` + sandbox.DemoProcessingTicket + `"}`, map[string]string{"total_count": "1", "incident_info_list.0.status": "1"}},
		{"osm.ListOrderIncident", `{"incidentId":"` + sandbox.DemoAnsweredTicket + `"}`, map[string]string{"incidentInfoList.0.status": "2"}},
		{"osm.ListCaseCounts", `{}`, map[string]string{"incident_status_counts.0.count": "*"}},
		{"osm.ShowCaseDetail", of(sandbox.DemoCompletedTicket), map[string]string{"incident_detail_info.status": "3"}},
		{"osm.ShowCaseStatus", of(sandbox.DemoDeletedTicket), map[string]string{"status": "13"}},
		{"osm.ListCaseOperateLogs", of(sandbox.DemoProcessingTicket), map[string]string{"incident_operate_log_list.0.operate_type": "*"}},
		{"osm.ListCaseLabels", of(sandbox.DemoProcessingTicket), map[string]string{"case_label_list.1.label_id": "*"}},
		{"osm.ListRelation", of(sandbox.DemoAnsweredTicket), map[string]string{"case_relation_list.0.case_id": sandbox.DemoProcessingTicket}},
		{"osm.ListMessages", `{"case_id":"` + sandbox.DemoTalkTicket + `","limit":100}`, map[string]string{"count": "40", "message_list.39.content": "*"}},
		{"osm.ListLabels", `{}`, map[string]string{"label_list.0.label_id": "*"}},
		{"osm.ListCaseCategories", `{}`, map[string]string{"incident_sub_type_list.0.incident_product_category_list.0.incident_product_category_id": "*"}},
		{"osm.ListProductCategories", `{}`, map[string]string{"incident_product_category_list.0.incident_product_category_name": "*"}},
		{"osm.ListProblemTypes", `{"product_category_id":"pc-ecs"}`, map[string]string{"incident_business_type_list.0.business_type_id": "*"}},
		{"osm.ListCaseTemplates", `{"business_type_id":"bt-ecs-fault"}`, map[string]string{"incident_template_list.0.incident_template_content": "*"}},
		{"osm.ListSeverities", fault, map[string]string{"severity_list.0.severity_id": "*"}},
		{"osm.ListRegions", `{}`, map[string]string{"data_center_list.0.region_id": "*"}},
		{"osm.ListCaseQuotas", fault, map[string]string{"total": "*"}},
		{"osm.ShowAccessoryLimits", `{}`, map[string]string{"accessory_limit.limit_count": "*"}},
		{"osm.ListAuthorizations", `{"limit":100}`, map[string]string{"incident_auth_list.0.status": "*"}},
		{"osm.ShowAuthorizationDetail", `{"authorization_id":"` + sandbox.DemoActiveGrant + `"}`, map[string]string{"status": "1"}},
		{"osm.ShowCustomerPrivilegePolicy", `{}`, map[string]string{"policy_switch": "true"}},
	}
}

func TestOldClientReadsTickets(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			newClient(t, site).run(ticketReads())
		})
	}
}

func TestOldClientWorksOnTickets(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, site)
			created, err := c.call("osm.CreateCases", `{"body":{"business_type_id":"bt-ecs-question","simple_description":"How?",`+
				`"source_id":"83aeb0f2834c4df49826c781d32a963e"}}`)
			if err != nil {
				t.Fatal(err)
			}
			id := leaf(created, "incident_id")
			c.effects("osm.CreateMessages", `{"case_id":"`+id+`","body":{"message":{"content":"hello"}}}`, "message_sent")
			c.effects("osm.UpdateCases", `{"case_id":"`+id+`","action_id":"cancel"}`, "case_withdrawn")
			c.run([]check{
				{"osm.ShowCaseStatus", `{"case_id":"` + id + `"}`, map[string]string{"status": "4"}},
				// The client of then, like that of today, takes an error in HTTP 200 for an empty success.
				{"osm.ShowCaseDetail", `{"case_id":"TS-NOBODY"}`, map[string]string{"incident_detail_info.status": ""}},
			})
		})
	}
}
