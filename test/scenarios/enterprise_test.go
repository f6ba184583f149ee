package scenarios

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// TestTransferAndReclaim: open projects, find a member, give it money and a
// coupon, and take both back.
func TestTransferAndReclaim(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("/v1/enterprise/organizations?recursive=true").text("organizations[0].organizationId")
	s.get("/v1/enterprise/memberAccounts?pageSize=100").where("memberAccounts", "memberAccountId", sandbox.DemoMemberID)
	member := "/v1/enterprise/memberAccounts/" + sandbox.DemoMemberID
	cash := func() string {
		return s.get("/v1/enterprise/transferableBalances?balanceType=BALANCE_TYPE_DEBIT").text("balances[0].balance.amount")
	}
	before := cash()
	transfer := object{"amount": object{"currencyCode": "CNY", "amount": "100.50"}, "transactionId": "scenario-1"}
	s.post(member+":transferBalance", transfer)
	if cash() == before {
		t.Error("nothing was transferred")
	}
	s.call("POST", member+":transferBalance", transfer).refused("ALREADY_EXISTS", "TRANSACTION_ID_DUPLICATED")
	s.get(member + "/reclaimableBalances?balanceType=BALANCE_TYPE_DEBIT").text("balances[0].balance.amount")
	s.post(member+":reclaimBalance", object{"amount": object{"currencyCode": "CNY", "amount": "100.50"}, "transactionId": "scenario-2"})
	if got := cash(); got != before {
		t.Errorf("%s are left of %s", got, before)
	}
	coupon := s.get("/v1/enterprise/transferableCoupons").text("coupons[0].couponId")
	given := s.post(member+":transferCoupon", object{"couponId": coupon, "amount": object{"currencyCode": "CNY", "amount": "10"}, "transactionId": "scenario-3"})
	s.get(member+"/reclaimableCoupons").where("coupons", "memberCouponId", given.text("memberCouponId"))
	s.post(member+":reclaimCoupon", object{"couponId": coupon, "memberCouponId": given.text("memberCouponId"), "transactionId": "scenario-4"}).
		same("reclaimedAmount.amount", "10.00")
}

// TestCreateMember: send a code, read it as its receiver would, create the
// member and wait until it is usable.
func TestCreateMember(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.post("/v1/enterprise/memberAccounts:sendVerificationCode", object{"mobilePhone": "13912345678", "accountName": "acme-lab"})
	code := s.administer("GET", "/_sandbox/journal", nil).where("effects", "kind", "verification_code_sent").text("parts.code")
	s.post("/v1/enterprise/memberAccounts", object{
		"organizationId": "1100", "accountName": "acme-lab", "password": "Example-Password-1",
		"mobilePhone": "13912345678", "verificationCode": code,
	})
	s.pass("15m")
	s.get("/v1/enterprise/memberAccounts?accountName=acme-lab").same("memberAccounts[0].status", "MEMBER_ACCOUNT_STATUS_NORMAL")
}
