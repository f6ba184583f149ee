package rest

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

// Call is one admitted request as a handler sees it.
type Call struct {
	*World
	Op        *operation
	Who       Principal
	In        Values
	English   bool
	Zone      *time.Location // of times in answers about tickets
	Strict    bool
	RequestID string
	Hold      func(context.Context) // releases the state for as long as a fault asks and takes it again
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
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
func (s *Server) admit(in *incoming) (*operation, map[string]string, Principal, *Refusal) {
	if no := checkSizes(in.r); no != nil {
		return nil, nil, Principal{}, no
	}
	op, path := s.router.find(in.r.Method, in.r.URL.EscapedPath())
	if op == nil {
		s.calls.add("unknown")
		return nil, nil, Principal{}, unknownAPI()
	}
	s.calls.add(op.Name)
	if no := in.read(); no != nil {
		return op, nil, Principal{}, no
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

func checkSizes(r *http.Request) *Refusal {
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

func (in *incoming) read() *Refusal {
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
	who  Principal
	in   *incoming
	held time.Duration
}

// perform checks the parameters and runs the operation under the state's lock.
func (s *Server) perform(ctx context.Context, a admitted) reply {
	s.enter()
	defer s.mu.Unlock()
	c := &Call{
		World: s.world, Op: a.op, Who: a.who, Strict: s.strict, RequestID: a.in.requestID, In: Values{},
	}
	c.Hold = func(ctx context.Context) { s.release(ctx, a.held) }
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
	if file, ok := body.(FileAnswer); ok {
		return file.reply()
	}
	return jsonReply(http.StatusOK, body)
}

// release gives other calls their turn while a fault holds this one.
func (s *Server) release(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	s.mu.Unlock()
	wait(ctx, d)
	s.enter()
}

func (c *Call) read(a admitted) *Refusal {
	check := &checker{op: a.op, strict: c.Strict, out: c.In}
	if no := c.readHeaders(check, a.in.r.Header); no != nil {
		return no
	}
	c.English = c.English || a.op.rules.English && a.in.r.Header.Get("X-Language") == ""
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
func (c *checker) payload(in *incoming) *Refusal {
	switch {
	case !c.op.takesBody():
		return nil
	case c.op.ContentType == multipartMedia:
		return c.parts(in)
	}
	return c.body(in.body)
}

func (c *Call) readHeaders(check *checker, h http.Header) (no *Refusal) {
	if c.Op.ofTickets() {
		return c.readTicketHeaders(check, h)
	}
	c.English, no = language(h.Get("X-Language"), c.Strict)
	return no
}

// language reads X-Language, which clients write with a hyphen and with an
// underscore, in any case; absent is Chinese on both sites.
func language(text string, strict bool) (english bool, no *Refusal) {
	switch strings.ReplaceAll(strings.ToLower(text), "-", "_") {
	case "", "zh_cn":
		return false, nil
	case "en_us":
		return true, nil
	}
	if strict {
		return false, BadParameter("X-Language is neither zh_CN nor en_US")
	}
	return false, nil
}

func (s *Server) logged(in *incoming, op *operation, status int, code string) {
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
