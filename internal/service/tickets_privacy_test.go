package service_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// TestPersonalDataStaysOutOfErrors lets calls with personal data fail in every
// way and reads what is said about it.
func TestPersonalDataStaysOutOfErrors(t *testing.T) {
	t.Parallel()
	secrets := []string{"13800001234", "writer@example.com", "987654", "serial-1", "serial-2", "Ann Writer", "rootaccount", "hostpassword"}
	phone, mail := proto.String(secrets[0]), proto.String(secrets[1])
	calls := map[string]proto.Message{
		ticketsv1.CaseService_CreateCase_FullMethodName: &ticketsv1.CreateCaseRequest{
			BusinessTypeId: "b", Description: "d", ContactMobilePhone: phone, ContactEmail: mail,
			VerificationCode: &secrets[2], MobileVerifiedId: &secrets[3], EmailVerifiedId: &secrets[4],
		},
		ticketsv1.CaseService_UpdateCaseContact_FullMethodName: &ticketsv1.UpdateCaseContactRequest{
			CaseId: "TS-1", ContactMobilePhone: phone, ContactEmail: mail,
		},
		ticketsv1.CaseFeedbackService_CreateFeedback_FullMethodName: &ticketsv1.CreateFeedbackRequest{
			Type: 1, Title: "t", Content: "c", Files: []string{"f"},
			Reporter: &ticketsv1.FeedbackReporter{Name: secrets[5], MobilePhone: secrets[0], Email: mail, Type: 10, IdentityFiles: []string{"f"}},
		},
		ticketsv1.VerificationService_CheckVerificationNeed_FullMethodName: &ticketsv1.CheckVerificationNeedRequest{ContactMethod: 1, Contact: secrets[1]},
		ticketsv1.VerificationService_SendContactVerificationCode_FullMethodName: &ticketsv1.SendContactVerificationCodeRequest{
			ContactMethod: 100, Contact: secrets[0], ContactAreaCode: "86",
		},
		ticketsv1.VerificationService_CheckContactVerificationCode_FullMethodName: &ticketsv1.CheckContactVerificationCodeRequest{
			ContactMethod: 100, Contact: secrets[0], VerificationCode: secrets[2],
		},
		ticketsv1.VerificationService_SearchVerifiedContacts_FullMethodName: &ticketsv1.SearchVerifiedContactsRequest{Contact: mail, VerifiedId: &secrets[3]},
		ticketsv1.AuthorizationService_CheckHostLogin_FullMethodName: &ticketsv1.CheckHostLoginRequest{
			TargetId: "7", Port: 22, Account: secrets[6], Password: secrets[7],
		},
		ticketsv1.AuthorizationService_ConfirmAuthorization_FullMethodName: &ticketsv1.ConfirmAuthorizationRequest{
			AuthorizationId: "a-1", Logins: []*ticketsv1.HostLogin{{TargetId: "7", Account: &secrets[6], Password: &secrets[7]}},
		},
	}
	broken := func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }
	for name, handler := range map[string]http.HandlerFunc{
		"refused": reply(http.StatusOK, `{"error_code":"OSM.01010010","error_msg":"verify"}`),
		"foreign": reply(http.StatusOK, `[]`),
		"broken":  broken,
	} {
		w := newWorld(t, upstream.SiteChina, handler)
		for method, in := range calls {
			_, err := w.call(t, t.Context(), method, in)
			if err == nil {
				t.Errorf("%s: %s succeeded", name, method)
				continue
			}
			for _, secret := range secrets {
				if said := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(said, secret) {
					t.Errorf("%s: %s says %q", name, method, secret)
				}
			}
		}
	}
}
