package fault

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/upstream"
)

// FuzzUpstreamStatus: whatever the upstream says, the status is a failure, never
// the caller's identity, complete, and fit for the wire; and a payment without a
// definite answer is never a plain failure.
func FuzzUpstreamStatus(f *testing.F) {
	f.Add(400, "CBC.99003106", "no", "id", []byte(`{"quota_infos":[{"auth_result":1}]}`), byte(1), byte(2), true)
	f.Add(200, "\xff", "\xff\n", "\xff", []byte(`{"fail_check_items":["\xff"],"expiredResourceIds":["\ud800"]}`), byte(3), byte(0), false)
	f.Add(0, "APIG.0301", "", "", []byte(`{`), byte(7), byte(1), true)
	f.Fuzz(func(t *testing.T, httpStatus int, code, message, id string, details []byte, kind, outcome byte, money bool) {
		e := &upstream.Error{
			Operation: read, HTTPStatus: httpStatus, Code: code, Message: message, RequestID: id,
			Kind: upstream.Kind(kind % 9), Outcome: upstream.Outcome(outcome % 3), Details: json.RawMessage(details),
		}
		if money {
			e.Operation = pay
		}
		s := status.Convert(ErrorOf(Call{JSONNames: true, RequestID: "ours"}, e))
		if s.Code() == codes.OK || s.Code() == codes.Unauthenticated || info(s).GetReason() == "" {
			t.Errorf("%v gives %v", e, s)
		}
		if size := encodedSize(s.Proto()); size > maxStatus {
			t.Errorf("%v takes %d bytes of headers", s, size)
		}
		if _, err := proto.Marshal(s.Proto()); err != nil || !utf8.ValidString(s.Message()) {
			t.Errorf("%v: %v", s, err)
		}
		told := mustTable(t).row(Reason(info(s).GetReason())).told
		if money && e.Outcome == upstream.OutcomeUnknown && s.Code() != codes.Unknown && !told {
			t.Errorf("%v gives %v", e, s)
		}
		_, _ = Severity(e), Describe(e)
	})
}
