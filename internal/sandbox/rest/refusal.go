package rest

import (
	"fmt"
	"net/http"
)

// Refusal is an answer that says no: the HTTP status and the members of the error body.
type Refusal struct {
	Status       int      `json:"-"`
	Code         string   `json:"error_code"`
	Message      string   `json:"error_msg"`
	RequestID    string   `json:"request_id,omitempty"`
	RetryAfter   string   `json:"-"`
	QuotaInfos   any      `json:"quota_infos,omitempty"`
	ProjectAuth  any      `json:"enterprise_project_auth_result,omitempty"`
	FailedChecks []string `json:"fail_check_items,omitempty"`

	gateway bool
}

// Refuse is a refusal of the business layer.
func Refuse(status int, code, format string, args ...any) *Refusal {
	return &Refusal{Status: status, Code: code, Message: fmt.Sprintf(format, args...)}
}

// BadParameter is the one answer to every malformed parameter.
func BadParameter(format string, args ...any) *Refusal {
	return Refuse(http.StatusBadRequest, "CBC.0100", "Parameter error: "+format, args...)
}

// denied is a refusal of the API gateway, whose body also names the request.
func denied(status int, code, format string, args ...any) *Refusal {
	r := Refuse(status, code, format, args...)
	r.gateway = true
	return r
}

// unauthenticated is the gateway's answer to every failed signature.
func unauthenticated(format string, args ...any) *Refusal {
	return denied(http.StatusUnauthorized, "APIGW.0301", "Incorrect IAM authentication information: "+format, args...)
}
