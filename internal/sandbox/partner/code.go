package partner

import (
	"context"
	"fmt"
	"net/http"
	"regexp"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// For what a verification code is used.
const (
	sceneRegister = 29
	sceneBankCard = 18
)

const codeAttempts = 3

// codeKey tells the codes to one contact apart by what they are for.
func codeKey(contact string, scene int64) string { return fmt.Sprintf("%s %d", contact, scene) }

// sendVerificationMessageCode is POST /v2/bases/verificationcode/send; the code shows in the
// journal, which stands for the telephone and the mailbox.
func sendVerificationMessageCode(_ context.Context, c *call) (any, *rest.Refusal) {
	contact := c.In.Text("mobile_phone") + c.In.Text("email")
	scene := c.In.Num("scene", sceneRegister)
	switch {
	case c.In.Has("mobile_phone") && !regexp.MustCompile(`^1\d{10}$`).MatchString(contact):
		return nil, rest.BadParameter("mobile_phone is not a mobile number")
	case c.In.Has("email") && !isMailAddress(contact):
		return nil, rest.BadParameter("email is not an e-mail address")
	case scene == sceneBankCard && !c.In.Has("customer_id"):
		return nil, rest.BadParameter("customer_id is required")
	case scene == sceneBankCard && !c.partner.taken(func(s *subCustomer) bool { return s.id == c.In.Text("customer_id") }):
		return nil, unknownAccount()
	}
	key := codeKey(contact, scene)
	if c.partner.codes.Recent(key, c.Now) {
		return nil, rest.TooManyCodes()
	}
	code := c.partner.codes.Send(key, c.partner.number(), c.Now, c.CodeTime())
	if contact == demo.DeadPhone {
		return nil, rest.LostCode()
	}
	c.Done(rest.Effect{Kind: "verification_code_sent", CustomerID: c.In.Text("customer_id"), Parts: map[string]string{
		"receiver": contact, "code": code.Text, "expires": rest.Stamp(code.Expires), "scene": fmt.Sprint(scene),
	}})
	return nil, nil
}

// confirm uses a code up, or says why it does not count.
func (p *Partnership) confirm(c *call, contact string, scene int64) *rest.Refusal {
	given := c.In.Text("verification_code")
	if bank := c.In.Items("bank_card_info"); len(bank) > 0 {
		given = bank[0].Text("verification_code")
	}
	key := codeKey(contact, scene)
	code := p.codes[key]
	switch {
	case code == nil:
		return rest.Refuse(http.StatusBadRequest, "CBC.99004010", "The verification code is incorrect.")
	case code.Over(c.Now):
		return rest.Refuse(http.StatusBadRequest, "CBC.99004008", "The verification code is no longer valid.")
	case code.Wrong >= codeAttempts:
		return rest.Refuse(http.StatusBadRequest, "CBC.99004009", "The verification failed more than %d times.", codeAttempts)
	case !code.Is(given):
		code.Wrong++
		return rest.Refuse(http.StatusBadRequest, "CBC.99004010", "The verification code is incorrect.")
	}
	delete(p.codes, key)
	return nil
}
