package gateway

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway/strict"
)

// fieldBody is what the body as a whole is called.
const fieldBody = "body"

// reader reads the requests of one route.
type reader struct {
	binding *binding
	maxBody int64
}

// read takes the path, the query and the body, and reports what is wrong in all
// of them at once.
func (d reader) read(r *http.Request, variables map[string]string) *call {
	c := &call{}
	m := d.binding.request.New()
	problems := d.variables(m, variables)
	problems = append(problems, strict.Query(m, r.URL.RawQuery, d.binding.limits)...)
	body, refusal := d.body(r)
	if refusal != nil {
		c.refusal, c.status, c.firm = refusal.err, refusal.status, refusal.firm
		return c
	}
	problems = append(problems, d.fill(m, body)...)
	if len(problems) > 0 {
		c.refusal = invalid(d.binding.explain(problems))
		return c
	}
	c.request, c.spelled = m.Interface(), spellingOf(r.URL.RawQuery, body)
	return c
}

// variables reads the path in its order. Nobody spells a variable, so it goes by
// the name that the other errors of the call have for it.
func (d reader) variables(m protoreflect.Message, values map[string]string) []strict.Problem {
	var problems []strict.Problem
	for _, s := range d.binding.template.segments {
		if s.field != "" {
			fd := m.Descriptor().Fields().ByName(protoreflect.Name(s.field))
			problems = append(problems, strict.Variable(m, fd.JSONName(), values[s.field])...)
		}
	}
	return problems
}

func (d reader) fill(m protoreflect.Message, body []byte) []strict.Problem {
	switch d.binding.body {
	case bodyWhole:
		return strict.Body(m, body, d.binding.taken)
	case bodyField:
		return strict.BodyField(m, d.binding.field, body)
	case bodyNone:
	}
	return nil
}

// refusal is why a body is not even looked at.
type refusal struct {
	err    error
	status int
	firm   bool
}

func refuse(status int, reason string) *refusal {
	problem := strict.Problem{Field: fieldBody, Reason: reason, Known: fieldBody}
	return &refusal{err: invalid([]strict.Problem{problem}), status: status}
}

// body reads the body up to the limit. The media type is demanded because a
// browser sends other types to foreign hosts without asking anybody.
func (d reader) body(r *http.Request) ([]byte, *refusal) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	if r.ContentLength > d.maxBody {
		return nil, d.tooLarge()
	}
	text, err := io.ReadAll(io.LimitReader(r.Body, d.maxBody+1))
	var given *fault.RefusalError
	switch {
	case int64(len(text)) > d.maxBody:
		return nil, d.tooLarge()
	case errors.As(err, &given): // by whoever guards the bodies in front of this door
		return nil, &refusal{err: given, firm: true}
	case err != nil:
		return nil, refuse(http.StatusBadRequest, "could not be read to its end")
	case len(text) == 0:
		return nil, nil
	case d.binding.body == bodyNone:
		return nil, refuse(http.StatusBadRequest, "must be empty: this call takes none")
	}
	return text, media(r.Header)
}

func (d reader) tooLarge() *refusal {
	return &refusal{
		err:    &fault.RefusalError{Reason: fault.RequestTooLarge, Where: fmt.Sprintf("at most %d bytes", d.maxBody)},
		status: http.StatusRequestEntityTooLarge,
	}
}

func media(h http.Header) *refusal {
	if coding := h.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return refuse(http.StatusUnsupportedMediaType, "must not be compressed")
	}
	kind, parameters, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || kind != "application/json" || !isUTF8(parameters["charset"]) {
		return refuse(http.StatusUnsupportedMediaType, "must be JSON in UTF-8, with the header Content-Type: application/json")
	}
	return nil
}

// isUTF8 takes the names that clients have for it; JSON has no other charset, so
// most name none.
func isUTF8(charset string) bool {
	return charset == "" || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}

// invalid is the refusal of a request by its problems. Fields are spelled as the
// caller did, so they are the caller's words, and kept out of the log.
func invalid(problems []strict.Problem) error {
	violations := make([]fault.Violation, len(problems))
	for i, p := range problems {
		violations[i] = fault.Violation{Field: p.Field, Description: p.Reason, Known: p.Known}
	}
	return &fault.RefusalError{Reason: fault.RequestInvalid, Violations: violations, Spelled: true}
}
