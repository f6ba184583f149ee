package sandbox

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"go.uber.org/zap"
)

const (
	maxBody    = 12 << 20
	maxURI     = 32 << 10
	maxHeader  = 32 << 10
	maxHeaders = 128 << 10

	statusHeadersTooLarge = 494
)

// incoming is a request with all that was read of it.
type incoming struct {
	r         *http.Request
	requestID string
	query     []queryParam
	body      []byte
}

// call is one admitted request as a handler sees it.
type call struct {
	*world
	op        *operation
	who       principal
	in        values
	english   bool
	zone      *time.Location // of times in answers about tickets
	strict    bool
	requestID string
	hold      func(context.Context) // releases the state for as long as a fault asks and takes it again
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	in := &incoming{r: r, requestID: w.Header().Get(headerRequestID)}
	op, path, who, no := s.admit(in)
	if no != nil {
		no = op.inForm(no)
		s.logged(in, op, no.Status, no.Code)
		refusalReply(no, in.requestID).write(w)
		return
	}
	hit := s.faults.take(op.Name)
	wait(r.Context(), hit.before)
	if hit.strikes(FaultBefore) {
		s.logged(in, op, 0, string(hit.main.Kind))
		hit.main.spoil(w, reply{})
		return
	}
	out := s.perform(r.Context(), admitted{op: op, path: path, who: who, in: in, held: hit.during})
	s.logged(in, op, out.status, "")
	wait(r.Context(), hit.after)
	if hit.strikes(FaultAfter) {
		hit.main.spoil(w, out)
		return
	}
	out.write(w)
}

// admit is the API gateway: sizes, route, signature, account, quota, in the order in which the gateway looks.
func (s *server) admit(in *incoming) (*operation, map[string]string, principal, *refusal) {
	if no := checkSizes(in.r); no != nil {
		return nil, nil, principal{}, no
	}
	op, path := s.router.find(in.r.Method, in.r.URL.EscapedPath())
	if op == nil {
		s.calls.add("unknown")
		return nil, nil, principal{}, unknownAPI()
	}
	s.calls.add(op.Name)
	if no := in.read(); no != nil {
		return op, nil, principal{}, no
	}
	who, no := s.auth.identify(in)
	if no == nil {
		no = s.throttle.admit(op)
	}
	if no == nil {
		no = checkMedia(op, in)
	}
	if no == nil {
		no = who.permitted(op, s.cfg.Site)
	}
	return op, path, who, no
}

func checkSizes(r *http.Request) *refusal {
	if len(r.URL.RequestURI()) > maxURI {
		return denied(http.StatusRequestURITooLong, "APIGW.0201", "Request URI too large")
	}
	total := 0
	for name, values := range r.Header {
		for _, v := range values {
			total += len(name) + len(v)
			if len(v) > maxHeader {
				return denied(statusHeadersTooLarge, "APIGW.0201", "Request headers too large")
			}
		}
	}
	if total > maxHeaders {
		return denied(statusHeadersTooLarge, "APIGW.0201", "Request headers too large")
	}
	if r.ContentLength > maxBody {
		return denied(http.StatusRequestEntityTooLarge, "APIGW.0201", "Request entity too large")
	}
	return nil
}

func (in *incoming) read() *refusal {
	var err error
	if in.query, err = parseQuery(in.r.URL.RawQuery); err != nil {
		return denied(http.StatusBadRequest, "APIGW.0201", "Request malformed: %v", err)
	}
	in.body, err = io.ReadAll(http.MaxBytesReader(nil, in.r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return denied(http.StatusRequestEntityTooLarge, "APIGW.0201", "Request entity too large")
	}
	if err != nil {
		return denied(http.StatusBadRequest, "APIGW.0201", "Request malformed: the body could not be read")
	}
	return nil
}

// admitted is a request that the gateway lets through.
type admitted struct {
	op   *operation
	path map[string]string
	who  principal
	in   *incoming
	held time.Duration
}

// perform checks the parameters and runs the operation under the state's lock.
func (s *server) perform(ctx context.Context, a admitted) reply {
	s.enter()
	defer s.mu.Unlock()
	c := &call{
		world: s.world, op: a.op, who: a.who, strict: s.strict, requestID: a.in.requestID, in: values{},
	}
	c.hold = func(ctx context.Context) { s.release(ctx, a.held) }
	var body any
	no := c.read(a)
	if no == nil {
		body, no = s.handlers[a.op.Name](ctx, c)
	}
	if no != nil && a.op.rules.ErrorsIn200 {
		return jsonReply(http.StatusOK, no)
	}
	if no != nil {
		return refusalReply(a.op.inForm(no), a.in.requestID)
	}
	if body == nil {
		return reply{status: http.StatusNoContent}
	}
	if file, ok := body.(fileAnswer); ok {
		return file.reply()
	}
	return jsonReply(http.StatusOK, body)
}

// release gives other calls their turn while a fault holds this one.
func (s *server) release(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	s.mu.Unlock()
	wait(ctx, d)
	s.enter()
}

func (c *call) read(a admitted) *refusal {
	check := &checker{op: a.op, strict: c.strict, out: c.in}
	if no := c.readHeaders(check, a.in.r.Header); no != nil {
		return no
	}
	c.english = c.english || a.op.rules.English && a.in.r.Header.Get("X-Language") == ""
	if no := check.path(a.path); no != nil {
		return no
	}
	if no := check.query(a.in.query); no != nil {
		return no
	}
	if no := check.payload(a.in); no != nil {
		return no
	}
	return check.complete()
}

// payload checks the body in the form that the operation takes.
func (c *checker) payload(in *incoming) *refusal {
	switch {
	case !c.op.takesBody():
		return nil
	case c.op.ContentType == multipartMedia:
		return c.parts(in)
	}
	return c.body(in.body)
}

func (c *call) readHeaders(check *checker, h http.Header) (no *refusal) {
	if c.op.ofTickets() {
		return c.readTicketHeaders(check, h)
	}
	c.english, no = language(h.Get("X-Language"), c.strict)
	return no
}

// language reads X-Language, which clients write with a hyphen and with an
// underscore, in any case; absent is Chinese on both sites.
func language(text string, strict bool) (english bool, no *refusal) {
	switch strings.ReplaceAll(strings.ToLower(text), "-", "_") {
	case "", "zh_cn":
		return false, nil
	case "en_us":
		return true, nil
	}
	if strict {
		return false, badParameter("X-Language is neither zh_CN nor en_US")
	}
	return false, nil
}

func (s *server) logged(in *incoming, op *operation, status int, code string) {
	name := "unknown"
	if op != nil {
		name = op.Name
	}
	s.log.Debug("sandbox call", zap.String("operation", name), zap.Int("status", status),
		zap.String("code", code), zap.String("request_id", in.requestID))
}

func newRequestID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
