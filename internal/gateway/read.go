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

// reader reads the requests of one route.
type reader struct {
	binding *binding
	maxBody int64
}

// read takes the path, the query and the body, and reports what is wrong in all
// of them at once.
func (d reader) read(w http.ResponseWriter, r *http.Request, variables map[string]string) *call {
	c := &call{}
	m := d.binding.request.New()
	var problems []strict.Problem
	for name, text := range variables {
		problems = append(problems, strict.Variable(m, name, text)...)
	}
	problems = append(problems, strict.Query(m, r.URL.RawQuery, d.binding.limits)...)
	body, refusal := d.body(w, r)
	if refusal != nil {
		c.refusal, c.status = refusal.err, refusal.status
		return c
	}
	problems = append(problems, d.fill(m, body)...)
	if len(problems) > 0 {
		c.refusal = invalid(d.binding.explain(problems))
		return c
	}
	c.request = m.Interface()
	return c
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
}

func refuse(status int, reason string) *refusal {
	problem := strict.Problem{Field: "body", Reason: reason}
	return &refusal{err: invalid([]strict.Problem{problem}), status: status}
}

// body reads the body up to the limit. The media type is demanded because a
// browser sends other types to foreign hosts without asking anybody.
func (d reader) body(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, d.maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		where := fmt.Sprintf("at most %d bytes", d.maxBody)
		return nil, &refusal{
			err:    &fault.RefusalError{Reason: fault.RequestTooLarge, Where: where},
			status: http.StatusRequestEntityTooLarge,
		}
	case err != nil:
		return nil, refuse(http.StatusBadRequest, "could not be read to its end")
	case len(text) == 0:
		return nil, nil
	case d.binding.body == bodyNone:
		return nil, refuse(http.StatusBadRequest, "must be empty: this call takes none")
	}
	return text, media(r.Header)
}

func media(h http.Header) *refusal {
	if coding := h.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return refuse(http.StatusUnsupportedMediaType, "must not be compressed")
	}
	kind, parameters, err := mime.ParseMediaType(h.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || kind != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return refuse(http.StatusUnsupportedMediaType, "must be JSON in UTF-8, with the header Content-Type: application/json")
	}
	return nil
}

// invalid is the refusal of a request by its problems.
func invalid(problems []strict.Problem) error {
	violations := make([]fault.Violation, len(problems))
	for i, p := range problems {
		violations[i] = fault.Violation{Field: p.Field, Description: p.Reason}
	}
	return fault.Invalid(violations...)
}
