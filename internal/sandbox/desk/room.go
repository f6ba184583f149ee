package desk

import (
	"maps"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// Room are the service desk as the demo account sees it, and as its member does.
type Room struct{ own, member *desk }

// New builds the desk with the demo tickets; members are those of the account's enterprise.
func New(w *rest.World, tables *Tables, members func() []rest.SubAccount) *Room {
	d := newDesk(w, tables, demo.DomainID)
	d.members = members
	d.fill()
	m := newDesk(w, tables, demo.CustodyMember)
	m.opened, m.contacts = d.opened, d.contacts
	return &Room{own: d, member: m}
}

// call is a call as this room sees it: with the desk of its caller.
type call struct {
	*rest.Call
	desk *desk
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
		"CreateCases":            createCases,
		"ListCases":              listCases,
		"ListOrderIncident":      listOrderIncident,
		"ListCaseCounts":         listCaseCounts,
		"ShowCaseDetail":         showCaseDetail,
		"ShowCaseStatus":         showCaseStatus,
		"DownloadCases":          downloadCases,
		"UpdateCases":            updateCases,
		"CreateScores":           createScores,
		"UpdateCaseContactInfo":  updateCaseContactInfo,
		"CreateCaseExtendsParam": createCaseExtendsParam,
		"ShowCaseExtendsParam":   showCaseExtendsParam,
		"ListCaseOperateLogs":    listCaseOperateLogs,

		"CreateMessages":               createMessages,
		"RevokeMessage":                revokeMessage,
		"ListMessages":                 listMessages,
		"ListMoreInstantMessages":      listMoreInstantMessages,
		"ListNewInstantMessages":       listNewInstantMessages,
		"ListUnreadNewInstantMessages": listUnreadNewInstantMessages,
		"UpdateNewInstantMessagesRead": updateNewInstantMessagesRead,
		"UploadAccessory":              uploadAccessory,
		"UploadJsonAccessories":        uploadJSONAccessories,
		"DeleteAccessories":            deleteAccessories,
		"DownloadAccessories":          downloadAccessories,
		"DownloadImages":               downloadImages,
		"ListAccessoryAccessUrls":      listAccessoryAccessUrls,
		"ShowDownloadAccessoryUrl":     showDownloadAccessoryURL,
		"ShowAccessoryLimits":          showAccessoryLimits,
		"ListLabels":                   listLabels,
		"CreateLabels":                 createLabels,
		"UpdateLabels":                 updateLabels,
		"DeleteLabels":                 deleteLabels,
		"ListCaseLabels":               listCaseLabels,
		"CreateCaseLabels":             createCaseLabels,
		"DeleteCaseLabels":             deleteCaseLabels,
		"ListRelation":                 listRelation,
		"CreateRelations":              createRelations,
		"DeleteRelation":               deleteRelation,
	}
}

// sideOperations are those on what belongs to tickets.
func sideOperations() rest.Operations[*call] {
	return rest.Operations[*call]{
		"ListAuthorizations":      listAuthorizations,
		"ShowAuthorizationDetail": showAuthorizationDetail,
		"ConfirmAuthorizations":   confirmAuthorizations,
		"UpdateAuthorizations":    updateAuthorizations,
		"CheckHosts":              checkHosts,
		"ListHistorySessions":     listHistorySessions,
		"ListHistoryOperateLogs":  listHistoryOperateLogs,
		"ListTransportHistories":  listTransportHistories,
		"ShowLoginType":           showLoginType,
		"ListAgencies":            listAgencies,

		"SendVerifyCodes":         sendVerifyCodes,
		"CheckVerifyCodes":        checkVerifyCodes,
		"CheckNeedVerify":         checkNeedVerify,
		"ListHasVerifiedContacts": listHasVerifiedContacts,

		"ShowLatestPublishedAgreement":       showLatestPublishedAgreement,
		"ShowSignedLatestPublishedAgreement": showSignedLatestPublishedAgreement,
		"SignPublishedAgreement":             signPublishedAgreement,
		"ListPrivileges":                     listPrivileges,
		"CreatePrivileges":                   createPrivileges,
		"ShowCustomerPrivilegePolicy":        showCustomerPrivilegePolicy,

		"CreateDiagnoseJob":      createDiagnoseJob,
		"ListDiagnoseJob":        listDiagnoseJob,
		"ListDiagnoseItems":      listDiagnoseItems,
		"ListDiagnoseRecords":    listDiagnoseRecords,
		"ListDiagnoseResources":  listDiagnoseResources,
		"CreateDiagnoseFeedback": createDiagnoseFeedback,
		"CreateFeedback":         createFeedback,
	}
}

// settingOperations are those that tell what tickets can be about.
func settingOperations() rest.Operations[*call] {
	return rest.Operations[*call]{
		"ListCaseCategories":         listCaseCategories,
		"ListProductCategories":      listProductCategories,
		"ListProblemTypes":           listProblemTypes,
		"ListCaseTemplates":          listCaseTemplates,
		"ListSeverities":             listSeverities,
		"ListRegions":                listRegions,
		"ListExtendsParams":          listExtendsParams,
		"ListSatisfactionDimensions": listSatisfactionDimensions,
		"ListAreaCodes":              listAreaCodes,
		"ListCaseLimits":             listCaseLimits,
		"ListCaseQuotas":             listCaseQuotas,
		"ShowConfiguration":          showConfiguration,
		"ListCaseCcEmails":           listCaseCcEmails,
		"ListCustomersRegions":       listCustomersRegions,
		"ListTicketSubCustomers":     listTicketSubCustomers,
		"ShowPartnersCasesPrivilege": showPartnersCasesPrivilege,
		"ShowPartnersServiceInfo":    showPartnersServiceInfo,
	}
}
