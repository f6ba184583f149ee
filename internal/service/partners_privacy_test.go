package service_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// TestIdentitiesStayOutOfErrors lets the calls of partners that carry a person's
// data fail in every way and reads what is said about it.
func TestIdentitiesStayOutOfErrors(t *testing.T) {
	t.Parallel()
	const phone, mail, code, password, number, card, name = "13800001234", "writer@example.com", "987654", "Example-Secret-1", "110101199001011234", "6222-0001", "Ann Writer"
	secrets := []string{phone, mail, code, password, number, card, name}
	calls := map[string]proto.Message{
		partnersv1.PartnerCustomerService_CreateCustomer_FullMethodName: &partnersv1.CreateCustomerRequest{
			PartnerAccountId: "a", PartnerPlatformId: "p", MobilePhone: proto.String(phone), Email: proto.String(mail),
			VerificationCode: proto.String(code), Password: proto.String(password),
		},
		partnersv1.PartnerCustomerService_CheckIdentity_FullMethodName: &partnersv1.CheckIdentityRequest{Type: 1, Value: mail},
		partnersv1.PartnerCustomerService_SendCustomerVerificationCode_FullMethodName: &partnersv1.SendCustomerVerificationCodeRequest{
			Channel: 1, MobilePhone: phone,
		},
		partnersv1.PartnerRealNameService_ApplyPersonalRealName_FullMethodName: &partnersv1.ApplyPersonalRealNameRequest{
			CustomerId: "c", Method: 4, FilePaths: []string{"f"}, Name: name, DocumentNumber: number, PartnerPlatformId: "p",
			BankCard: &partnersv1.BankCard{AccountNumber: card, PhoneCountryCode: "0086", MobilePhone: phone, VerificationCode: code},
		},
		partnersv1.PartnerRealNameService_ApplyEnterpriseRealName_FullMethodName: &partnersv1.ApplyEnterpriseRealNameRequest{
			CustomerId: "c", FilePaths: []string{"f"}, EnterpriseName: "e", CertificateNumber: number, PartnerPlatformId: "p",
			LegalPerson: &partnersv1.LegalPerson{Name: name, IdNumber: number},
		},
	}
	for way, handler := range map[string]http.HandlerFunc{
		"refused": reply(http.StatusBadRequest, `{"error_code":"CBC.0100","error_msg":"Parameter error"}`),
		"foreign": reply(http.StatusOK, `[]`),
		"broken":  func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		w := newWorld(t, upstream.SiteChina, handler)
		for method, in := range calls {
			_, err := w.call(t, t.Context(), method, in)
			if err == nil {
				t.Errorf("%s: %s succeeded", way, method)
				continue
			}
			for _, secret := range secrets {
				if said := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(said, secret) {
					t.Errorf("%s: %s says %q", way, method, secret)
				}
			}
		}
	}
}
