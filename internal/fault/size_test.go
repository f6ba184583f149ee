package fault

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/internal/upstream"
)

// many is a list of so many JSON texts.
func many(count int, each string) string {
	return "[" + strings.TrimSuffix(strings.Repeat(each+",", count), ",") + "]"
}

// errorBodies are bodies that are as long as the client of the upstream lets them
// be, each with one kind of list.
func errorBodies(count int) map[string]json.RawMessage {
	place := strings.Repeat("地", 5)
	quota := fmt.Sprintf(`{"region_code":%q,"cloud_service_type":"hws","resource_type_code":%q,"resource_spec_code":%q,"available_zone":%q,"auth_result":`, place, place, place, place)
	return map[string]json.RawMessage{
		"quota":    json.RawMessage(`{"quota_infos":` + many(count, quota+`1}`) + `}`),
		"capacity": json.RawMessage(`{"quota_infos":` + many(count, quota+`2}`) + `}`),
		"checks":   json.RawMessage(`{"fail_check_items":` + many(count, `"BALANCE_INSUFFICIENT"`) + `}`),
		"projects": json.RawMessage(`{"enterprise_project_auth_result":` + many(count, `{"enterprise_project_id":"0","enterprise_project_name":"预算","auth_status":"1"}`) + `}`),
		"expired":  json.RawMessage(`{"expiredResourceIds":` + many(count, `"rs-0123456789"`) + `}`),
		"unknown":  json.RawMessage(`{"error_details":` + many(count, `"`+strings.Repeat("字", 10)+`"`) + `}`),
	}
}

// TestStatusFitsHeaders: whatever is told, at any number of details, a client that
// takes 8 KiB of headers gets it, with its reason and with what may be done.
func TestStatusFitsHeaders(t *testing.T) {
	t.Parallel()
	words := strings.Repeat("余额不足", 75)
	for count := 1; count <= 200; count += 1 + count/8 {
		for name, body := range errorBodies(count) {
			for operation, outcome := range map[string]upstream.Outcome{pay: upstream.OutcomeUnknown, read: upstream.OutcomeRefused} {
				s := Status(&upstream.Error{
					Operation: operation, Kind: upstream.KindRefused, Outcome: outcome, HTTPStatus: 400, Code: "CBC.99003141",
					Message: words, RequestID: strings.Repeat("r", 128), Details: body,
				})
				want := map[string]string{pay: "OUTCOME_UNKNOWN", read: "SERVICE_QUOTA_INSUFFICIENT"}[operation]
				if got := info(s); got.GetReason() != want || got.GetMetadata()["retryable"] == "" || got.GetMetadata()["upstream_code"] == "" {
					t.Errorf("%s: %v", name, got)
				}
				if size := encodedSize(s.Proto()); size > maxStatus {
					t.Errorf("%d of %s take %d bytes", count, name, size)
				}
			}
		}
	}
}

// TestEveryReasonFitsHeaders with the most that a refusal can say.
func TestEveryReasonFitsHeaders(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("字%", 5000)
	for reason := range mustTable(t).reasons {
		var violations []Violation
		for i := range 500 {
			violations = append(violations, Violation{Field: fmt.Sprintf("a%d.%s", i, long), Rule: "STRING_MIN_LEN", Description: long})
		}
		err := &RefusalError{Reason: reason, Where: long, Violations: violations, More: 7, RetryAfter: 1}
		s := Status(ErrorOf(Call{RequestID: strings.Repeat("r", 64), JSONNames: true}, err))
		if size := encodedSize(s.Proto()); size > maxStatus || info(s).GetReason() != string(reason) {
			t.Errorf("%s: %d bytes, %v", reason, size, info(s))
		}
		if left := info(s).GetMetadata()[noteLeft]; left == "" || !strings.Contains(s.Message(), mustTable(t).row(reason).advice) {
			t.Errorf("%s: %s violations left out, %q", reason, left, s.Message())
		}
	}
}

// TestLessInOrder: the raw body goes first, then the copies of it, then what is
// wrong with the request; the upstream's words stay longest.
func TestLessInOrder(t *testing.T) {
	t.Parallel()
	kept := func(count int) (raw, listed int, words bool) {
		s := Status(&upstream.Error{
			Operation: read, Kind: upstream.KindRefused, Outcome: upstream.OutcomeRefused, HTTPStatus: 400, Code: "CBC.99003141",
			Message: "words", Details: errorBodies(count)["quota"],
		})
		for _, d := range s.Details() {
			switch d := d.(type) {
			case *errdetails.QuotaFailure:
				listed = len(d.GetViolations())
			case *errdetails.LocalizedMessage:
				words = true
			}
		}
		return len(info(s).GetMetadata()[noteDetails]), listed, words
	}
	if raw, listed, words := kept(2); raw == 0 || listed != 2 || !words {
		t.Errorf("of 2: %d %d %v", raw, listed, words)
	}
	if raw, listed, words := kept(8); raw != 0 || listed < 4 || !words {
		t.Errorf("of 8: %d %d %v", raw, listed, words)
	}
	if raw, listed, words := kept(100); raw != 0 || listed == 0 || !words {
		t.Errorf("of 100: %d %d %v", raw, listed, words)
	}
}

// TestForeignStatusFitsHeaders: what the transport words itself may repeat what
// the caller sent.
func TestForeignStatusFitsHeaders(t *testing.T) {
	t.Parallel()
	for _, message := range []string{strings.Repeat("m", 9000), strings.Repeat("字", 9000), strings.Repeat("\xffw", 9000)} {
		s := Status(status.Error(codes.Unimplemented, message))
		if size := encodedSize(s.Proto()); s.Code() != codes.Unimplemented || size > maxStatus || len(s.Message()) < 300 {
			t.Errorf("%d bytes, %v", size, s)
		}
	}
	small := status.New(codes.Unimplemented, "unknown service x")
	if got := Status(small.Err()); got.Message() != small.Message() {
		t.Errorf("%v", got)
	}
}
