package gateway_test

// supportRoutes are the routes of what stands around cases.
func supportRoutes() []route {
	const (
		authorizations = "/ocegate.tickets.v1.AuthorizationService/"
		verification   = "/ocegate.tickets.v1.VerificationService/"
		privileges     = "/ocegate.tickets.v1.PrivilegeService/"
		agreements     = "/ocegate.tickets.v1.AgreementService/"
		diagnosis      = "/ocegate.tickets.v1.DiagnosisService/"
		configuration  = "/ocegate.tickets.v1.TicketConfigurationService/"
	)
	return []route{
		{"GET", "/v1/tickets/authorizations", authorizations + "ListAuthorizations"},
		{"GET", "/v1/tickets/authorizations/1", authorizations + "GetAuthorization"},
		{"POST", "/v1/tickets/authorizations/1:confirm", authorizations + "ConfirmAuthorization"},
		{"POST", "/v1/tickets/authorizations/1:end", authorizations + "EndAuthorization"},
		{"POST", "/v1/tickets/authorizationTargets/1:checkLogin", authorizations + "CheckHostLogin"},
		{"GET", "/v1/tickets/authorizations/1/targets/1/sessions", authorizations + "ListAuthorizationSessions"},
		{"GET", "/v1/tickets/authorizations/1/targets/1/sessions/1/commands", authorizations + "ListSessionCommands"},
		{"GET", "/v1/tickets/authorizations/1/targets/1/sessions/1/fileTransfers", authorizations + "ListSessionFileTransfers"},
		{"GET", "/v1/tickets/loginType", authorizations + "GetLoginType"},
		{"GET", "/v1/tickets/agencies", authorizations + "ListAgencies"},
		{"POST", "/v1/tickets/contacts:checkVerificationNeed", verification + "CheckVerificationNeed"},
		{"POST", "/v1/tickets/contacts:sendVerificationCode", verification + "SendContactVerificationCode"},
		{"POST", "/v1/tickets/contacts:checkVerificationCode", verification + "CheckContactVerificationCode"},
		{"POST", "/v1/tickets/verifiedContacts:search", verification + "SearchVerifiedContacts"},
		{"GET", "/v1/tickets/ccEmails", verification + "ListCcEmails"},
		{"GET", "/v1/tickets/areaCodes", verification + "ListAreaCodes"},
		{"POST", "/v1/tickets/privileges:set", privileges + "SetPrivilege"},
		{"GET", "/v1/tickets/privileges:check", privileges + "CheckPrivilege"},
		{"GET", "/v1/tickets/privilegePolicy", privileges + "GetPrivilegePolicy"},
		{"GET", "/v1/tickets/partnerCasePrivilege", privileges + "CheckPartnerCasePrivilege"},
		{"GET", "/v1/tickets/caseQuota", privileges + "GetCaseQuota"},
		{"GET", "/v1/tickets/caseLimits", privileges + "GetCaseLimits"},
		{"GET", "/v1/tickets/agreements:latest", agreements + "GetLatestAgreement"},
		{"GET", "/v1/tickets/agreements:checkSigned", agreements + "CheckAgreementSigned"},
		{"POST", "/v1/tickets/agreements/1:sign", agreements + "SignAgreement"},
		{"POST", "/v1/tickets/diagnoses", diagnosis + "StartDiagnosis"},
		{"GET", "/v1/tickets/diagnoses/1", diagnosis + "GetDiagnosis"},
		{"GET", "/v1/tickets/diagnoses", diagnosis + "ListDiagnoses"},
		{"GET", "/v1/tickets/diagnoses/1/items", diagnosis + "ListDiagnosisItems"},
		{"GET", "/v1/tickets/diagnosableServers", diagnosis + "ListDiagnosableServers"},
		{"POST", "/v1/tickets/diagnoses:sendFeedback", diagnosis + "SendDiagnosisFeedback"},
		{"GET", "/v1/tickets/caseCategories", configuration + "ListCaseCategories"},
		{"GET", "/v1/tickets/productCategories", configuration + "ListProductCategories"},
		{"GET", "/v1/tickets/problemTypes", configuration + "ListProblemTypes"},
		{"GET", "/v1/tickets/caseTemplates", configuration + "ListCaseTemplates"},
		{"GET", "/v1/tickets/severities", configuration + "ListSeverities"},
		{"GET", "/v1/tickets/regions", configuration + "ListCaseRegions"},
		{"GET", "/v1/tickets/customerRegions", configuration + "ListCustomerRegions"},
		{"GET", "/v1/tickets/extendedParameters", configuration + "ListExtendedParameters"},
		{"GET", "/v1/tickets/satisfactionDimensions", configuration + "ListSatisfactionDimensions"},
		{"GET", "/v1/tickets/configurations/1", configuration + "GetConfiguration"},
		{"GET", "/v1/tickets/subUsers", configuration + "ListSubUsers"},
		{"GET", "/v1/tickets/partnerServiceInfo", configuration + "GetPartnerServiceInfo"},
	}
}
