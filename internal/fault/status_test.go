package fault

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap/zapcore"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	_ "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1" // declares the operations
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// read and pay are two operations that the proto options declare.
const (
	read = "ShowCustomerOrderDetails"
	pay  = "PayOrders"
)

// detail is the first detail of a type, or nil.
func detail[T any](s *status.Status) T {
	var none T
	for _, d := range s.Details() {
		if found, ok := d.(T); ok {
			return found
		}
	}
	return none
}

func info(s *status.Status) *errdetails.ErrorInfo { return detail[*errdetails.ErrorInfo](s) }

func TestUpstreamErrors(t *testing.T) {
	t.Parallel()
	const unknown, refused, notSent = upstream.OutcomeUnknown, upstream.OutcomeRefused, upstream.OutcomeNotSent
	for _, c := range []struct {
		err   upstream.Error
		code  codes.Code
		want  string
		level zapcore.Level
	}{
		{upstream.Error{Operation: read, Kind: upstream.KindRefused, HTTPStatus: 400, Code: "CBC.30000010", Outcome: refused}, codes.NotFound, "ORDER_NOT_FOUND", zapcore.InfoLevel},
		{upstream.Error{Operation: pay, Kind: upstream.KindRefused, HTTPStatus: 400, Code: "CBC.99005003", Outcome: refused}, codes.FailedPrecondition, "BALANCE_INSUFFICIENT", zapcore.InfoLevel},
		{upstream.Error{Operation: pay, Kind: upstream.KindRefused, HTTPStatus: 400, Code: "CBC.99000088", Outcome: unknown}, codes.Aborted, "PAYMENT_IN_PROGRESS", zapcore.InfoLevel},
		{upstream.Error{Operation: pay, Kind: upstream.KindRefused, HTTPStatus: 429, Code: "APIGW.0308", Outcome: refused}, codes.ResourceExhausted, "UPSTREAM_RATE_LIMITED", zapcore.WarnLevel},
		{upstream.Error{Operation: pay, Kind: upstream.KindRefused, HTTPStatus: 401, Code: "APIGW.0301", Outcome: refused}, codes.Internal, "UPSTREAM_CREDENTIALS_REJECTED", zapcore.ErrorLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindRefused, HTTPStatus: 403, Code: "CBC.0154", Outcome: refused}, codes.Internal, "UPSTREAM_CREDENTIALS_REJECTED", zapcore.ErrorLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindRefused, HTTPStatus: 403, Code: "CBC.0151", Outcome: refused}, codes.PermissionDenied, "ACCOUNT_PERMISSION_MISSING", zapcore.WarnLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindRefused, HTTPStatus: 500, Code: "CBC.0999", Outcome: unknown}, codes.Internal, "UPSTREAM_INTERNAL_ERROR", zapcore.WarnLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindUnreachable, Outcome: unknown}, codes.Unavailable, "UPSTREAM_UNREACHABLE", zapcore.WarnLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindUnreadable, HTTPStatus: 200}, codes.Internal, "UPSTREAM_ANSWER_UNREADABLE", zapcore.WarnLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindBroken, HTTPStatus: 200}, codes.Unavailable, "UPSTREAM_ANSWER_BROKEN", zapcore.WarnLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindRedirect, HTTPStatus: 302}, codes.Internal, "UPSTREAM_REDIRECTED", zapcore.ErrorLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindTooLarge, HTTPStatus: 200}, codes.Internal, "UPSTREAM_ANSWER_TOO_LARGE", zapcore.WarnLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindDeadline}, codes.DeadlineExceeded, "DEADLINE_EXCEEDED", zapcore.WarnLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindCanceled}, codes.Canceled, "CALL_CANCELLED", zapcore.InfoLevel},
		{upstream.Error{Operation: read, Kind: upstream.KindRequest, Outcome: notSent}, codes.Internal, "UPSTREAM_REQUEST_NOT_BUILT", zapcore.ErrorLevel},
		{upstream.Error{Operation: read, Kind: 0}, codes.Internal, "INTERNAL_ERROR", zapcore.ErrorLevel},
		// A change that surely was not sent may be repeated like a read.
		{upstream.Error{Operation: pay, Kind: upstream.KindUnreachable, Outcome: notSent}, codes.Unavailable, "UPSTREAM_UNREACHABLE", zapcore.WarnLevel},
		{upstream.Error{Operation: pay, Kind: upstream.KindDeadline, Outcome: notSent}, codes.DeadlineExceeded, "DEADLINE_EXCEEDED", zapcore.WarnLevel},
	} {
		s := Status(fmt.Errorf("service: %w", &c.err))
		if s.Code() != c.code || info(s).GetReason() != c.want {
			t.Errorf("%v: %v %s, want %v %s", &c.err, s.Code(), info(s).GetReason(), c.code, c.want)
		}
		if info(s).GetMetadata()["operation"] != c.err.Operation || info(s).GetDomain() != Domain {
			t.Errorf("%v: info %v", &c.err, info(s))
		}
		if got := Severity(&c.err); got != c.level {
			t.Errorf("%v: severity %v, want %v", &c.err, got, c.level)
		}
		if got := Severity(Error(&c.err)); got != c.level {
			t.Errorf("%v: severity once shaped %v, want %v", &c.err, got, c.level)
		}
	}
}

// TestOutcomeUnknown: whatever took the answer away, a call that changes
// something and may have arrived is never reported as a plain failure.
func TestOutcomeUnknown(t *testing.T) {
	t.Parallel()
	causes := []upstream.Error{
		{Kind: upstream.KindDeadline},
		{Kind: upstream.KindCanceled},
		{Kind: upstream.KindUnreachable},
		{Kind: upstream.KindUnreadable, HTTPStatus: 200},
		{Kind: upstream.KindBroken, HTTPStatus: 200},
		{Kind: upstream.KindTooLarge},
		{Kind: upstream.KindRedirect, HTTPStatus: 307},
		{Kind: upstream.KindRefused, HTTPStatus: 500},
		{Kind: upstream.KindRefused, HTTPStatus: 502, Code: "APIGW.0201"},
		{Kind: upstream.KindRefused, HTTPStatus: 400, Code: "CBC.99000087"},
		{Kind: upstream.KindRefused, HTTPStatus: 408},
	}
	for _, operation := range []string{pay, "CancelCustomerOrder", "AnOperationThatNobodyDeclared"} {
		for _, cause := range causes {
			cause.Operation, cause.RetryAfter = operation, time.Second
			s := Status(&cause)
			if s.Code() != codes.Unknown || info(s).GetReason() != string(OutcomeUnknown) {
				t.Errorf("%v: %v %s", &cause, s.Code(), info(s).GetReason())
			}
			if info(s).GetMetadata()["retryable"] != "no" || detail[*errdetails.RetryInfo](s) != nil {
				t.Errorf("%v: invites to repeat the call: %v", &cause, s)
			}
			if !strings.Contains(s.Message(), "GetOrder") || Severity(&cause) != zapcore.ErrorLevel {
				t.Errorf("%v: message %q, severity %v", &cause, s.Message(), Severity(&cause))
			}
		}
	}
	// The control: the same causes on a read are plain failures.
	for _, cause := range causes {
		cause.Operation = read
		if s := Status(&cause); s.Code() == codes.Unknown {
			t.Errorf("%v: a read has no outcome to lose", &cause)
		}
	}
}

func TestTranslateErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  translate.Error
		code codes.Code
		want Reason
	}{
		{translate.Error{Kind: translate.KindRequest, Field: "page_token", Reason: "is not from this list"}, codes.InvalidArgument, RequestInvalid},
		{translate.Error{Kind: translate.KindSite, Operation: "ListOrderCouponsByOrderId"}, codes.Unimplemented, SiteUnsupported},
		{translate.Error{Kind: translate.KindAnswer, Operation: read, Field: "orders[3].amount", Reason: "not a decimal"}, codes.Internal, UpstreamAnswerUnreadable},
		{translate.Error{Kind: translate.KindAnswer, Operation: pay, Field: "x"}, codes.Unknown, OutcomeUnknown},
		{translate.Error{Kind: translate.KindPlan, Operation: "ocegate.x"}, codes.Internal, InternalError},
		{translate.Error{}, codes.Internal, InternalError},
	} {
		s := Status(&c.err)
		if s.Code() != c.code || info(s).GetReason() != string(c.want) {
			t.Errorf("%v: %v %s, want %v %s", &c.err, s.Code(), info(s).GetReason(), c.code, c.want)
		}
	}
}

func TestFieldPathsAsTheCallerWritesThem(t *testing.T) {
	t.Parallel()
	err := &translate.Error{Kind: translate.KindRequest, Field: "filters[2].create_time_end", Reason: "is before create_time_begin"}
	for _, c := range []struct {
		call        Call
		want, other string
	}{
		{Call{}, "filters[2].create_time_end", "create_time_begin"},
		{Call{JSONNames: true}, "filters[2].createTimeEnd", "createTimeBegin"},
	} {
		s := status.Convert(ErrorOf(c.call, err))
		fields := detail[*errdetails.BadRequest](s).GetFieldViolations()
		if len(fields) != 1 || fields[0].GetField() != c.want || fields[0].GetDescription() != "is before "+c.other {
			t.Errorf("%v, want %s", fields, c.want)
		}
		if !strings.Contains(s.Message(), c.want+" is before "+c.other) {
			t.Errorf("message %q", s.Message())
		}
	}
	spelled := &RefusalError{Reason: RequestInvalid, Spelled: true, Violations: []Violation{{Field: "a_b", Description: "x"}}}
	if got := detail[*errdetails.BadRequest](status.Convert(ErrorOf(Call{JSONNames: true}, spelled))); got.GetFieldViolations()[0].GetField() != "a_b" {
		t.Errorf("a field in the caller's own spelling became %v", got)
	}
	if err.Field != "filters[2].create_time_end" {
		t.Error("the error itself was changed")
	}
}

func TestAnswerFieldIsNamed(t *testing.T) {
	t.Parallel()
	s := Status(&upstream.Error{
		Operation: read, Kind: upstream.KindUnreadable, HTTPStatus: 200,
		Err: &translate.Error{Kind: translate.KindAnswer, Field: "lines[1].amount", Upstream: "rows[1].fee", Reason: "not a decimal"},
	})
	if m := info(s).GetMetadata(); m["field"] != "lines[1].amount" || m["upstream_field"] != "rows[1].fee" || m["retryable"] != "no" {
		t.Errorf("%v", s)
	}
	if !strings.Contains(s.Message(), "lines[1].amount <- rows[1].fee") {
		t.Errorf("%v", s)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	err := error(&RefusalError{
		Reason: RequestInvalid, Where: "GET /v1/orders", Err: errors.New("secret cause"),
		Violations: []Violation{
			{Field: "a_b", Rule: "STRING_MIN_LEN", Description: "must not be empty"},
			{Field: "c", Description: "x"},
			{Field: "d", Description: "y"},
			{Field: "e", Description: "z"},
			{Description: "w"},
		},
	})
	s := Status(err)
	want := "The request is not valid (GET /v1/orders): a_b must not be empty; c x; d y; and 2 more. Correct the fields that are named."
	if s.Message() != want {
		t.Errorf("message %q", s.Message())
	}
	if got := detail[*errdetails.BadRequest](s).GetFieldViolations(); len(got) != 5 || got[0].GetReason() != "STRING_MIN_LEN" {
		t.Errorf("violations %v", got)
	}
	if s := Status(&RefusalError{Reason: ServerStopping, RetryAfter: time.Minute}); detail[*errdetails.RetryInfo](s).GetRetryDelay().AsDuration() != time.Minute {
		t.Errorf("no pause: %v", s)
	}
	if s := Status(&RefusalError{Reason: "NEVER_WRITTEN_DOWN"}); s.Code() != codes.Internal {
		t.Errorf("an unknown reason gives %v", s)
	}
	if s := Status(Invalid(Violation{Field: "f", Description: "g"})); s.Code() != codes.InvalidArgument {
		t.Errorf("Invalid gives %v", s)
	}
}

func TestContextErrors(t *testing.T) {
	t.Parallel()
	if s := Status(fmt.Errorf("x: %w", context.DeadlineExceeded)); s.Code() != codes.DeadlineExceeded {
		t.Errorf("%v", s)
	}
	if s := Status(fmt.Errorf("x: %w", context.Canceled)); s.Code() != codes.Canceled {
		t.Errorf("%v", s)
	}
}

func TestBuiltStatusesPass(t *testing.T) {
	t.Parallel()
	foreign := status.Error(codes.DataLoss, "as it is")
	if s := Status(fmt.Errorf("wrapped: %w", foreign)); s.Code() != codes.DataLoss || s.Message() != "as it is" {
		t.Errorf("%v", s)
	}
	once := Error(&upstream.Error{Operation: read, Kind: upstream.KindDeadline})
	if twice := Error(fmt.Errorf("again: %w", once)); !errors.Is(twice, once) || Status(twice).Proto().String() != Status(once).Proto().String() {
		t.Errorf("%v then %v", once, twice)
	}
	if s := Status(okError{}); s.Code() != codes.Internal {
		t.Errorf("an error that claims success gives %v", s)
	}
	if Error(nil) != nil || Status(nil).Code() != codes.OK || Severity(nil) != zapcore.InfoLevel {
		t.Error("nil is no error")
	}
}

type okError struct{}

func (okError) Error() string              { return "fine" }
func (okError) GRPCStatus() *status.Status { return nil }

// TestUnknownErrorsSayNothing: whatever an unexpected error holds stays here.
func TestUnknownErrorsSayNothing(t *testing.T) {
	t.Parallel()
	secret := errors.New("dial 10.0.0.7: AKIAVERYSECRET 13912345678")
	for _, err := range []error{secret, &PanicError{Value: secret, Stack: []byte("stack 13912345678")}} {
		text := Status(err).Proto().String()
		for _, leak := range []string{"10.0.0.7", "SECRET", "139", "stack"} {
			if strings.Contains(text, leak) {
				t.Errorf("%q leaks %q", text, leak)
			}
		}
		if Status(err).Code() != codes.Internal || Severity(err) != zapcore.ErrorLevel {
			t.Errorf("%v", Status(err))
		}
	}
}

func TestRequestAndRetryAndWords(t *testing.T) {
	t.Parallel()
	err := &upstream.Error{
		Operation: read, Kind: upstream.KindRefused, HTTPStatus: 429, Code: "APIGW.0308", Outcome: upstream.OutcomeRefused,
		Message: "请求过于频繁", RequestID: "up-1",
	}
	s := status.Convert(ErrorOf(Call{RequestID: "ours"}, err))
	if got := detail[*errdetails.RequestInfo](s); got.GetRequestId() != "up-1" || got.GetServingData() != "upstream" {
		t.Errorf("request info %v", got)
	}
	if got := detail[*errdetails.LocalizedMessage](s); got.GetLocale() != "zh-CN" || got.GetMessage() != err.Message {
		t.Errorf("localized message %v", got)
	}
	if got := detail[*errdetails.RetryInfo](s).GetRetryDelay().AsDuration(); got != throttlePause {
		t.Errorf("retry in %v", got)
	}
	err.RetryAfter, err.RequestID, err.Message = 7*time.Second, "", "too many"
	s = status.Convert(ErrorOf(Call{RequestID: "ours"}, err))
	if got := detail[*errdetails.RequestInfo](s); got.GetRequestId() != "ours" || got.GetServingData() != Domain {
		t.Errorf("request info %v", got)
	}
	if got := detail[*errdetails.RetryInfo](s).GetRetryDelay().AsDuration(); got != 7*time.Second {
		t.Errorf("retry in %v", got)
	}
	if got := detail[*errdetails.LocalizedMessage](s).GetLocale(); got != "en-US" {
		t.Errorf("locale %s", got)
	}
	want := "The upstream's limit of calls per second is reached (ShowCustomerOrderDetails answered APIGW.0308). Wait, then repeat the call with growing pauses."
	if s.Message() != want {
		t.Errorf("message %q", s.Message())
	}
	if m := info(s).GetMetadata(); m["upstream_code"] != "APIGW.0308" || m["upstream_status"] != "429" || m["retryable"] != "yes" {
		t.Errorf("metadata %v", m)
	}
}

func TestRefusalDetailsAreKept(t *testing.T) {
	t.Parallel()
	raw := `{"quota_infos":[{"region_code":"cn-north-4","service_type_code":"ecs","resource_type_code":"vm","resource_spec_code":"s3","auth_result":1,"available_zone":"a"},
		{"region_code":"r","cloud_service_type":"evs","auth_result":"2"},{"auth_result":3},{"auth_result":4},{"auth_result":99},{"auth_result":0}],
		"fail_check_items":["NOT_OPEN_PROJECT_GROUP"],"failCheckItems":["OLD_ITEM"],"expiredResourceIds":["r-1"],
		"enterprise_project_auth_result":[{"enterprise_project_id":"p1","enterprise_project_name":"Shop","auth_status":2}],"other":7}`
	s := Status(&upstream.Error{Operation: pay, Kind: upstream.KindRefused, HTTPStatus: 400, Code: "CBC.99003141", Outcome: upstream.OutcomeRefused, Details: json.RawMessage(raw)})
	quota := detail[*errdetails.QuotaFailure](s).GetViolations()
	if len(quota) != 1 || quota[0].GetSubject() != "cn-north-4/a/vm/s3" || quota[0].GetApiService() != "ecs" {
		t.Errorf("quota %v", quota)
	}
	types := []string{}
	for _, v := range detail[*errdetails.PreconditionFailure](s).GetViolations() {
		types = append(types, v.GetType()+" "+v.GetSubject())
	}
	want := "CAPACITY_INSUFFICIENT r,SPECIFICATION_WRONG ,RELATED_RESOURCE_WRONG ,QUOTA_CHECK_FAILED ," +
		"NOT_OPEN_PROJECT_GROUP account,OLD_ITEM account,ENTERPRISE_PROJECT_REFUSED enterpriseProjects/p1,RESOURCE_EXPIRED resources/r-1"
	if got := strings.Join(types, ","); got != want {
		t.Errorf("preconditions %s", got)
	}
	if info(s).GetMetadata()["upstream_details"] != raw {
		t.Error("the details as they came are lost")
	}
}

// TestOddDetails: a member of an unexpected type hides neither its neighbours
// nor itself.
func TestOddDetails(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{`[1]`, `"x"`, `{"quota_infos":7,"fail_check_items":["A"]}`, `{`} {
		s := Status(&upstream.Error{Operation: pay, Kind: upstream.KindRefused, HTTPStatus: 400, Code: "CBC.99007004", Outcome: upstream.OutcomeRefused, Details: json.RawMessage(raw)})
		if info(s).GetMetadata()["upstream_details"] != raw {
			t.Errorf("%s is lost", raw)
		}
		found := len(detail[*errdetails.PreconditionFailure](s).GetViolations())
		if want := strings.Count(raw, `"A"`); found != want {
			t.Errorf("%s: %d violations, want %d", raw, found, want)
		}
	}
}
