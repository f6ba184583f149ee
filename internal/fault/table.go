package fault

import (
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"google.golang.org/grpc/codes"
)

//go:embed data/reasons.tsv
var reasonsTSV string

//go:embed data/codes.tsv
var codesTSV string

// retry says whether the same call may help later.
type retry string

const (
	retryYes        retry = "yes"
	retryNo         retry = "no"
	retryAfterQuota retry = "after_quota"
)

// blame says whose fault a reason is, and so how loudly it is logged.
type blame string

const (
	blameCaller   blame = "caller"
	blameAccount  blame = "account"
	blameUpstream blame = "upstream"
	blameServer   blame = "server"
)

// row is what the table says about a reason.
type row struct {
	reason  Reason
	code    codes.Code
	retry   retry
	blame   blame
	told    bool
	busy    bool
	message string
	advice  string
}

// published is a row of codes.tsv.
type published struct {
	status int
	reason Reason
}

// table is both files, read once.
type table struct {
	reasons map[Reason]row
	codes   map[string][]published
}

// loaded reads the embedded files on first use. They are part of the program,
// so a fault in them is found by Verify, at start and in a test.
var loaded = sync.OnceValues(func() (*table, error) { return parseTable(reasonsTSV, codesTSV) })

// Verify reports what is wrong with the embedded table; nil when nothing is.
func Verify() error {
	_, err := loaded()
	return err
}

func parseTable(reasons, codesText string) (*table, error) {
	t := &table{reasons: map[Reason]row{}, codes: map[string][]published{}}
	var faults []error
	for number, cells := range rowsOf(reasons) {
		faults = append(faults, in("reasons.tsv", number, t.addReason(cells)))
	}
	for number, cells := range rowsOf(codesText) {
		faults = append(faults, in("codes.tsv", number, t.addCode(cells)))
	}
	for _, reason := range OwnReasons() {
		if _, ok := t.reasons[reason]; !ok {
			faults = append(faults, fmt.Errorf("reasons.tsv: %s is missing", reason))
		}
	}
	return t, errors.Join(faults...)
}

// rowsOf yields the cells of each line below the heading with its number.
func rowsOf(text string) func(yield func(int, []string) bool) {
	return func(yield func(int, []string) bool) {
		for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
			if i > 0 && !yield(i+1, strings.Split(line, "\t")) {
				return
			}
		}
	}
}

func in(file string, line int, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s line %d: %w", file, line, err)
}

func (t *table) addReason(cells []string) error {
	if len(cells) != 7 {
		return fmt.Errorf("%d cells, want 7", len(cells))
	}
	r := row{
		reason: Reason(cells[0]), retry: retry(cells[2]), blame: blame(cells[3]),
		told: cells[4] == "told", busy: cells[4] == "busy", message: cells[5], advice: cells[6],
	}
	if err := r.code.UnmarshalJSON([]byte(strconv.Quote(cells[1]))); err != nil || r.code == codes.OK {
		return fmt.Errorf("%q is not the code of an error", cells[1])
	}
	switch r.retry {
	case retryYes, retryNo, retryAfterQuota:
	default:
		return fmt.Errorf("retryable: %q", cells[2])
	}
	if r.blame.level() == 0 && r.blame != blameCaller {
		return fmt.Errorf("blame: %q", cells[3])
	}
	if !r.told && !r.busy && cells[4] != "-" {
		return fmt.Errorf("outcome: %q", cells[4])
	}
	if _, twice := t.reasons[r.reason]; twice {
		return fmt.Errorf("%s stands twice", r.reason)
	}
	if r.advice == "-" {
		r.advice = usualAdvice(r.code, r.retry)
	}
	t.reasons[r.reason] = r
	return nil
}

func (t *table) addCode(cells []string) error {
	if len(cells) != 3 {
		return fmt.Errorf("%d cells, want 3", len(cells))
	}
	status, err := strconv.Atoi(cells[0])
	if err != nil {
		return err
	}
	if _, ok := t.reasons[Reason(cells[2])]; !ok {
		return fmt.Errorf("%s is not in reasons.tsv", cells[2])
	}
	for _, other := range t.codes[cells[1]] {
		if other.status == status {
			return fmt.Errorf("%d %s stands twice", status, cells[1])
		}
	}
	t.codes[cells[1]] = append(t.codes[cells[1]], published{status, Reason(cells[2])})
	return nil
}

// row is the row of a reason; a reason that nobody wrote down is our fault.
func (t *table) row(reason Reason) row {
	if r, ok := t.reasons[reason]; ok {
		return r
	}
	return row{
		reason: InternalError, code: codes.Internal, retry: retryNo, blame: blameServer,
		message: "This server failed", advice: usualAdvice(codes.Internal, retryNo),
	}
}

// answered finds the reason of a refusal: by status and code, else by the code
// alone, a row of the same class of status first, else by the status.
func (t *table) answered(status int, code string) Reason {
	rows := t.codes[canonicalCode(code)]
	for _, same := range []func(int) bool{
		func(published int) bool { return published == status },
		func(published int) bool { return published/100 == status/100 },
		func(int) bool { return true },
	} {
		for _, p := range rows {
			if same(p.status) {
				return p.reason
			}
		}
	}
	return byStatus(status, code)
}

// Published says whether the table knows an error code of the upstream.
func Published(code string) bool {
	t, _ := loaded()
	return len(t.codes[canonicalCode(code)]) > 0
}

// canonicalCode gives the gateway's two prefixes one spelling, and all codes one
// case.
func canonicalCode(code string) string {
	code = strings.ToUpper(code)
	if number, ok := strings.CutPrefix(code, "APIG."); ok {
		return "APIGW." + number
	}
	return code
}

// byStatus goes by the published meaning of the HTTP status. A 400 with an
// unknown code is a refusal by the account's or the order's state far more
// often than a malformed request.
func byStatus(status int, code string) Reason {
	switch {
	case status == http.StatusBadGateway, status == http.StatusServiceUnavailable:
		return UpstreamUnavailable
	case status == http.StatusGatewayTimeout:
		return UpstreamTimeout
	case status >= 500:
		return UpstreamFailed
	case code == "" && (status == http.StatusBadRequest || status == http.StatusUnprocessableEntity):
		return UpstreamBadRequest
	}
	return byClientStatus(status)
}

func byClientStatus(status int) Reason {
	switch status {
	case http.StatusUnauthorized:
		return UpstreamKeysRejected
	case http.StatusForbidden:
		return UpstreamForbidden
	case http.StatusNotFound, http.StatusGone:
		return UpstreamNotFound
	case http.StatusMethodNotAllowed:
		return UpstreamOperationUnknown
	case http.StatusRequestTimeout:
		return UpstreamTimeout
	case http.StatusConflict:
		return UpstreamConflict
	case http.StatusRequestEntityTooLarge:
		return UpstreamBodyTooLarge
	case http.StatusRequestURITooLong:
		return UpstreamURITooLarge
	case http.StatusRequestHeaderFieldsTooLarge, 494: // 494 is the gateway's own
		return UpstreamHeadersTooLarge
	case http.StatusTooManyRequests:
		return UpstreamThrottled
	}
	return UpstreamRefused
}

// usualAdvice is what to do about a code when the reason has nothing better.
func usualAdvice(code codes.Code, again retry) string {
	switch {
	case again == retryAfterQuota:
		return "Repeat the call when the quota allows it"
	case code == codes.Internal && again == retryNo, code == codes.Unimplemented:
		return "Repeating the call will not help; tell the operator of this server"
	case again == retryYes:
		return "Repeat the call later"
	case code == codes.PermissionDenied:
		return "Use an account that is entitled to it"
	case code == codes.InvalidArgument:
		return "Correct the request"
	}
	return "Repeating the call will not help while this stays so"
}
