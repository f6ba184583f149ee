package sandbox

func ticketHandlers() map[string]handler {
	return map[string]handler{
		"CreateCases":            createTicket,
		"ListCases":              listTickets,
		"ListOrderIncident":      listIncidents,
		"ListCaseCounts":         countTickets,
		"ShowCaseDetail":         showTicket,
		"ShowCaseStatus":         showTicketStatus,
		"DownloadCases":          exportTickets,
		"UpdateCases":            actOnTicket,
		"CreateScores":           rateTicket,
		"UpdateCaseContactInfo":  changeContact,
		"CreateCaseExtendsParam": addExtends,
		"ShowCaseExtendsParam":   showExtends,
		"ListCaseOperateLogs":    listTicketLog,

		"CreateMessages":               createMessage,
		"RevokeMessage":                withdrawMessage,
		"ListMessages":                 listMessages,
		"ListMoreInstantMessages":      listEarlierMessages,
		"ListNewInstantMessages":       pollMessages,
		"ListUnreadNewInstantMessages": countUnread,
		"UpdateNewInstantMessagesRead": markRead,
		"UploadAccessory":              uploadFile,
		"UploadJsonAccessories":        uploadText,
		"DeleteAccessories":            deleteAttachment,
		"DownloadAccessories":          downloadAttachments,
		"DownloadImages":               downloadImage,
		"ListAccessoryAccessUrls":      listAccessURLs,
		"ShowDownloadAccessoryUrl":     showAccessURL,
		"ShowAccessoryLimits":          showAttachmentLimits,
		"ListLabels":                   listLabels,
		"CreateLabels":                 createLabel,
		"UpdateLabels":                 changeLabel,
		"DeleteLabels":                 deleteLabel,
		"ListCaseLabels":               listTicketLabels,
		"CreateCaseLabels":             attachLabels,
		"DeleteCaseLabels":             detachLabels,
		"ListRelation":                 listRelations,
		"CreateRelations":              relateTickets,
		"DeleteRelation":               unrelateTickets,
	}
}

func ticketSideHandlers() map[string]handler {
	return map[string]handler{
		"ListAuthorizations":      listGrants,
		"ShowAuthorizationDetail": showGrant,
		"ConfirmAuthorizations":   confirmGrant,
		"UpdateAuthorizations":    actOnGrant,
		"CheckHosts":              checkHost,
		"ListHistorySessions":     listSessions,
		"ListHistoryOperateLogs":  listCommands,
		"ListTransportHistories":  listFiles,
		"ShowLoginType":           showLoginType,
		"ListAgencies":            listAgencies,

		"SendVerifyCodes":         sendTicketCode,
		"CheckVerifyCodes":        checkTicketCode,
		"CheckNeedVerify":         showVerificationNeed,
		"ListHasVerifiedContacts": listContacts,

		"ShowLatestPublishedAgreement":       showAgreement,
		"ShowSignedLatestPublishedAgreement": showSignature,
		"SignPublishedAgreement":             signAgreement,
		"ListPrivileges":                     showPrivilege,
		"CreatePrivileges":                   setPrivilege,
		"ShowCustomerPrivilegePolicy":        showPrivilegePolicy,

		"CreateDiagnoseJob":      startDiagnosis,
		"ListDiagnoseJob":        showDiagnosis,
		"ListDiagnoseItems":      listFindings,
		"ListDiagnoseRecords":    listDiagnoses,
		"ListDiagnoseResources":  listDiagnosable,
		"CreateDiagnoseFeedback": rateDiagnosis,
		"CreateFeedback":         sendFeedback,
	}
}

func ticketConfigHandlers() map[string]handler {
	return map[string]handler{
		"ListCaseCategories":         listCategories,
		"ListProductCategories":      listProductCategories,
		"ListProblemTypes":           listProblems,
		"ListCaseTemplates":          listTemplates,
		"ListSeverities":             listSeverities,
		"ListRegions":                listTicketRegions,
		"ListExtendsParams":          listExtendsParams,
		"ListSatisfactionDimensions": listDimensions,
		"ListAreaCodes":              listAreaCodes,
		"ListCaseLimits":             listTicketLimits,
		"ListCaseQuotas":             listTicketQuotas,
		"ShowConfiguration":          showTicketSetting,
		"ListCaseCcEmails":           listCopyMails,
		"ListCustomersRegions":       listCustomerRegions,
		"ListTicketSubCustomers":     listTicketCustomers,
		"ShowPartnersCasesPrivilege": showPartnerRight,
		"ShowPartnersServiceInfo":    showPartnerService,
	}
}
