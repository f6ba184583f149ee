package main

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	"github.com/ocegate/ocegate/internal/fault"
)

func TestGoName(t *testing.T) {
	t.Parallel()
	for reason, want := range map[string]string{
		"OUTCOME_UNKNOWN": "OutcomeUnknown", "TRANSACTION_ID_DUPLICATED": "TransactionIDDuplicated", "UPSTREAM_IP_THROTTLED": "UpstreamIPThrottled", "A": "A",
	} {
		if got := goName(reason); got != want {
			t.Errorf("%s: %s, want %s", reason, got, want)
		}
	}
}

// TestConstantsComplain: two reasons must not become one constant.
func TestConstantsComplain(t *testing.T) {
	t.Parallel()
	entries := []fault.Entry{{Reason: "GONE_AWAY", Code: codes.NotFound}, {Reason: "GONE__AWAY", Code: codes.NotFound}}
	if _, err := constants(entries); err == nil || !strings.Contains(err.Error(), "GoneAway") {
		t.Errorf("%v", err)
	}
}

// TestReasonRows pins what a reader gets of a reason, in both forms.
func TestReasonRows(t *testing.T) {
	t.Parallel()
	entries := []fault.Entry{{
		Reason: "ORDER_GONE", Code: codes.NotFound, Retryable: "no", Message: "It is gone", Advice: "Look elsewhere", Upstream: []string{"CBC.1", "CBC.2"},
	}}
	if page, want := string(errorsPage(entries)), "| `ORDER_GONE` | NOT_FOUND | no | It is gone. | Look elsewhere. | CBC.1, CBC.2 |\n"; !strings.Contains(page, want) {
		t.Errorf("no row %s in\n%s", want, page)
	}
	source, err := constants(entries)
	if want := "// OrderGone: It is gone. Look elsewhere. Code NOT_FOUND, retryable: no.\n\tOrderGone = \"ORDER_GONE\"\n"; err != nil || !strings.Contains(string(source), want) {
		t.Errorf("%v, no constant %s in\n%s", err, want, source)
	}
}
