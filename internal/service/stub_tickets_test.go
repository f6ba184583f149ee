package service_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// ticketRPCs are the RPCs of service tickets.
func ticketRPCs() []rpc {
	var all []rpc
	for _, topic := range [][]rpc{caseRPCs(), caseMessageRPCs(), caseLabelRPCs(), caseFeedbackRPCs(), attachmentRPCs(), supportRPCs()} {
		all = append(all, topic...)
	}
	return all
}

func caseRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.CaseService_CreateCase_FullMethodName, site: cn, request: &ticketsv1.CreateCaseRequest{BusinessTypeId: "b", Description: "d"}, genuine: `{"incident_id":"TS-1"}`, keys: []string{"incident_id"}, textual: true},
		{method: ticketsv1.CaseService_ListCases_FullMethodName, site: cn, request: &ticketsv1.ListCasesRequest{}, genuine: `{"total_count":1,"incident_info_list":[{"incident_id":"TS-1","status":1}]}`, keys: []string{"total_count", "incident_info_list"}},
		{method: ticketsv1.CaseService_GetCase_FullMethodName, site: cn, request: &ticketsv1.GetCaseRequest{CaseId: "TS-1"}, genuine: `{"incident_detail_info":{"incident_id":"TS-1","status":1}}`, keys: []string{"incident_detail_info"}},
		{method: ticketsv1.CaseService_GetCaseStatus_FullMethodName, site: cn, request: &ticketsv1.GetCaseStatusRequest{CaseId: "TS-1"}, genuine: `{"status":1}`, keys: []string{"status"}},
		{method: ticketsv1.CaseService_ListCaseCounts_FullMethodName, site: cn, request: &ticketsv1.ListCaseCountsRequest{}, genuine: `{"incident_status_counts":[{"status":1,"count":2}]}`, keys: []string{"incident_status_counts"}},
		{method: ticketsv1.CaseService_PerformCaseAction_FullMethodName, site: cn, request: &ticketsv1.PerformCaseActionRequest{CaseId: "TS-1", Action: 1}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseService_UpdateCaseContact_FullMethodName, site: cn, request: &ticketsv1.UpdateCaseContactRequest{CaseId: "TS-1", ContactHours: proto.String("0")}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseService_ListCaseOperations_FullMethodName, site: cn, request: &ticketsv1.ListCaseOperationsRequest{CaseId: "TS-1"}, genuine: `{"total_count":1,"incident_operate_log_list":[{"incident_log_id":"l-1","operate_type":2}]}`, keys: []string{"total_count", "incident_operate_log_list"}},
		{method: ticketsv1.CaseService_CreateCaseExtendedParameters_FullMethodName, site: cn, request: &ticketsv1.CreateCaseExtendedParametersRequest{CaseId: "TS-1"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseService_GetCaseExtendedParameters_FullMethodName, site: cn, request: &ticketsv1.GetCaseExtendedParametersRequest{CaseId: "TS-1"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseService_SearchCases_FullMethodName, site: cn, request: &ticketsv1.SearchCasesRequest{}, genuine: `{"totalCount":1,"incidentInfoList":[{"incidentId":"TS-1","status":1}]}`, keys: []string{"totalCount", "incidentInfoList"}},
		{method: ticketsv1.CaseService_ListRelations_FullMethodName, site: cn, request: &ticketsv1.ListRelationsRequest{CaseId: "TS-1"}, genuine: `{"case_relation_list":[{"case_id":"TS-2"}]}`, keys: []string{"case_relation_list"}},
		{method: ticketsv1.CaseService_CreateRelations_FullMethodName, site: cn, request: &ticketsv1.CreateRelationsRequest{CaseId: "TS-1", RelatedCaseIds: []string{"TS-2"}}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseService_DeleteRelation_FullMethodName, site: cn, request: &ticketsv1.DeleteRelationRequest{CaseId: "TS-1", RelatedCaseId: "TS-2"}, genuine: acknowledgement, acknowledged: true},
	}
}

func caseMessageRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.CaseMessageService_CreateMessage_FullMethodName, site: cn, request: &ticketsv1.CreateMessageRequest{CaseId: "TS-1", Content: "c"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseMessageService_ListMessages_FullMethodName, site: cn, request: &ticketsv1.ListMessagesRequest{CaseId: "TS-1"}, genuine: `{"count":1,"message_list":[{"type":1,"content":"c"}]}`, keys: []string{"count", "message_list"}},
		{method: ticketsv1.CaseMessageService_ListMoreMessages_FullMethodName, site: cn, request: &ticketsv1.ListMoreMessagesRequest{CaseId: "TS-1", CreateTime: timestamppb.New(time.Unix(1_800_000_000, 0)), Sender: 1}, genuine: `{"count":1,"message_list":[{"type":1,"content":"c"}]}`, keys: []string{"count", "message_list"}},
		{method: ticketsv1.CaseMessageService_ListNewMessages_FullMethodName, site: cn, request: &ticketsv1.ListNewMessagesRequest{CaseIds: []string{"TS-1"}}, genuine: `{"immsg":[{"incident_id":"TS-1"}],"last_message_time_id":"1"}`, keys: []string{"imstatus", "immsg", "last_message_time_id"}},
		{method: ticketsv1.CaseMessageService_ListUnreadCounts_FullMethodName, site: cn, request: &ticketsv1.ListUnreadCountsRequest{CaseIds: []string{"TS-1"}}, genuine: `{"imunread":[{"incident_id":"TS-1","unread_num":2}]}`, keys: []string{"imunread"}},
		{method: ticketsv1.CaseMessageService_MarkMessagesRead_FullMethodName, site: cn, request: &ticketsv1.MarkMessagesReadRequest{CaseId: "TS-1"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseMessageService_RevokeMessage_FullMethodName, site: cn, request: &ticketsv1.RevokeMessageRequest{CaseId: "TS-1", MessageId: "m-1"}, genuine: acknowledgement, acknowledged: true},
	}
}

func caseLabelRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.CaseLabelService_CreateLabel_FullMethodName, site: cn, request: &ticketsv1.CreateLabelRequest{Name: "n", Color: "#000000"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseLabelService_ListLabels_FullMethodName, site: cn, request: &ticketsv1.ListLabelsRequest{}, genuine: `{"total_count":1,"label_list":[{"label_id":1,"name":"n"}]}`, keys: []string{"total_count", "label_list"}},
		{method: ticketsv1.CaseLabelService_UpdateLabel_FullMethodName, site: cn, request: &ticketsv1.UpdateLabelRequest{LabelId: "1", Name: "n", Color: "#000000"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseLabelService_DeleteLabel_FullMethodName, site: cn, request: &ticketsv1.DeleteLabelRequest{LabelId: "1"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseLabelService_AddCaseLabels_FullMethodName, site: cn, request: &ticketsv1.AddCaseLabelsRequest{CaseId: "TS-1", LabelIds: []string{"1"}}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseLabelService_ListCaseLabels_FullMethodName, site: cn, request: &ticketsv1.ListCaseLabelsRequest{CaseId: "TS-1"}, genuine: `{"case_label_list":[{"label_id":1,"name":"n"}]}`, keys: []string{"case_label_list"}},
		{method: ticketsv1.CaseLabelService_RemoveCaseLabels_FullMethodName, site: cn, request: &ticketsv1.RemoveCaseLabelsRequest{CaseId: "TS-1", LabelIds: []string{"1"}}, genuine: acknowledgement, acknowledged: true},
	}
}

func caseFeedbackRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.CaseFeedbackService_CreateScore_FullMethodName, site: cn, request: &ticketsv1.CreateScoreRequest{CaseId: "TS-1", ScoreComment: "c", Scores: []*ticketsv1.SatisfactionScore{{DimensionId: "1", Score: 5}}}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.CaseFeedbackService_CreateFeedback_FullMethodName, site: cn, request: &ticketsv1.CreateFeedbackRequest{Type: 1, Title: "t", Content: "c", Files: []string{"f"}, Reporter: &ticketsv1.FeedbackReporter{Name: "n"}}, genuine: acknowledgement, acknowledged: true},
	}
}

func attachmentRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: ticketsv1.AttachmentService_CreateAttachment_FullMethodName, site: cn, request: &ticketsv1.CreateAttachmentRequest{FileName: "f", Purpose: 1, Content: []byte("c")}, genuine: `{"accessory_id":"a-1"}`, keys: []string{"accessory_id"}, textual: true},
		{method: ticketsv1.AttachmentService_DeleteAttachment_FullMethodName, site: cn, request: &ticketsv1.DeleteAttachmentRequest{AttachmentId: "a-1"}, genuine: acknowledgement, acknowledged: true},
		{method: ticketsv1.AttachmentService_GetAttachmentLimits_FullMethodName, site: cn, request: &ticketsv1.GetAttachmentLimitsRequest{}, genuine: `{"accessory_limit":{"limit_count":5,"limit_size":"4"}}`, keys: []string{"accessory_limit"}},
		{method: ticketsv1.AttachmentService_ListAttachmentAddresses_FullMethodName, site: cn, request: &ticketsv1.ListAttachmentAddressesRequest{AttachmentIds: []string{"a-1"}}, genuine: `{"accessory_urls":[{"accessory_id":"a-1"}]}`, keys: []string{"accessory_urls"}},
		{method: ticketsv1.AttachmentService_GetAttachmentAddress_FullMethodName, site: cn, request: &ticketsv1.GetAttachmentAddressRequest{AttachmentId: "a-1", Relation: 1}, genuine: `{"accessory_url":"https://example.com/1"}`, keys: []string{"accessory_url"}, textual: true},
	}
}
