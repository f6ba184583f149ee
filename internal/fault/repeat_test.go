package fault

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1" // declares the operations
	_ "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"    // declares the operations
	_ "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"   // declares the operations
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// moneyOperations are the linked upstream operations that move money.
func moneyOperations(t *testing.T) []string {
	t.Helper()
	var found []string
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			for j := range file.Services().Get(i).Methods().Len() {
				method := file.Services().Get(i).Methods().Get(j)
				operation, ok := proto.GetExtension(method.Options(), upstreamv1.E_Operation).(*upstreamv1.Operation)
				if ok && operation.GetEffect() == upstreamv1.Effect_EFFECT_MONEY {
					found = append(found, operation.GetName())
				}
			}
		}
		return true
	})
	if len(found) < 16 {
		t.Fatalf("only %d operations move money: %q", len(found), found)
	}
	return found
}

// refusals are one definite refusal for each code of the table.
func refusals(t *testing.T, operation string) []*upstream.Error {
	t.Helper()
	var all []*upstream.Error
	for code, rows := range mustTable(t).codes {
		for _, row := range rows {
			all = append(all, &upstream.Error{
				Operation: operation, Kind: upstream.KindRefused, Outcome: upstream.OutcomeRefused,
				HTTPStatus: row.status, Code: code, RetryAfter: 7 * time.Second,
			})
		}
	}
	return all
}

// inWork finds reasons that say that something is under way, which after a lost
// answer may be the caller's own first call.
var inWork = regexp.MustCompile(`(?i)in progress|unfinished|is locked|is being|did not arrive in time|being processed`)

// TestNoMoneyTwice: whatever is in progress may be this very call, so none that
// moves money is told to come again for it.
func TestNoMoneyTwice(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for _, operation := range moneyOperations(t) {
		for _, refused := range refusals(t, operation) {
			s := Status(refused)
			if !inWork.MatchString(s.Message()) {
				continue
			}
			found[info(s).GetReason()] = true
			if info(s).GetMetadata()["retryable"] != "no" || detail[*errdetails.RetryInfo](s) != nil || invites(s) {
				t.Errorf("%s answered %s: %v", operation, refused.Code, s)
			}
		}
	}
	if len(found) < 8 {
		t.Errorf("only %d reasons are about something in progress: %v", len(found), found)
	}
}

// invites says whether the words of a status send the caller back unread.
func invites(s *status.Status) bool {
	return strings.Contains(s.Message(), "Repeat") || !regexp.MustCompile(`(?i)\bread\b|\blist\b`).MatchString(s.Message())
}

// TestBusyReadsMayComeAgain is the control: a read takes no harm.
func TestBusyReadsMayComeAgain(t *testing.T) {
	t.Parallel()
	refused := &upstream.Error{
		Operation: read, Kind: upstream.KindRefused, Outcome: upstream.OutcomeRefused, HTTPStatus: 200, Code: "CBC.30050011",
	}
	if s := Status(refused); info(s).GetMetadata()["retryable"] != "yes" || !strings.Contains(s.Message(), "Repeat") {
		t.Errorf("%v", s)
	}
	refused.Operation = pay
	if s := Status(refused); info(s).GetMetadata()["retryable"] != "no" || invites(s) {
		t.Errorf("%v", s)
	}
}

// TestNoDelayWithoutRetry: "never" and "in seven seconds" do not go together.
func TestNoDelayWithoutRetry(t *testing.T) {
	t.Parallel()
	delayed := 0
	for _, refused := range refusals(t, read) {
		s := Status(refused)
		never := info(s).GetMetadata()["retryable"] == "no"
		if pause := detail[*errdetails.RetryInfo](s); never != (pause == nil) {
			t.Errorf("%s: retryable %v, pause %v", refused.Code, info(s).GetMetadata()["retryable"], pause)
		} else if pause != nil {
			delayed++
		}
	}
	if delayed == 0 {
		t.Error("nothing may be repeated after a pause")
	}
}

// TestTooLargeForNow: with a time to wait, 413 is about load and not about size.
func TestTooLargeForNow(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"", "APIGW.0201"} {
		refused := &upstream.Error{
			Operation: read, Kind: upstream.KindRefused, Outcome: upstream.OutcomeRefused,
			HTTPStatus: 413, Code: code, RetryAfter: 7 * time.Second,
		}
		s := Status(refused)
		pause := detail[*errdetails.RetryInfo](s).GetRetryDelay().AsDuration()
		if s.Code() != codes.ResourceExhausted || info(s).GetMetadata()["retryable"] != "yes" || pause != 7*time.Second {
			t.Errorf("%q: %v", code, s)
		}
		refused.RetryAfter = 0
		if s := Status(refused); s.Code() != codes.OutOfRange || info(s).GetMetadata()["retryable"] != "no" {
			t.Errorf("%q without a time: %v", code, s)
		}
	}
}
