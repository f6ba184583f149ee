package sandbox

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

type realNameAnswer struct {
	Status int `json:"verified_status"`
	Type   int `json:"verified_type"`
}

const (
	realNameVerified   = 2
	realNameEnterprise = 1
)

// showRealNameStatus is GET /v2/customers/real-name-auth-status; the demo account is a verified enterprise.
func showRealNameStatus(context.Context, *customerCall) (any, *refusal) {
	return realNameAnswer{Status: realNameVerified, Type: realNameEnterprise}, nil
}

type qrCodeAnswer struct {
	URL string `json:"qr_code_url"`
}

// realNameTTL is how long a code can be used.
const realNameTTL = 10 * time.Minute

// showRealNameCode is GET /v2/customers/real-name-auth-qrcode: a new code each
// time, which says until when it can be used.
func showRealNameCode(_ context.Context, c *customerCall) (any, *refusal) {
	if c.who.viewer || c.who.partner || c.who.member {
		return nil, refuse(http.StatusForbidden, "CBC.99007297", "An IAM user or a member account cannot fetch the QR code.")
	}
	c.st.codes++
	until := c.now.Add(realNameTTL).Unix()
	return qrCodeAnswer{URL: fmt.Sprintf("https://account.example.test/real-name/%s/%d?until=%d", DemoDomainID, c.st.codes, until)}, nil
}
