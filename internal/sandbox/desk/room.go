package desk

import (
	"maps"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// Room are the service desk as the demo account sees it, and as its member does.
type Room struct{ own, member *desk }

// New builds the desk with the demo tickets; members are those of the account's enterprise.
func New(w *rest.World, members func() []rest.SubAccount) *Room {
	d := newDesk(w, demo.DomainID)
	d.members = members
	d.fill()
	m := newDesk(w, demo.CustodyMember)
	m.opened, m.contacts = d.opened, d.contacts
	return &Room{own: d, member: m}
}

// call is a call as this room sees it: with the desk of its caller.
type call struct {
	*rest.Call
	st *desk
}

func (r *Room) call(c *rest.Call) *call {
	if c.Who.Member {
		return &call{c, r.member}
	}
	return &call{c, r.own}
}

// Operations is the table of the operations on tickets.
func (r *Room) Operations() map[string]rest.Handler {
	out := rest.Bind(r.call, ticketOperations())
	maps.Copy(out, rest.Bind(r.call, sideOperations()))
	maps.Copy(out, rest.Bind(r.call, settingOperations()))
	return out
}

func ticketOperations() rest.Operations[*call] {
	return rest.Operations[*call]{
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
func sideOperations() rest.Operations[*call] {
	return rest.Operations[*call]{
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
func settingOperations() rest.Operations[*call] {
	return rest.Operations[*call]{
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
