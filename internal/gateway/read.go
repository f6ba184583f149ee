package gateway

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway/strict"
)

// fieldBody is what the body as a whole is called.
const fieldBody = "body"

// body is the body of a call as generated code sees it: to be decoded, once. Who
// would drain it finds nothing; whoever refuses it knows how far to read on.
type body struct{ call *call }

var errNoMessage = errors.New("gateway: only whole requests are read from bodies")

// Read implements io.Reader.
func (body) Read([]byte) (int, error) { return 0, io.EOF }

// Close implements io.Closer; net/http closes what the caller sent.
func (body) Close() error { return nil }

// Decode reads the body strictly, and notes what is wrong with it: it is refused at
// the connection, together with the rest of the request.
func (b body) Decode(into any) error {
	message, ok := into.(proto.Message)
	if !ok {
		return errNoMessage
	}
	c := b.call
	c.text = c.content()
	c.problems = strict.Body(message.ProtoReflect(), c.text, c.binding.limits.Taken)
	return nil
}

// settle judges the whole request when generated code has done its part: unless it
// is refused, the message is then what the caller sent.
func (c *call) settle(message proto.Message) {
	if !c.binding.body {
		c.content()
	}
	if c.refusal != nil {
		return
	}
	m, query := message.ProtoReflect(), c.sent.URL.RawQuery
	problems := append(c.variables(m), strict.Query(m, query, c.binding.limits)...)
	problems = append(problems, c.problems...)
	if len(problems) > 0 {
		c.refusal = invalid(c.binding.explain(problems))
		return
	}
	c.spelled = spellingOf(query, c.text)
}

// variables judges what the path has set. Nobody spells a variable, so it goes by
// the name that the other errors of the call have for it.
func (c *call) variables(m protoreflect.Message) []strict.Problem {
	var problems []strict.Problem
	for _, fd := range c.binding.variables {
		if !utf8.ValidString(m.Get(fd).String()) {
			problems = append(problems, strict.Problem{Field: fd.JSONName(), Reason: "must be UTF-8"})
		}
	}
	return problems
}

// content reads the body up to the limit, nil when there is none or it is refused.
func (c *call) content() []byte {
	r := c.sent
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	if r.ContentLength > c.maxBody {
		c.tooLarge()
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(r.Body, c.maxBody+1))
	var given *fault.RefusalError
	switch {
	case int64(len(text)) > c.maxBody:
		c.tooLarge()
	case errors.As(err, &given): // by whoever guards the bodies in front of this door
		c.refusal, c.firm = given, true
	case err != nil:
		c.refuse(http.StatusBadRequest, "could not be read to its end")
	case len(text) == 0:
	case !c.binding.body:
		c.refuse(http.StatusBadRequest, "must be empty: this call takes none")
	default:
		c.media(r.Header)
	}
	if c.refusal != nil {
		return nil
	}
	return text
}

// refuse says why a body is not even looked at.
func (c *call) refuse(status int, reason string) {
	problem := strict.Problem{Field: fieldBody, Reason: reason, Known: fieldBody}
	c.refusal, c.status = invalid([]strict.Problem{problem}), status
}

func (c *call) tooLarge() {
	c.refusal = &fault.RefusalError{Reason: fault.RequestTooLarge, Where: fmt.Sprintf("at most %d bytes", c.maxBody)}
	c.status = http.StatusRequestEntityTooLarge
}

// media demands the media type because a browser sends other types to foreign hosts
// without asking anybody.
func (c *call) media(h http.Header) {
	if coding := h.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		c.refuse(http.StatusUnsupportedMediaType, "must not be compressed")
		return
	}
	kind, parameters, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || kind != "application/json" || !isUTF8(parameters["charset"]) {
		c.refuse(http.StatusUnsupportedMediaType, "must be JSON in UTF-8, with the header Content-Type: application/json")
	}
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
