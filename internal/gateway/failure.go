package gateway

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/anypb"

	"github.com/ocegate/ocegate/internal/fault"
)

// failure is the body of every answer that is no success.
type failure struct {
	Error failureBody `json:"error"`
}

// failureBody follows the error model of Google's APIs: code is the HTTP
// status, status the canonical gRPC code, details are typed messages.
type failureBody struct {
	Code    int               `json:"code"`
	Status  string            `json:"status"`
	Message string            `json:"message"`
	Details []json.RawMessage `json:"details"`
}

// denial is an error with its HTTP status, ready to be answered.
type denial struct {
	err    error
	status *status.Status
	http   int
}

// shaped gives an error its status; an httpStatus of 0 takes the one of its code.
func shaped(id string, err error, httpStatus int) denial {
	err = fault.ErrorOf(fault.Call{RequestID: id}, err)
	s := fault.Status(err)
	if httpStatus == 0 {
		httpStatus = runtime.HTTPStatusFromCode(s.Code())
	}
	return denial{err: err, status: s, http: httpStatus}
}

// fail answers with an error. A status of 0 takes the one of the code.
func fail(w http.ResponseWriter, s *status.Status, httpStatus int) {
	if httpStatus == 0 {
		httpStatus = statusOf(s)
	}
	denial{status: s, http: httpStatus}.write(w)
}

// text is the body of the answer.
func (d denial) text() []byte {
	s := d.status
	body := failureBody{Code: d.http, Status: code.Code(s.Code()).String(), Message: s.Message(), Details: []json.RawMessage{}}
	for _, detail := range s.Proto().GetDetails() {
		body.Details = append(body.Details, detailJSON(detail))
	}
	text, err := json.Marshal(failure{Error: body})
	if err != nil { // raw details come from protojson, so this cannot happen; still the answer stays JSON
		text = []byte(`{"error":{"code":500,"status":"INTERNAL","message":"","details":[]}}`)
	}
	return text
}

func (d denial) write(w http.ResponseWriter) {
	text := d.text()
	h := w.Header()
	if pause := retryAfter(d.status); pause > 0 {
		h.Set("Retry-After", strconv.FormatInt(int64((pause+time.Second-1)/time.Second), 10))
	}
	if d.status.Code() == codes.Unauthenticated {
		h.Set("WWW-Authenticate", "Bearer") // RFC 9110 demands a challenge; the reason stands in the body
	}
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(d.http)
	_, _ = bytes.NewReader(text).WriteTo(w) // the caller may be gone; there is nobody else to tell
}

// statusOf is the HTTP status of a failure. A server that is busy is not the
// caller's excess, which 429 would say.
func statusOf(s *status.Status) int {
	for _, detail := range s.Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetReason() == string(fault.ServerBusy) {
			return http.StatusServiceUnavailable
		}
	}
	return runtime.HTTPStatusFromCode(s.Code())
}

// detailJSON writes a detail as protojson writes an Any; of an unknown type
// only the name can be told.
func detailJSON(detail *anypb.Any) json.RawMessage {
	if text, err := compact(detail); err == nil {
		return text
	}
	text, err := json.Marshal(map[string]string{"@type": detail.GetTypeUrl()})
	if err != nil {
		return json.RawMessage("{}")
	}
	return text
}

func retryAfter(s *status.Status) time.Duration {
	for _, detail := range s.Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			return info.GetRetryDelay().AsDuration()
		}
	}
	return 0
}
