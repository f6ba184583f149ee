package sdk_test

import "github.com/ocegate/ocegate/internal/sandbox"

// ticketReads are the same on both sites.
func ticketReads() []sandboxRead {
	return append(append(append(caseReads(), messageReads()...), deskReads()...), rightReads()...)
}

func caseReads() []sandboxRead {
	of := func(id string) members { return members{"case_id": id} }
	return []sandboxRead{
		{sdk: "osm.ListCases", request: members{"incident_id": sandbox.DemoProcessingTicket}, want: map[string]string{
			"total_count": "1", "incident_info_list[0].incident_id": sandbox.DemoProcessingTicket, "incident_info_list[0].status": "1",
		}, count: map[string]int{"incident_info_list[].label_list[].label_id": 2}},
		{sdk: "osm.ListCases", request: members{"incident_status": "2,3", "limit": num(100)}, some: []string{"incident_info_list[].simple_description"}},
		{sdk: "osm.ListOrderIncident", request: members{"incidentId": sandbox.DemoAnsweredTicket}, want: map[string]string{
			"totalCount": "1", "incidentInfoList[0].incidentId": sandbox.DemoAnsweredTicket, "incidentInfoList[0].status": "2",
		}},
		{sdk: "osm.ListCaseCounts", request: members{}, some: []string{"incident_status_counts[].status", "incident_status_counts[].count"}},
		{sdk: "osm.ShowCaseDetail", request: of(sandbox.DemoCompletedTicket), want: map[string]string{
			"incident_detail_info.incident_id": sandbox.DemoCompletedTicket, "incident_detail_info.status": "3",
		}, some: []string{"incident_detail_info.incident_satisfaction[].satisfaction_value", "incident_detail_info.create_time"}},
		{sdk: "osm.ShowCaseStatus", request: of(sandbox.DemoDeletedTicket), want: map[string]string{"status": "13"}},
		{sdk: "osm.ShowCaseExtendsParam", request: members{"case_id": sandbox.DemoProcessingTicket, "group_id": sandbox.DemoTicketGroup}},
		{sdk: "osm.ListCaseOperateLogs", request: of(sandbox.DemoProcessingTicket), some: []string{"incident_operate_log_list[].operate_type", "incident_operate_log_list[].timestamp_operate_time"}},
		{sdk: "osm.ListCaseLabels", request: of(sandbox.DemoProcessingTicket), count: map[string]int{"case_label_list[].label_id": 2}},
		{sdk: "osm.ListRelation", request: of(sandbox.DemoAnsweredTicket), want: map[string]string{"case_relation_list[0].case_id": sandbox.DemoProcessingTicket}},
		{sdk: "osm.ListLabels", request: members{}, some: []string{"label_list[].label_id", "label_list[].name", "label_list[].color"}},
		{sdk: "osm.ListSubCustomers", request: members{}, some: []string{"sub_customer_infos[].customer_id"}},
	}
}

func messageReads() []sandboxRead {
	return []sandboxRead{
		{sdk: "osm.ListMessages", request: members{"case_id": sandbox.DemoTalkTicket, "limit": num(100)}, want: map[string]string{"count": "40"}, count: map[string]int{"message_list[].content": 40}},
		{sdk: "osm.ListMoreInstantMessages", request: members{"case_id": sandbox.DemoProcessingTicket, "create_time": "1999999999999", "type": num(1), "limit": num(10)}, some: []string{"message_list[].content"}},
		{sdk: "osm.ListNewInstantMessages", request: members{"case_ids": []any{sandbox.DemoProcessingTicket}}, want: map[string]string{"immsg[0].incident_id": sandbox.DemoProcessingTicket}, some: []string{"last_message_time_id", "immsg[].message_list[].content"}},
		{sdk: "osm.ListUnreadNewInstantMessages", request: members{"case_ids": []any{sandbox.DemoTalkTicket}}, want: map[string]string{"imunread[0].incident_id": sandbox.DemoTalkTicket}},
		{sdk: "osm.ListAccessoryAccessUrls", request: members{"accessory_ids": []any{sandbox.DemoTextAttachment, sandbox.DemoImageAttachment}}, count: map[string]int{"accessory_urls[].accessory_url": 2}},
		{sdk: "osm.ShowDownloadAccessoryUrl", request: members{"accessory_id": sandbox.DemoTextAttachment, "relation_type": "INCIDENT"}, some: []string{"accessory_url"}},
		{sdk: "osm.ShowAccessoryLimits", request: members{}, some: []string{"accessory_limit.limit_count", "accessory_limit.limit_size", "accessory_limit.limit_file_type"}},
	}
}

func deskReads() []sandboxRead {
	fault := members{"business_type_id": "bt-ecs-fault", "product_category_id": "pc-ecs"}
	return []sandboxRead{
		{sdk: "osm.ListCaseCategories", request: members{}, some: []string{"incident_sub_type_list[].incident_product_category_list[].incident_product_category_id"}},
		{sdk: "osm.ListProductCategories", request: members{}, some: []string{"incident_product_category_list[].incident_product_category_name"}},
		{sdk: "osm.ListProblemTypes", request: members{"product_category_id": "pc-ecs"}, some: []string{"incident_business_type_list[].business_type_id", "incident_business_type_list[].case_type"}},
		{sdk: "osm.ListCaseTemplates", request: members{"business_type_id": "bt-ecs-fault"}, some: []string{"incident_template_list[].incident_template_content"}},
		{sdk: "osm.ListSeverities", request: fault, some: []string{"severity_list[].severity_id"}},
		{sdk: "osm.ListRegions", request: members{}, some: []string{"data_center_list[].region_id", "data_center_list[].type"}},
		{sdk: "osm.ListExtendsParams", request: fault, some: []string{"extends_params[].param_key", "common_params[].param_key"}},
		{sdk: "osm.ListSatisfactionDimensions", request: members{}, some: []string{"satisfaction_dimension_list[].satisfaction_id", "satisfaction_dimension_list[].value"}},
		{sdk: "osm.ListAreaCodes", request: members{}, some: []string{"area_code_list[].area_code"}},
		{sdk: "osm.ListCaseLimits", request: members{}, some: []string{"config.create_case_ccemail_max_count"}},
		{sdk: "osm.ListCaseQuotas", request: fault, some: []string{"total", "un_used"}},
		{sdk: "osm.ShowConfiguration", request: members{"config_key": "case_confirm_days"}, want: map[string]string{"config_key": "case_confirm_days"}, some: []string{"config_value"}},
		{sdk: "osm.ListCaseCcEmails", request: members{}, some: []string{"cc_email_info.cc_email"}},
		{sdk: "osm.ListCustomersRegions", request: members{}, some: []string{"region_infos[].region_id"}},
		{sdk: "osm.ShowPartnersCasesPrivilege", request: members{}, some: []string{"has_privilege"}},
		{sdk: "osm.ShowPartnersServiceInfo", request: members{}, some: []string{"partners_service_info.customer_name"}},
	}
}

func rightReads() []sandboxRead {
	visit := members{"authorization_id": sandbox.DemoActiveGrant, "authorization_detail_id": num(3001)}
	session := members{"authorization_id": sandbox.DemoActiveGrant, "authorization_detail_id": num(3001), "session_id": num(9001)}
	return []sandboxRead{
		{sdk: "osm.ListAuthorizations", request: members{"limit": num(100)}, some: []string{"incident_auth_list[].status", "incident_auth_list[].create_time"}},
		{sdk: "osm.ShowAuthorizationDetail", request: members{"authorization_id": sandbox.DemoActiveGrant}, want: map[string]string{
			"id": sandbox.DemoActiveGrant, "status": "1", "incident_auth_detail_list[0].id": "3001",
		}},
		{sdk: "osm.ListHistorySessions", request: visit, want: map[string]string{"session_list[0].session_id": "9001"}, some: []string{"session_list[].duration"}},
		{sdk: "osm.ListHistoryOperateLogs", request: session, some: []string{"ops_list[].oper", "ops_list[].operate_time"}},
		{sdk: "osm.ListTransportHistories", request: session, some: []string{"file_ops_list[].file_name", "file_ops_list[].duration"}},
		{sdk: "osm.ShowLoginType", request: members{}, some: []string{"login_type"}},
		{sdk: "osm.ListAgencies", request: members{}, some: []string{"agency_list[].id"}},
		{sdk: "osm.CheckNeedVerify", request: members{"contact_way": num(0), "contact_value": "10000000002"}, some: []string{"need_verify_code"}},
		{sdk: "osm.ListHasVerifiedContacts", request: members{}, some: []string{"contact_list[].contact_value", "contact_list[].verified_id"}},
		{sdk: "osm.ShowLatestPublishedAgreement", request: members{"agreement_type": "2"}, want: map[string]string{"case_agreement.agreement_type": "2"}, some: []string{"case_agreement.content"}},
		{sdk: "osm.ShowSignedLatestPublishedAgreement", request: members{"agreement_type": "2"}, some: []string{"is_signed_latest"}},
		{sdk: "osm.ListPrivileges", request: members{"privilege": "export"}, some: []string{"has_privilege"}},
		{sdk: "osm.ShowCustomerPrivilegePolicy", request: members{}, some: []string{"policy_switch"}},
		{sdk: "osm.ListDiagnoseJob", request: members{"job_id": "1"}, some: []string{"status", "items_result[].check_id"}},
		{sdk: "osm.ListDiagnoseItems", request: inBody(members{"job_id": "1"}), some: []string{"item_results[].check_id"}},
		{sdk: "osm.ListDiagnoseRecords", request: members{"page_no": num(1), "page_size": num(10)}, some: []string{"records[].job_id", "records[].create_time"}},
		{sdk: "osm.ListDiagnoseResources", request: inBody(members{}), some: []string{"result[].id"}},
	}
}
