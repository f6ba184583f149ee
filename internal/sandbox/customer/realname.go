package customer

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type realNameAnswer struct {
	Status int `json:"verified_status"`
	Type   int `json:"verified_type"`
}

const (
	realNameVerified   = 2
	realNameEnterprise = 1
)

// showRealNameAuthStatus is GET /v2/customers/real-name-auth-status; the demo account is a verified enterprise.
func showRealNameAuthStatus(context.Context, *call) (any, *rest.Refusal) {
	return realNameAnswer{Status: realNameVerified, Type: realNameEnterprise}, nil
}

type qrCodeAnswer struct {
	URL string `json:"qr_code_url"`
}

// realNameTTL is how long a code can be used.
const realNameTTL = 10 * time.Minute

// showRealNameAuthQrCode is GET /v2/customers/real-name-auth-qrcode: a new code each
// time, which says until when it can be used.
func showRealNameAuthQrCode(_ context.Context, c *call) (any, *rest.Refusal) {
	if c.Who.Viewer || c.Who.Partner || c.Who.Member {
		return nil, rest.Refuse(http.StatusForbidden, "CBC.99007297", "An IAM user or a member account cannot fetch the QR code.")
	}
	c.account.codes++
	until := c.Now.Add(realNameTTL).Unix()
	return qrCodeAnswer{URL: fmt.Sprintf("https://account.example.test/real-name/%s/%d?until=%d", demo.DomainID, c.account.codes, until)}, nil
}
