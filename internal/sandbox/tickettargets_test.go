package sandbox_test

import "github.com/ocegate/ocegate/internal/sandbox"

const (
	desk      = "/v2/servicerequest"
	casesPath = desk + "/cases"
	diagnose  = "/v2.0/servicerequest/diagnose"

	ticketSource = "83aeb0f2834c4df49826c781d32a963e"
)

func ticketTargets() map[string][]string {
	processing, fault := casesPath+"/"+sandbox.DemoProcessingTicket, casesPath+"/"+sandbox.DemoFaultTicket
	completed := casesPath + "/" + sandbox.DemoCompletedTicket
	return map[string][]string{
		"CreateCases":            {"POST " + casesPath + " " + question("")},
		"ListCases":              {casesPath + "?limit=100"},
		"ListOrderIncident":      {"/osm/incidentservice/api/v1/queryincident?pageSize=100"},
		"ListCaseCounts":         {casesPath + "/count"},
		"ShowCaseDetail":         {processing, fault, completed, casesPath + "/" + sandbox.DemoPartnerTicket},
		"ShowCaseStatus":         {processing + "/status", casesPath + "/" + sandbox.DemoDeletedTicket + "/status"},
		"UpdateCases":            {"POST " + processing + "/action?action_id=press"},
		"CreateScores":           {"POST " + completed + `/score {"judgement":"","incident_satisfaction_list":[{"satisfaction_id":1,"satisfaction_value":4}]}`},
		"UpdateCaseContactInfo":  {"PUT " + processing + `/contact-info {"remind_mail":"` + sandbox.DemoTicketMail + `"}`},
		"CreateCaseExtendsParam": {"POST " + processing + `/extends-param {"extends_map":{"instance_id":"i-1"}}`},
		"ShowCaseExtendsParam":   {processing + "/extends-param?group_id=" + sandbox.DemoTicketGroup},
		"ListCaseOperateLogs":    {processing + "/operate-logs"},

		"CreateMessages":               {"POST " + processing + `/message {"message":{"content":"hello"}}`},
		"RevokeMessage":                {"first POST " + processing + `/message {"message":{"content":"hello"}}`, "POST " + processing + "/instant-messages/" + lastMessage + "/withdraw"},
		"ListMessages":                 {processing + "/messages"},
		"ListMoreInstantMessages":      {processing + "/instant-messages/more?create_time=1999999999999&type=1&limit=10"},
		"ListNewInstantMessages":       {casesPath + "/instant-messages?case_ids=" + sandbox.DemoProcessingTicket},
		"ListUnreadNewInstantMessages": {casesPath + "/instant-messages/unread?case_ids=" + sandbox.DemoTalkTicket},
		"UpdateNewInstantMessagesRead": {"POST " + processing + "/instant-messages/unread"},

		"UploadAccessory":          {uploadTarget},
		"UploadJsonAccessories":    {"POST " + desk + `/accessorys/json-format-content {"accessory_name":"a.txt","accessory_from":"incident","accessory_data":"YQ=="}`},
		"DeleteAccessories":        {"DELETE " + desk + "/accessorys/" + sandbox.DemoUnusedAttachment},
		"ListAccessoryAccessUrls":  {desk + "/accessorys/access-urls?accessory_ids=" + sandbox.DemoTextAttachment},
		"ShowDownloadAccessoryUrl": {desk + "/accessorys/" + sandbox.DemoTextAttachment + "/access-url?relation_type=INCIDENT"},
		"ShowAccessoryLimits":      {desk + "/accessorys/limits"},

		"ListLabels":       {desk + "/labels"},
		"CreateLabels":     {"POST " + desk + `/labels {"name":"new","color":"#00ff00"}`},
		"UpdateLabels":     {"PUT " + desk + `/labels/1 {"name":"renamed","color":"#00ff01"}`},
		"DeleteLabels":     {"DELETE " + desk + "/labels/3"},
		"ListCaseLabels":   {casesPath + "/" + sandbox.DemoProcessingTicket + "/labels"},
		"CreateCaseLabels": {"POST " + fault + "/labels?label_ids=1,2"},
		"DeleteCaseLabels": {"DELETE " + processing + "/labels?label_ids=1"},
		"ListRelation":     {casesPath + "/" + sandbox.DemoAnsweredTicket + "/relations"},
		"CreateRelations":  {"POST " + fault + `/relations {"related_id_list":["` + sandbox.DemoTalkTicket + `"]}`},
		"DeleteRelation":   {"first POST " + fault + `/relations {"related_id_list":["` + sandbox.DemoTalkTicket + `"]}`, "DELETE " + fault + `/relations {"related_id":"` + sandbox.DemoTalkTicket + `"}`},
	}
}

// question is the body of a new ticket without a fault; more is further members.
func question(more string) string {
	return `{"business_type_id":"bt-ecs-question","simple_description":"How?","source_id":"` + ticketSource + `"` + more + `}`
}

func ticketSideTargets() map[string][]string {
	grants := desk + "/authorizations"
	active := grants + "/" + sandbox.DemoActiveGrant
	visit := active + "/authorization-details/3001"
	return map[string][]string{
		"ListAuthorizations": {grants + "?limit=100"},
		"ShowAuthorizationDetail": {
			active, grants + "/" + sandbox.DemoRejectedGrant, grants + "/" + sandbox.DemoPartnerGrant,
		},
		"ConfirmAuthorizations":  {"PUT " + grants + "/" + sandbox.DemoPendingGrant + " {}"},
		"UpdateAuthorizations":   {"PUT " + grants + "/" + sandbox.DemoSecondGrant + `/action?action_id=reject {"reject_reason":"no"}`},
		"CheckHosts":             {"POST " + grants + "/authorization-details/2001/verify-host " + hostLogin(sandbox.DemoHostPassword)},
		"ListHistorySessions":    {visit + "/history-sessions"},
		"ListHistoryOperateLogs": {visit + "/sessions/9001/operation-logs"},
		"ListTransportHistories": {visit + "/sessions/9001/operation-file-logs"},
		"ShowLoginType":          {grants + "/login-type"},
		"ListAgencies":           {desk + "/agencies"},

		"SendVerifyCodes":         {"POST " + desk + `/verifycodes/send {"contact_value":"10000000009","contact_way":0,"area_code":"86"}`},
		"CheckVerifyCodes":        {checkCodeTarget},
		"CheckNeedVerify":         {desk + "/verifycodes/need-verify?contact_way=0&contact_value=10000000002"},
		"ListHasVerifiedContacts": {desk + "/verifycodes/has-verified"},

		"ShowLatestPublishedAgreement":       {desk + "/agreements/published-agreement?agreement_type=2"},
		"ShowSignedLatestPublishedAgreement": {desk + "/agreements/signed-latest"},
		"SignPublishedAgreement":             {"POST " + desk + "/agreements/3/signed {}"},
		"ListPrivileges":                     {desk + "/privileges?privilege=export"},
		"CreatePrivileges":                   {"POST " + desk + `/privileges {"operation":"delete","privilege":"export"}`},
		"ShowCustomerPrivilegePolicy":        {desk + "/privileges/privilege-policy"},

		"CreateDiagnoseJob":      {"POST " + diagnose + `/job/start {"type":1,"params":{"instance_id":"i-1"}}`},
		"ListDiagnoseJob":        {diagnose + "/job?job_id=1"},
		"ListDiagnoseItems":      {"POST " + diagnose + `/job/show-items {"job_id":"1"}`},
		"ListDiagnoseRecords":    {diagnose + "/records"},
		"ListDiagnoseResources":  {"POST " + diagnose + "/job/vm/resources {}"},
		"CreateDiagnoseFeedback": {"POST " + diagnose + `/feedback {"type":1,"is_helpful":true}`},
		"CreateFeedback":         {"POST " + desk + "/feedbacks " + complaint("illegal")},
	}
}

func hostLogin(password string) string {
	return `{"port":22,"account":"` + sandbox.DemoHostAccount + `","password":"` + password + `"}`
}

func complaint(kind string) string {
	return `{"type":"` + kind + `","title":"t","content":"c","files":["` + sandbox.DemoTextAttachment + `"],` +
		`"contacts":{"name":"n","mobile":"1","id_type":20,"id_files":["` + sandbox.DemoTextAttachment + `"]}}`
}

func ticketConfigTargets() map[string][]string {
	fault := "?business_type_id=bt-ecs-fault&product_category_id=pc-ecs"
	return map[string][]string{
		"ListCaseCategories":         {desk + "/config/categories"},
		"ListProductCategories":      {desk + "/config/product-categories"},
		"ListProblemTypes":           {desk + "/config/problems"},
		"ListCaseTemplates":          {desk + "/config/templates?business_type_id=bt-ecs-fault"},
		"ListSeverities":             {desk + "/config/severities" + fault},
		"ListRegions":                {desk + "/config/regions"},
		"ListExtendsParams":          {desk + "/config/extends-map" + fault},
		"ListSatisfactionDimensions": {desk + "/config/satisfaction-dimensions"},
		"ListAreaCodes":              {desk + "/config/area-codes"},
		"ListCaseLimits":             {desk + "/config/limits"},
		"ListCaseQuotas":             {desk + "/quotas" + fault},
		"ShowConfiguration":          {desk + "/configurations/case_confirm_days"},
		"ListCaseCcEmails":           {desk + "/carbon-copy-emails"},
		"ListCustomersRegions":       {desk + "/customers/regions"},
		"ListTicketSubCustomers":     {desk + "/customers/sub-customers"},
		"ShowPartnersCasesPrivilege": {casesPath + "/partners/privilege/cases-processing"},
		"ShowPartnersServiceInfo":    {casesPath + "/partners/service-info"},
	}
}
