package sandbox

import (
	"fmt"
	"net/http"
)

// refusal is an answer that says no: the HTTP status and the members of the error body.
type refusal struct {
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

// refuse is a refusal of the business layer.
func refuse(status int, code, format string, args ...any) *refusal {
	return &refusal{Status: status, Code: code, Message: fmt.Sprintf(format, args...)}
}

// badParameter is the one answer to every malformed parameter.
func badParameter(format string, args ...any) *refusal {
	return refuse(http.StatusBadRequest, "CBC.0100", "Parameter error: "+format, args...)
}

// denied is a refusal of the API gateway, whose body also names the request.
func denied(status int, code, format string, args ...any) *refusal {
	r := refuse(status, code, format, args...)
	r.gateway = true
	return r
}

// unauthenticated is the gateway's answer to every failed signature.
func unauthenticated(format string, args ...any) *refusal {
	return denied(http.StatusUnauthorized, "APIGW.0301", "Incorrect IAM authentication information: "+format, args...)
}
