package fault

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// throttlePause is what callers are told to wait when the upstream throttles
// and names no time; its guide suggests two to five seconds.
const throttlePause = 2 * time.Second

// draft is a status in the making.
type draft struct {
	table      *table
	call       Call
	row        row
	where      string
	metadata   map[string]string
	violations []Violation
	stopped    bool // this server's stop ended the call
	pause      time.Duration
	requestID  string
	left       int             // violations that are left out
	raw        json.RawMessage // the rest of the upstream's error body
	said       string          // the upstream's own words
}

func (d *draft) refusal(e *RefusalError) {
	d.row = d.table.row(e.Reason)
	d.where, d.violations, d.left, d.pause = e.Where, e.Violations, e.More, e.RetryAfter
	if e.Spelled {
		d.call.JSONNames, d.call.Reword = false, nil
	}
}

func (d *draft) translate(e *translate.Error) {
	switch e.Kind {
	case translate.KindRequest:
		d.row = d.table.row(RequestInvalid)
		d.violations = []Violation{{Field: e.Field, Description: e.Reason}}
	case translate.KindSite:
		d.row = d.table.row(SiteUnsupported)
		d.place(e.Operation, nil)
	case translate.KindAnswer:
		d.row = d.table.row(UpstreamAnswerUnreadable)
		d.unsettled(e.Operation)
		d.place(e.Operation, e)
	case translate.KindTooLarge:
		d.row = d.table.row(RequestTooLarge)
		d.violations = []Violation{{Field: e.Field, Description: e.Reason}}
	case translate.KindPlan:
		d.row = d.table.row(InternalError)
	default:
		d.row = d.table.row(InternalError)
	}
}

func (d *draft) upstream(e *upstream.Error) {
	reason := d.upstreamReason(e)
	d.row = d.table.row(reason)
	d.beware(e.Operation)
	if e.Outcome == upstream.OutcomeUnknown {
		d.unsettled(e.Operation)
	}
	d.place(e.Operation, unread(e.Err))
	if e.Code != "" {
		d.note("upstream_code", e.Code)
		d.where += " answered " + e.Code
	}
	if e.HTTPStatus != 0 {
		d.note("upstream_status", strconv.Itoa(e.HTTPStatus))
	}
	d.pause, d.requestID = e.RetryAfter, e.RequestID
	// What is said of keys and signatures is for nobody.
	if reason != UpstreamKeysRejected {
		d.said, d.raw = e.Message, e.Details
	}
}

func (d *draft) upstreamReason(e *upstream.Error) Reason {
	switch e.Kind {
	case upstream.KindRefused:
		if e.HTTPStatus == http.StatusRequestEntityTooLarge && e.RetryAfter > 0 {
			return UpstreamThrottled // too large only for now, as the published meaning of the two says
		}
		return d.table.answered(e.HTTPStatus, e.Code)
	case upstream.KindUnreachable:
		return UpstreamUnreachable
	case upstream.KindUntrusted:
		return UpstreamUntrusted
	case upstream.KindUnreadable:
		return UpstreamAnswerUnreadable
	case upstream.KindBroken:
		return UpstreamAnswerBroken
	case upstream.KindRedirect:
		return UpstreamRedirected
	case upstream.KindTooLarge:
		return UpstreamAnswerTooLarge
	case upstream.KindNoMemory:
		return AnswerMemoryExhausted
	case upstream.KindCanceled:
		return d.cancelled()
	case upstream.KindDeadline:
		return DeadlineExceeded
	case upstream.KindRequest:
		return UpstreamRequestNotBuilt
	default:
		return InternalError
	}
}

// cancelled is why a call was given up: by its caller, or by the stop.
func (d *draft) cancelled() Reason {
	if d.stopped {
		return ServerStopping
	}
	return CallCancelled
}

// panicked is our own fault; what the call had sent by then is not known.
func (d *draft) panicked(e *PanicError) {
	d.row = d.table.row(InternalError)
	if e.Operation != "" {
		d.unsettled(e.Operation)
		d.place(e.Operation, nil)
	}
}

// beware takes back the advice to come again from a call that would then do its
// work twice: what is in progress may be its own first attempt.
func (d *draft) beware(operation string) {
	if d.row.busy && d.row.retry != retryNo && !repeatable(operation) {
		d.row.retry = retryNo
		d.row.advice = "Read the present state first: what is in progress may be an earlier call of your own"
	}
}

// unsettled replaces the reason when a call that changes something has no
// definite answer: whatever the cause, the caller must look before acting.
func (d *draft) unsettled(operation string) {
	if !d.row.told && !repeatable(operation) {
		d.note("cause", string(d.row.reason))
		d.row = d.table.row(OutcomeUnknown)
	}
}

// place says what the error is about: the operation, and where in its answer the
// reading failed, if it did, in our names and in the upstream's.
func (d *draft) place(operation string, wrong *translate.Error) {
	if operation != "" {
		d.note("operation", operation)
	}
	d.where = operation
	if wrong == nil {
		return
	}
	if wrong.Field != "" {
		d.note("field", d.spell(wrong.Field))
		d.where += ": " + d.spell(wrong.Field)
	}
	if wrong.Upstream != "" {
		d.note("upstream_field", wrong.Upstream)
		d.where += " <- " + wrong.Upstream
	}
}

func (d *draft) note(key, value string) {
	if d.metadata == nil {
		d.metadata = make(map[string]string, 6)
	}
	d.metadata[key] = clip(clean(value), maxNote)
}

func (d *draft) spell(field string) string {
	if d.call.JSONNames {
		return jsonPath(field)
	}
	return field
}

// spellIn spells the fields that a description names.
func (d *draft) spellIn(description string) string {
	if d.call.JSONNames {
		return protoName.ReplaceAllStringFunc(description, jsonPath)
	}
	return description
}

// reword puts a violation into the words of the caller.
func (d *draft) reword(v Violation) Violation {
	if d.call.Reword != nil {
		v = d.call.Reword(v)
	} else {
		v.Field, v.Description = d.spell(v.Field), d.spellIn(v.Description)
	}
	return v
}

// status puts the draft together.
func (d *draft) status() *status.Status {
	d.tidy()
	d.note("retryable", string(d.row.retry))
	c := &content{
		code: d.row.code, message: d.message(), short: d.row.message + ". " + d.row.advice + ".", left: d.left,
		info: &errdetails.ErrorInfo{Reason: string(d.row.reason), Domain: Domain, Metadata: d.metadata},
	}
	if len(d.violations) > 0 {
		c.fields = badRequest(d.violations)
	}
	if len(d.raw) > 0 {
		d.metadata[noteDetails] = clean(string(d.raw))
		c.quota, c.checks = violationsIn(d.raw)
		c.quota.Violations = limited(c, c.quota.GetViolations())
		c.checks.Violations = limited(c, c.checks.GetViolations())
	}
	c.fixed = d.fixed()
	if d.said != "" {
		c.words = &errdetails.LocalizedMessage{Locale: locale(d.said), Message: clean(d.said)}
	}
	return c.fit()
}

// tidy makes what is told about the caller's fields fit to be told.
func (d *draft) tidy() {
	d.where = clip(clean(d.where), maxWhere)
	if more := len(d.violations) - mostListed; more > 0 {
		d.violations, d.left = d.violations[:mostListed], d.left+more
	}
	d.violations = append([]Violation(nil), d.violations...)
	for i := range d.violations {
		v := &d.violations[i]
		v.Field, v.Description = clean(clip(v.Field, maxField)), clean(clip(v.Description, maxText))
		*v = d.reword(*v)
	}
}

// fixed are the details that are always small.
func (d *draft) fixed() []protoadapt.MessageV1 {
	var details []protoadapt.MessageV1
	if pause := d.retryIn(); pause > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(pause)})
	}
	switch {
	case d.requestID != "":
		details = append(details, &errdetails.RequestInfo{RequestId: clip(clean(d.requestID), maxField), ServingData: "upstream"})
	case d.call.RequestID != "":
		details = append(details, &errdetails.RequestInfo{RequestId: d.call.RequestID, ServingData: Domain})
	}
	return details
}

// retryIn is what the upstream asked for, or the usual pause when it throttles.
// A call that must not be repeated has none.
func (d *draft) retryIn() time.Duration {
	switch {
	case d.row.retry == retryNo:
		return 0
	case d.pause > 0:
		return d.pause
	case d.row.code == codes.ResourceExhausted && d.row.retry == retryYes:
		return throttlePause
	}
	return 0
}

func badRequest(violations []Violation) *errdetails.BadRequest {
	fields := make([]*errdetails.BadRequest_FieldViolation, len(violations))
	for i, v := range violations {
		fields[i] = &errdetails.BadRequest_FieldViolation{Field: v.Field, Description: v.Description, Reason: v.Rule}
	}
	return &errdetails.BadRequest{FieldViolations: fields}
}
