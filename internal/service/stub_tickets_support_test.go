package service_test

import (
	"google.golang.org/protobuf/proto"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// supportRPCs are the RPCs around cases: who may do what, and what a case is
// made from.
func supportRPCs() []rpc {
	var all []rpc
	for _, topic := range [][]rpc{authorizationRPCs(), verificationRPCs(), privilegeRPCs(), agreementRPCs(), diagnosisRPCs(), configurationRPCs()} {
		all = append(all, topic...)
	}
	return all
}

func authorizationRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.AuthorizationService_ListAuthorizations_FullMethodName, site: cn, request: &ticketsv1.ListAuthorizationsRequest{}, genuine: `{"count":1,"incident_auth_list":[{"id":"a-1","status":1}]}`, keys: []string{"count", "incident_auth_list"}},
		{method: ticketsv1.AuthorizationService_GetAuthorization_FullMethodName, site: cn, request: &ticketsv1.GetAuthorizationRequest{AuthorizationId: "a-1"}, genuine: `{"id":"a-1","status":1}`, keys: []string{"id"}, textual: true},
		{method: ticketsv1.AuthorizationService_ConfirmAuthorization_FullMethodName, site: cn, request: &ticketsv1.ConfirmAuthorizationRequest{AuthorizationId: "a-1"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.AuthorizationService_EndAuthorization_FullMethodName, site: cn, request: &ticketsv1.EndAuthorizationRequest{AuthorizationId: "a-1", Action: 1}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.AuthorizationService_CheckHostLogin_FullMethodName, site: cn, request: &ticketsv1.CheckHostLoginRequest{TargetId: "7", Port: 22, Account: "root", Password: "Example-1"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.AuthorizationService_ListAuthorizationSessions_FullMethodName, site: cn, request: &ticketsv1.ListAuthorizationSessionsRequest{AuthorizationId: "a-1", TargetId: "7"}, genuine: `{"total_count":1,"session_list":[{"session_id":9}]}`, keys: []string{"total_count", "session_list"}},
		{method: ticketsv1.AuthorizationService_ListSessionCommands_FullMethodName, site: cn, request: &ticketsv1.ListSessionCommandsRequest{AuthorizationId: "a-1", TargetId: "7", SessionId: "9"}, genuine: `{"total_count":1,"ops_list":[{"oper":"df"}]}`, keys: []string{"total_count", "ops_list"}},
		{method: ticketsv1.AuthorizationService_ListSessionFileTransfers_FullMethodName, site: cn, request: &ticketsv1.ListSessionFileTransfersRequest{AuthorizationId: "a-1", TargetId: "7", SessionId: "9"}, genuine: `{"total_count":1,"file_ops_list":[{"file_name":"f"}]}`, keys: []string{"total_count", "file_ops_list"}},
		{method: ticketsv1.AuthorizationService_GetLoginType_FullMethodName, site: cn, request: &ticketsv1.GetLoginTypeRequest{}, genuine: `{"login_type":"iam"}`, keys: []string{"login_type"}, textual: true},
		{method: ticketsv1.AuthorizationService_ListAgencies_FullMethodName, site: cn, request: &ticketsv1.ListAgenciesRequest{}, genuine: `{"total_count":1,"agency_list":[{"id":"ag-1"}]}`, keys: []string{"total_count", "agency_list"}},
	}
}

func verificationRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.VerificationService_CheckVerificationNeed_FullMethodName, site: cn, request: &ticketsv1.CheckVerificationNeedRequest{ContactMethod: 1, Contact: "a@example.com"}, genuine: `{"need_verify_code":1}`, keys: []string{"need_verify_code"}, truth: true},
		{method: ticketsv1.VerificationService_SendContactVerificationCode_FullMethodName, site: cn, request: &ticketsv1.SendContactVerificationCodeRequest{ContactMethod: 1, Contact: "a@example.com", ContactAreaCode: "86"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.VerificationService_CheckContactVerificationCode_FullMethodName, site: cn, request: &ticketsv1.CheckContactVerificationCodeRequest{ContactMethod: 1, Contact: "a@example.com", VerificationCode: "1"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.VerificationService_SearchVerifiedContacts_FullMethodName, site: cn, request: &ticketsv1.SearchVerifiedContactsRequest{}, genuine: `{"count":1,"contact_list":[{"verified_id":"v-1"}]}`, keys: []string{"count", "contact_list"}},
		{method: ticketsv1.VerificationService_ListCcEmails_FullMethodName, site: cn, request: &ticketsv1.ListCcEmailsRequest{}, genuine: `{"cc_email_info":{"cc_email":"a@example.com"},"mc_email_infos":["b@example.com"]}`, keys: []string{"cc_email_info", "mc_email_infos"}},
		{method: ticketsv1.VerificationService_ListAreaCodes_FullMethodName, site: cn, request: &ticketsv1.ListAreaCodesRequest{}, genuine: `{"area_code_list":[{"id":1,"area_code":"86"}]}`, keys: []string{"area_code_list"}},
	}
}

func privilegeRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.PrivilegeService_SetPrivilege_FullMethodName, site: cn, request: &ticketsv1.SetPrivilegeRequest{Operation: 1, Privilege: 1}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.PrivilegeService_CheckPrivilege_FullMethodName, site: cn, request: &ticketsv1.CheckPrivilegeRequest{Privilege: 1}, genuine: `{"has_privilege":1}`, keys: []string{"has_privilege"}, truth: true},
		{method: ticketsv1.PrivilegeService_GetPrivilegePolicy_FullMethodName, site: cn, request: &ticketsv1.GetPrivilegePolicyRequest{}, genuine: `{"policy_switch":true}`, keys: []string{"policy_switch"}, truth: true},
		{method: ticketsv1.PrivilegeService_CheckPartnerCasePrivilege_FullMethodName, site: cn, request: &ticketsv1.CheckPartnerCasePrivilegeRequest{}, genuine: `{"has_privilege":true}`, keys: []string{"has_privilege"}, truth: true},
		{method: ticketsv1.PrivilegeService_GetCaseQuota_FullMethodName, site: cn, request: &ticketsv1.GetCaseQuotaRequest{BusinessTypeId: "b"}, genuine: `{"total":5,"un_used":1}`, keys: []string{"total", "un_used"}},
		{method: ticketsv1.PrivilegeService_GetCaseLimits_FullMethodName, site: cn, request: &ticketsv1.GetCaseLimitsRequest{}, genuine: `{"config":{"create_case_ccemail_max_count":10}}`, keys: []string{"config"}},
	}
}

func agreementRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.AgreementService_GetLatestAgreement_FullMethodName, site: cn, request: &ticketsv1.GetLatestAgreementRequest{}, genuine: `{"case_agreement":{"id":"12","version":3}}`, keys: []string{"case_agreement"}},
		{method: ticketsv1.AgreementService_CheckAgreementSigned_FullMethodName, site: cn, request: &ticketsv1.CheckAgreementSignedRequest{}, genuine: `{"is_signed_latest":true}`, keys: []string{"is_signed_latest"}, truth: true},
		{method: ticketsv1.AgreementService_SignAgreement_FullMethodName, site: cn, request: &ticketsv1.SignAgreementRequest{AgreementId: "1"}, genuine: `{"agreement_signed_record_id":77}`, keys: []string{"agreement_signed_record_id"}},
	}
}

func diagnosisRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.DiagnosisService_StartDiagnosis_FullMethodName, site: cn, request: &ticketsv1.StartDiagnosisRequest{Type: 1}, genuine: `{"job_id":"j-1"}`, keys: []string{"job_id"}, textual: true},
		{method: ticketsv1.DiagnosisService_GetDiagnosis_FullMethodName, site: cn, request: &ticketsv1.GetDiagnosisRequest{JobId: "12"}, genuine: `{"job_id":12,"status":3}`, keys: []string{"job_id"}},
		{method: ticketsv1.DiagnosisService_ListDiagnoses_FullMethodName, site: cn, request: &ticketsv1.ListDiagnosesRequest{}, genuine: `{"total_count":1,"records":[{"id":"d-1"}]}`, keys: []string{"total_count", "records"}},
		{method: ticketsv1.DiagnosisService_ListDiagnosisItems_FullMethodName, site: cn, request: &ticketsv1.ListDiagnosisItemsRequest{JobId: "12"}, genuine: `{"item_results":[{"check_id":"k-1"}]}`, keys: []string{"item_results"}},
		{method: ticketsv1.DiagnosisService_ListDiagnosableServers_FullMethodName, site: cn, request: &ticketsv1.ListDiagnosableServersRequest{}, genuine: `{"total_count":1,"result":[{"id":"i-1"}]}`, keys: []string{"total_count", "result"}},
		{method: ticketsv1.DiagnosisService_SendDiagnosisFeedback_FullMethodName, site: cn, request: &ticketsv1.SendDiagnosisFeedbackRequest{Type: 1, Helpful: proto.Bool(false)}, genuine: acknowledgement, acknowledged: true},
	}
}

func configurationRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.TicketConfigurationService_ListCaseCategories_FullMethodName, site: cn, request: &ticketsv1.ListCaseCategoriesRequest{}, genuine: `{"total_count":1,"incident_sub_type_list":[{"incident_sub_type_id":"s-1"}]}`, keys: []string{"total_count", "incident_sub_type_list"}},
		{method: ticketsv1.TicketConfigurationService_ListProductCategories_FullMethodName, site: cn, request: &ticketsv1.ListProductCategoriesRequest{}, genuine: `{"total_count":1,"incident_product_category_list":[{"incident_product_category_id":"p-1"}]}`, keys: []string{"total_count", "incident_product_category_list"}},
		{method: ticketsv1.TicketConfigurationService_ListProblemTypes_FullMethodName, site: cn, request: &ticketsv1.ListProblemTypesRequest{}, genuine: `{"total_count":1,"incident_business_type_list":[{"business_type_id":"b-1"}]}`, keys: []string{"total_count", "incident_business_type_list"}},
		{method: ticketsv1.TicketConfigurationService_ListCaseTemplates_FullMethodName, site: cn, request: &ticketsv1.ListCaseTemplatesRequest{BusinessTypeId: "b"}, genuine: `{"total_count":1,"incident_template_list":[{"incident_template_id":"t-1"}]}`, keys: []string{"total_count", "incident_template_list"}},
		{method: ticketsv1.TicketConfigurationService_ListSeverities_FullMethodName, site: cn, request: &ticketsv1.ListSeveritiesRequest{BusinessTypeId: "b", ProductCategoryId: "p"}, genuine: `{"show":true,"severity_list":[{"severity_id":"1"}]}`, keys: []string{"severity_list"}},
		{method: ticketsv1.TicketConfigurationService_ListCaseRegions_FullMethodName, site: cn, request: &ticketsv1.ListCaseRegionsRequest{}, genuine: `{"total_count":1,"data_center_list":[{"region_id":"r-1"}]}`, keys: []string{"total_count", "data_center_list"}},
		{method: ticketsv1.TicketConfigurationService_ListCustomerRegions_FullMethodName, site: cn, request: &ticketsv1.ListCustomerRegionsRequest{}, genuine: `{"count":1,"region_infos":[{"region_id":"r-1"}]}`, keys: []string{"count", "region_infos"}},
		{method: ticketsv1.TicketConfigurationService_ListExtendedParameters_FullMethodName, site: cn, request: &ticketsv1.ListExtendedParametersRequest{BusinessTypeId: "b"}, genuine: `{"extends_params":[{"param_key":"server"}],"common_params":[]}`, keys: []string{"extends_params", "common_params"}},
		{method: ticketsv1.TicketConfigurationService_ListSatisfactionDimensions_FullMethodName, site: cn, request: &ticketsv1.ListSatisfactionDimensionsRequest{}, genuine: `{"total_count":1,"satisfaction_dimension_list":[{"satisfaction_id":5}]}`, keys: []string{"total_count", "satisfaction_dimension_list"}},
		{method: ticketsv1.TicketConfigurationService_GetConfiguration_FullMethodName, site: cn, request: &ticketsv1.GetConfigurationRequest{ConfigKey: "k"}, genuine: `{"config_key":"k","config_value":"1"}`, keys: []string{"config_key", "config_value"}, textual: true},
		{method: ticketsv1.TicketConfigurationService_ListSubUsers_FullMethodName, site: cn, request: &ticketsv1.ListSubUsersRequest{}, genuine: `{"sub_customer_infos":[{"customer_id":"m-1"}]}`, keys: []string{"sub_customer_infos"}},
		{method: ticketsv1.TicketConfigurationService_GetPartnerServiceInfo_FullMethodName, site: cn, request: &ticketsv1.GetPartnerServiceInfoRequest{}, genuine: `{"partners_service_info":{"customer_id":"c-1"}}`, keys: []string{"partners_service_info"}},
	}
}
