package gateway_test

// ticketRoutes are the routes of service tickets.
func ticketRoutes() []route {
	const (
		cases       = "/ocegate.tickets.v1.CaseService/"
		messages    = "/ocegate.tickets.v1.CaseMessageService/"
		labels      = "/ocegate.tickets.v1.CaseLabelService/"
		feedback    = "/ocegate.tickets.v1.CaseFeedbackService/"
		attachments = "/ocegate.tickets.v1.AttachmentService/"
		transfers   = "/ocegate.tickets.v1.AttachmentTransferService/"
	)
	return []route{
		{"POST", "/v1/tickets/cases", cases + "CreateCase"},
		{"GET", "/v1/tickets/cases", cases + "ListCases"},
		{"GET", "/v1/tickets/cases/1", cases + "GetCase"},
		{"GET", "/v1/tickets/cases/1/status", cases + "GetCaseStatus"},
		{"GET", "/v1/tickets/caseCounts", cases + "ListCaseCounts"},
		{"POST", "/v1/tickets/cases/1:performAction", cases + "PerformCaseAction"},
		{"PUT", "/v1/tickets/cases/1/contact", cases + "UpdateCaseContact"},
		{"GET", "/v1/tickets/cases/1/operations", cases + "ListCaseOperations"},
		{"POST", "/v1/tickets/cases/1/extendedParameters", cases + "CreateCaseExtendedParameters"},
		{"GET", "/v1/tickets/cases/1/extendedParameters", cases + "GetCaseExtendedParameters"},
		{"GET", "/v1/tickets/cases:search", cases + "SearchCases"},
		{"GET", "/v1/tickets/cases/1/relations", cases + "ListRelations"},
		{"POST", "/v1/tickets/cases/1/relations", cases + "CreateRelations"},
		{"DELETE", "/v1/tickets/cases/1/relations/1", cases + "DeleteRelation"},
		{"POST", "/v1/tickets/cases/1/messages", messages + "CreateMessage"},
		{"GET", "/v1/tickets/cases/1/messages", messages + "ListMessages"},
		{"GET", "/v1/tickets/cases/1/moreMessages", messages + "ListMoreMessages"},
		{"GET", "/v1/tickets/newMessages", messages + "ListNewMessages"},
		{"GET", "/v1/tickets/unreadCounts", messages + "ListUnreadCounts"},
		{"POST", "/v1/tickets/cases/1:markMessagesRead", messages + "MarkMessagesRead"},
		{"POST", "/v1/tickets/cases/1/messages/1:revoke", messages + "RevokeMessage"},
		{"POST", "/v1/tickets/labels", labels + "CreateLabel"},
		{"GET", "/v1/tickets/labels", labels + "ListLabels"},
		{"PUT", "/v1/tickets/labels/1", labels + "UpdateLabel"},
		{"DELETE", "/v1/tickets/labels/1", labels + "DeleteLabel"},
		{"POST", "/v1/tickets/cases/1/labels", labels + "AddCaseLabels"},
		{"GET", "/v1/tickets/cases/1/labels", labels + "ListCaseLabels"},
		{"DELETE", "/v1/tickets/cases/1/labels", labels + "RemoveCaseLabels"},
		{"POST", "/v1/tickets/cases/1:score", feedback + "CreateScore"},
		{"POST", "/v1/tickets/feedback", feedback + "CreateFeedback"},
		{"POST", "/v1/tickets/attachments", attachments + "CreateAttachment"},
		{"DELETE", "/v1/tickets/attachments/1", attachments + "DeleteAttachment"},
		{"POST", "/v1/tickets/attachments:upload", transfers + "UploadAttachment"},
		{"GET", "/v1/tickets/attachments:download", transfers + "DownloadAttachments"},
		{"GET", "/v1/tickets/attachments/1/image", transfers + "DownloadImage"},
		{"GET", "/v1/tickets/cases:export", transfers + "ExportCases"},
		{"GET", "/v1/tickets/attachmentLimits", attachments + "GetAttachmentLimits"},
		{"GET", "/v1/tickets/attachmentAddresses", attachments + "ListAttachmentAddresses"},
		{"GET", "/v1/tickets/attachments/1/address", attachments + "GetAttachmentAddress"},
	}
}
