package customer

import (
	"net/http"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// resourceRefusal is a refusal by code alone, as the operations on resources answer it.
func resourceRefusal(code string) *rest.Refusal {
	return rest.Refuse(http.StatusBadRequest, code, "%s", meaning(code))
}

// meaning is the text of a code about resources.
func meaning(code string) string {
	switch code {
	case "CBC.30010036":
		return "The resource to be renewed is not a primary resource."
	case "CBC.30010069":
		return "The renewal period does not exist."
	case "CBC.30050006":
		return "The automatic payment of the renewal order failed."
	case "CBC.99000092":
		return "The order period check failed."
	case "CBC.99003012":
		return "The resource ID does not exist."
	case "CBC.99003016":
		return "The resource has been deleted after expiration or does not exist."
	case "CBC.99003100":
		return "Some resources are contained in an order pending payment."
	case "CBC.99003128":
		return "There is no renewed period, or the renewed period has already taken effect."
	case "CBC.99003144":
		return "The resource has an order in process."
	case "CBC.99003154":
		return "The purchased duration plus this renewal exceeds the maximum."
	case "CBC.99003185":
		return "The cloud service must be operated as a whole."
	case "CBC.99003602":
		return "The resource has expired or is frozen. Auto-renewal cannot be enabled."
	case "CBC.99003605":
		return "Auto-renewal has been canceled."
	case "CBC.99003631":
		return "The resource is being unsubscribed, deleted or released and cannot be renewed."
	case "CBC.99003634":
		return "The promotional bundle must be renewed as a whole."
	case "CBC.99003656":
		return "The resource is frozen. The operation is not allowed."
	}
	return meaningElsewhere(code)
}

func meaningElsewhere(code string) string {
	switch code {
	case "CBC.30000052":
		return "The resource or the account has been frozen."
	case "CBC.30000053":
		return "A savings plan cannot be unsubscribed."
	case "CBC.30000067":
		return "The resource has been deleted or is not managed and cannot be unsubscribed."
	case "CBC.99003643":
		return "A service whose invoice was issued cannot be unsubscribed."
	case "CBC.99003645":
		return "This type of service cannot be unsubscribed."
	case "CBC.99003647":
		return "This pay-per-use package cannot be unsubscribed."
	case "CBC.99003649":
		return "A trial service cannot be unsubscribed."
	case "CBC.99003650":
		return "A marketplace service cannot be unsubscribed."
	case "CBC.99003651":
		return "A transaction is in progress. The resource cannot be unsubscribed."
	case "CBC.99003652":
		return "A DevCloud package cannot be unsubscribed."
	case "CBC.99003654":
		return "A bandwidth add-on package exists. The renewal period cannot be unsubscribed."
	}
	return meaningOnDemand(code)
}

func meaningOnDemand(code string) string {
	switch code {
	case "CBC.99003608":
		return "A selected marketplace product cannot be changed to pay-per-use."
	case "CBC.99003609":
		return "The product type cannot be changed to pay-per-use."
	case "CBC.99003610":
		return "A resource in its grace or retention period cannot be changed to pay-per-use."
	case "CBC.99003611":
		return "A pay-per-use package cannot be changed to pay-per-use."
	case "CBC.99003622":
		return "A solution product cannot be changed to pay-per-use."
	case "CBC.99003623":
		return "Another transaction on the resource is in progress."
	case "CBC.99003624":
		return "The resource is frozen for a violation."
	case "CBC.99003625":
		return "The resource is frozen by the police."
	case "CBC.99003626":
		return "The account is frozen."
	case "CBC.30050007":
		return "The resource is not a primary resource."
	case "CBC.30050008":
		return "The period is not available for the resource."
	case "CBC.30050009":
		return "The resource has been deleted after expiration or does not exist."
	case "CBC.30050010":
		return "Some resources are contained in an unpaid order."
	case "CBC.30050011":
		return "The resource is being unsubscribed or changed."
	case "CBC.30050012":
		return "A resource ID is repeated in the request."
	case "CBC.30050013":
		return "The product does not support renewal."
	}
	return "The operation is not allowed."
}
