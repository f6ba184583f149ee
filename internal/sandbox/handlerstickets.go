package sandbox

import "maps"

// desks are the service desk as the demo account sees it, and as its member does.
type desks struct{ own, member *desk }

// newDesks builds the desk with the demo tickets; members are those of the account's enterprise.
func newDesks(w *world, members func() []subAccount) *desks {
	d := newDesk(w, DemoDomainID)
	d.members = members
	d.fill()
	m := newDesk(w, DemoCustodyMember)
	m.opened, m.contacts = d.opened, d.contacts
	return &desks{own: d, member: m}
}

// ticketCall is a call as this room sees it: with the desk of its caller.
type ticketCall struct {
	*call
	st *desk
}

func (r *desks) call(c *call) *ticketCall {
	if c.who.member {
		return &ticketCall{c, r.member}
	}
	return &ticketCall{c, r.own}
}

// operations is the table of the operations on tickets.
func (r *desks) operations() map[string]handler {
	out := bind(r.call, ticketOperations())
	maps.Copy(out, bind(r.call, sideOperations()))
	maps.Copy(out, bind(r.call, settingOperations()))
	return out
}

func ticketOperations() operations[*ticketCall] {
	return operations[*ticketCall]{
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

// sideOperations are those on what belongs to tickets.
func sideOperations() operations[*ticketCall] {
	return operations[*ticketCall]{
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

// settingOperations are those that tell what tickets can be about.
func settingOperations() operations[*ticketCall] {
	return operations[*ticketCall]{
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
