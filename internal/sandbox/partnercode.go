package sandbox

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"time"
)

// For what a verification code is used.
const (
	sceneRegister = 29
	sceneBankCard = 18
)

const codeAttempts = 3

// partnerCode is the last code that was sent to a contact for a scene.
type partnerCode struct {
	smsCode
	wrong int // failed attempts
}

func codeKey(contact string, scene int64) string { return fmt.Sprintf("%s %d", contact, scene) }

// sendPartnerCode is POST /v2/bases/verificationcode/send; the code shows in the
// journal, which stands for the telephone and the mailbox.
func sendPartnerCode(_ context.Context, c *partnerCall) (any, *refusal) {
	contact := c.in.text("mobile_phone") + c.in.text("email")
	scene := c.in.num("scene", sceneRegister)
	switch {
	case c.in.has("mobile_phone") && !regexp.MustCompile(`^1\d{10}$`).MatchString(contact):
		return nil, badParameter("mobile_phone is not a mobile number")
	case c.in.has("email") && !isMailAddress(contact):
		return nil, badParameter("email is not an e-mail address")
	case scene == sceneBankCard && !c.in.has("customer_id"):
		return nil, badParameter("customer_id is required")
	case scene == sceneBankCard && !c.st.taken(func(s *subCustomer) bool { return s.id == c.in.text("customer_id") }):
		return nil, unknownAccount()
	}
	key := codeKey(contact, scene)
	if last := c.st.codes[key]; last != nil && c.now.Before(last.sent.Add(codePause)) {
		return nil, refuse(http.StatusBadRequest, "CBC.99000082", "Verification codes are sent too often.")
	}
	minutes := c.in.num("timeout", defaultCodeMinutes)
	if minutes > longestCodeMinutes {
		minutes = cappedCodeMinutes
	}
	code := &partnerCode{smsCode: smsCode{
		text: fmt.Sprintf("%0*d", codeLength, (c.st.number()*6151+271828)%1_000_000),
		sent: c.now, expires: c.now.Add(time.Duration(minutes) * time.Minute),
	}}
	c.st.codes[key] = code
	if contact == DemoDeadPhone {
		return nil, refuse(http.StatusBadRequest, "CBC.99004003", "The verification code was generated but could not be delivered.")
	}
	c.partnerEffect("verification_code_sent", c.in.text("customer_id"), map[string]string{
		"receiver": contact, "code": code.text, "expires": stamp(code.expires), "scene": fmt.Sprint(scene),
	})
	return nil, nil
}

// confirm uses a code up, or says why it does not count.
func (p *partnership) confirm(c *partnerCall, contact string, scene int64) *refusal {
	given := c.in.text("verification_code")
	if bank := c.in.items("bank_card_info"); len(bank) > 0 {
		given = bank[0].text("verification_code")
	}
	key := codeKey(contact, scene)
	code := p.codes[key]
	switch {
	case code == nil:
		return refuse(http.StatusBadRequest, "CBC.99004010", "The verification code is incorrect.")
	case !c.now.Before(code.expires):
		return refuse(http.StatusBadRequest, "CBC.99004008", "The verification code is no longer valid.")
	case code.wrong >= codeAttempts:
		return refuse(http.StatusBadRequest, "CBC.99004009", "The verification failed more than %d times.", codeAttempts)
	case code.text != given:
		code.wrong++
		return refuse(http.StatusBadRequest, "CBC.99004010", "The verification code is incorrect.")
	}
	delete(p.codes, key)
	return nil
}
