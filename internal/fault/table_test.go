package fault

import (
	"regexp"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
)

func mustTable(t *testing.T) *table {
	t.Helper()
	found, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestTableIsSound(t *testing.T) {
	t.Parallel()
	if err := Verify(); err != nil {
		t.Fatal(err)
	}
	found := mustTable(t)
	if len(found.reasons) < 190 || len(found.codes) < 200 {
		t.Errorf("%d reasons and %d codes: the files are not complete", len(found.reasons), len(found.codes))
	}
}

// TestReasonsAreStableNames holds the form that google.rpc.ErrorInfo demands.
func TestReasonsAreStableNames(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[A-Z][A-Z0-9_]+[A-Z0-9]$`)
	for reason := range mustTable(t).reasons {
		if !form.MatchString(string(reason)) || len(reason) > 63 {
			t.Errorf("%q is not a reason of at most 63 characters", reason)
		}
	}
}

// TestOneReasonPerMeaning finds two reasons for one meaning; two meanings under
// one reason cannot be written down in the two files.
func TestOneReasonPerMeaning(t *testing.T) {
	t.Parallel()
	seen := map[string]Reason{}
	for reason, r := range mustTable(t).reasons {
		if other, twice := seen[r.message]; twice {
			t.Errorf("%s and %s both mean %q", reason, other, r.message)
		}
		seen[r.message] = reason
		if strings.HasSuffix(r.message, ".") || strings.HasSuffix(r.advice, ".") || r.message == "" || r.advice == "" {
			t.Errorf("%s: message and advice are sentences without their full stop", reason)
		}
	}
}

func TestNoReasonBlamesTheCallersIdentity(t *testing.T) {
	t.Parallel()
	for reason, r := range mustTable(t).reasons {
		if r.code == codes.Unauthenticated {
			t.Errorf("%s is UNAUTHENTICATED: the upstream judges our credentials, never the caller's", reason)
		}
	}
}

// TestEveryReasonIsReachable finds reasons that nothing issues.
func TestEveryReasonIsReachable(t *testing.T) {
	t.Parallel()
	found := mustTable(t)
	used := map[Reason]bool{}
	for _, reason := range OwnReasons() {
		used[reason] = true
	}
	for _, rows := range found.codes {
		for _, p := range rows {
			used[p.reason] = true
		}
	}
	for reason := range found.reasons {
		if !used[reason] {
			t.Errorf("%s is issued by nothing", reason)
		}
	}
}

func TestAnswered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		code   string
		want   Reason
	}{
		{400, "CBC.99003106", "ORDER_STATE_CHANGED"},
		{200, "CBC.3106", "ORDER_STATE_CHANGED"},
		{500, "CBC.30000010", "ORDER_NOT_FOUND"}, // the older pay pages publish it with 500
		{403, "CBC.0150", "ACCOUNT_OF_OTHER_SITE"},
		{403, "CBC.0156", "ACCOUNT_OF_OTHER_SITE"},
		{400, "CBC.6050", "USAGE_UNIT_INVALID"},
		{200, "CBC.6074", "USAGE_FACTOR_INVALID"},
		{413, "APIGW.0201", "UPSTREAM_BODY_TOO_LARGE"},
		{502, "APIGW.0201", "UPSTREAM_BACKEND_UNAVAILABLE"},
		{503, "APIGW.0201", "UPSTREAM_BACKEND_UNAVAILABLE"}, // another status: a row of the same class
		{404, "APIGW.0201", "UPSTREAM_REQUEST_MALFORMED"},
		{401, "APIG.0301", "UPSTREAM_CREDENTIALS_REJECTED"},
		{400, "APIGW.0204", "UPSTREAM_TLS_REFUSED"},
		{400, "APIG.0204", "UPSTREAM_TLS_REFUSED"},
		{429, "APIG.0308", "UPSTREAM_RATE_LIMITED"},
		{400, "CBC.4711", UpstreamRefused},
		{400, "", UpstreamBadRequest},
		{401, "", UpstreamKeysRejected},
		{403, "CBC.4711", UpstreamForbidden},
		{404, "", UpstreamNotFound},
		{405, "", UpstreamOperationUnknown},
		{408, "", UpstreamTimeout},
		{409, "", UpstreamConflict},
		{413, "", UpstreamBodyTooLarge},
		{414, "", UpstreamURITooLarge},
		{494, "", UpstreamHeadersTooLarge},
		{418, "", UpstreamRefused},
		{429, "", UpstreamThrottled},
		{500, "", UpstreamFailed},
		{503, "x", UpstreamUnavailable},
		{504, "", UpstreamTimeout},
		{599, "", UpstreamFailed},
		{200, "OSM.0999", UpstreamRefused},
	} {
		if got := mustTable(t).answered(c.status, c.code); got != c.want {
			t.Errorf("%d %q: %s, want %s", c.status, c.code, got, c.want)
		}
	}
}

// TestShortPriceCodes: the older price calls write the codes of the newer ones in
// four digits.
func TestShortPriceCodes(t *testing.T) {
	t.Parallel()
	table, short := mustTable(t), 0
	for code, rows := range table.codes {
		if digits, long := strings.CutPrefix(code, "CBC.99006"); long {
			short++
			if got := table.answered(400, "CBC.6"+digits); got != rows[0].reason {
				t.Errorf("CBC.6%s: %s, want %s as %s", digits, got, rows[0].reason, code)
			}
		}
	}
	if short < 10 {
		t.Errorf("only %d codes of price calls", short)
	}
}

// TestTableComplains is the negative control of Verify.
func TestTableComplains(t *testing.T) {
	t.Parallel()
	const head, codeHead = "heading\n", "heading\n"
	for _, c := range []struct{ reasons, codes, want string }{
		{head + "A\tNOT_FOUND\tno\tcaller\t-\tm", codeHead, "6 cells"},
		{head + "A\tOK\tno\tcaller\t-\tm\t-", codeHead, "not the code of an error"},
		{head + "A\tGONE\tno\tcaller\t-\tm\t-", codeHead, "not the code of an error"},
		{head + "A\tNOT_FOUND\tmaybe\tcaller\t-\tm\t-", codeHead, "retryable"},
		{head + "A\tNOT_FOUND\tno\tnobody\t-\tm\t-", codeHead, "blame"},
		{head + "A\tNOT_FOUND\tno\tcaller\tperhaps\tm\t-", codeHead, "outcome"},
		{head + "A\tNOT_FOUND\tno\tcaller\t-\tm\t-\nA\tNOT_FOUND\tno\tcaller\t-\tm\t-", codeHead, "A stands twice"},
		{head, codeHead + "400\tCBC.1\tB", "B is not in reasons.tsv"},
		{reasonsTSV, codeHead + "400\tCBC.1\tORDER_NOT_FOUND\n400\tCBC.1\tORDER_NOT_FOUND", "stands twice"},
		{reasonsTSV, codeHead + "many\tCBC.1\tORDER_NOT_FOUND", "invalid syntax"},
		{reasonsTSV, codeHead + "400\tCBC.1", "2 cells"},
		{head, codeHead, "OUTCOME_UNKNOWN is missing"},
	} {
		_, err := parseTable(c.reasons, c.codes)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}
