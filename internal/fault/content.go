package fault

import (
	"strconv"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
)

// content is what a status tells. It can be made to tell less, in the order in
// which callers can do without: the upstream's own details first, what is wrong
// with the request next, the upstream's words last. Its ErrorInfo always stays,
// because programs decide by it.
type content struct {
	code    codes.Code
	message string
	short   string // a message that always fits
	info    *errdetails.ErrorInfo
	fields  *errdetails.BadRequest
	quota   *errdetails.QuotaFailure
	checks  *errdetails.PreconditionFailure
	fixed   []protoadapt.MessageV1 // small ones
	words   *errdetails.LocalizedMessage
	left    int // violations that were left out
}

// The keys of an ErrorInfo's metadata that are about what it lacks.
const (
	noteDetails     = "upstream_details"            // the rest of the upstream's error body, as JSON
	noteDetailsGone = "upstream_details_omitted"    // "true" when they were too long
	noteLeft        = "violations_omitted_at_least" // how many violations no detail names
)

// mostListed is how many violations of one kind a status names.
const mostListed = 16

// fit is the fullest status that clients of every kind can receive.
func (c *content) fit() *status.Status {
	for {
		s := c.status()
		if encodedSize(s.Proto()) <= maxStatus || !c.less() {
			return s
		}
	}
}

func (c *content) status() *status.Status {
	bare := status.New(c.code, c.message)
	full, err := bare.WithDetails(c.details()...)
	if err != nil {
		return bare
	}
	return full
}

func (c *content) details() []protoadapt.MessageV1 {
	if c.left > 0 {
		c.info.Metadata[noteLeft] = strconv.Itoa(c.left)
	}
	details := append(make([]protoadapt.MessageV1, 0, 8), c.info)
	if len(c.fields.GetFieldViolations()) > 0 {
		details = append(details, c.fields)
	}
	if len(c.quota.GetViolations()) > 0 {
		details = append(details, c.quota)
	}
	if len(c.checks.GetViolations()) > 0 {
		details = append(details, c.checks)
	}
	details = append(details, c.fixed...)
	if c.words != nil {
		details = append(details, c.words)
	}
	return details
}

// less leaves out the next thing; false when nothing is left to leave out.
func (c *content) less() bool {
	switch quota, checks := len(c.quota.GetViolations()), len(c.checks.GetViolations()); {
	case c.info.GetMetadata()[noteDetails] != "":
		delete(c.info.GetMetadata(), noteDetails)
		c.info.Metadata[noteDetailsGone] = "true"
	case quota > 0 && quota >= checks:
		c.quota.Violations = c.quota.GetViolations()[:quota-1]
		c.left++
	case checks > 0:
		c.checks.Violations = c.checks.GetViolations()[:checks-1]
		c.left++
	case len(c.fields.GetFieldViolations()) > 0:
		c.fields.FieldViolations = c.fields.GetFieldViolations()[:len(c.fields.GetFieldViolations())-1]
		c.left++
	case c.words != nil:
		c.fewerWords()
	case c.message != c.short:
		c.message = c.short
	default:
		return false
	}
	return true
}

// fewerWords keeps a part of the upstream's words as long as it says something.
func (c *content) fewerWords() {
	const least = 60
	if half := len(c.words.GetMessage()) / 2; half > least {
		c.words.Message = clip(c.words.GetMessage(), half)
	} else {
		c.words = nil
	}
}

// limited drops what is beyond the number of violations that a status names.
func limited[T any](c *content, violations []T) []T {
	if more := len(violations) - mostListed; more > 0 {
		c.left += more
		return violations[:mostListed]
	}
	return violations
}
