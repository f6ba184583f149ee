package upstream

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
)

func closeBody(res *http.Response) {
	if res != nil && res.Body != nil {
		_ = res.Body.Close() // the reply was read or is given up; either way nothing is lost
	}
}

// transportError words a call that got no answer.
func transportError(ctx context.Context, req *Request, seen *evidence, err error) *Error {
	// url.Error prints the query, which may hold customers' data.
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	e := &Error{Operation: req.Operation, Kind: KindUnreachable, Err: err}
	if ctxErr := ctx.Err(); ctxErr != nil {
		e.Kind, e.Err = contextKind(ctxErr), ctxErr
	}
	if seen != nil && seen.untouched() || seen == nil && neverConnected(err) {
		e.Outcome = OutcomeNotSent
	}
	return e
}

func contextKind(err error) Kind {
	if errors.Is(err, context.DeadlineExceeded) {
		return KindDeadline
	}
	return KindCanceled
}

// neverConnected recognises dial, name and certificate faults.
func neverConnected(err error) bool {
	var op *net.OpError
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") ||
		errors.As(err, &name) || errors.As(err, &certificate)
}

// read takes the whole reply in.
func (c *Client) read(ctx context.Context, req *Request, res *http.Response) (*Response, error) {
	defer closeBody(res)
	resp := c.begun(res)
	if err := readable(res); err != nil {
		return nil, req.UnreadableError(resp, err)
	}
	if res.Body == nil || res.Body == http.NoBody {
		return resp, nil
	}
	resp.share.of = c.memory
	reserve := func(bytes int64) error { return resp.share.reserve(ctx, req, bytes) }
	b, n, err := c.buffers.readAll(res.Body, res.ContentLength, c.maxBody, reserve)
	if err != nil {
		resp.Release()
		return nil, c.brokenReply(ctx, req, resp, fmt.Errorf("after %d bytes: %w", n, err))
	}
	resp.buffer, resp.Body = b, b.bytes[:n:n]
	if err := reserve(decoded(resp.Body)); err != nil {
		resp.Release()
		return nil, c.brokenReply(ctx, req, resp, err)
	}
	return resp, nil
}

// begun is a reply without its body.
func (c *Client) begun(res *http.Response) *Response {
	resp := &Response{Status: res.StatusCode, Header: res.Header, client: c}
	if ids := res.Header["X-Request-Id"]; len(ids) > 0 {
		resp.RequestID = sanitize(ids[0], maxRequestID)
	}
	return resp
}

// readable finds replies whose body must not be read at all.
func readable(res *http.Response) error {
	if res.Request != nil && res.Request.Response != nil {
		return errors.New("the reply is to a followed redirect")
	}
	if res.StatusCode < 200 {
		return errors.New("a provisional status as the last")
	}
	if encodings := res.Header["Content-Encoding"]; len(encodings) > 0 && encodings[0] != "identity" && encodings[0] != "" {
		return errors.New("the body has an encoding that nobody asked for")
	}
	return nil
}

func (c *Client) brokenReply(ctx context.Context, req *Request, resp *Response, err error) *Error {
	e := req.UnreadableError(resp, err)
	e.Kind = KindBroken
	switch ctxErr := ctx.Err(); {
	case errors.Is(err, errTooLarge):
		e.Kind = KindTooLarge
	case errors.Is(err, errNoMemory):
		e.Kind = KindNoMemory
	case ctxErr != nil:
		e.Kind, e.Err = contextKind(ctxErr), ctxErr
	}
	return e
}

// judge decides by status and emptiness whether the reply is a success.
func (c *Client) judge(req *Request, resp *Response) error {
	switch {
	case resp.Status >= 400:
		return c.refusal(req, resp)
	case resp.Status >= 300:
		e := req.UnreadableError(resp, errors.New("redirects are never followed"))
		e.Kind = KindRedirect
		return e
	}
	if req.Shape == ShapeEmpty {
		if resp.Status == http.StatusNoContent && len(resp.Body) == 0 {
			return nil
		}
		return c.unexpectedBody(req, resp)
	}
	if resp.Status != http.StatusOK {
		return req.UnreadableError(resp, fmt.Errorf("status %d where 200 was due", resp.Status))
	}
	if isBlank(resp.Body) {
		return req.UnreadableError(resp, errors.New("no body where one was due"))
	}
	return nil
}

func isBlank(body []byte) bool {
	return len(body) == 0 || body[0] <= ' ' && len(bytes.TrimLeft(body, " \t\r\n")) == 0
}

// refusal is the error for a 4xx or 5xx.
func (c *Client) refusal(req *Request, resp *Response) *Error {
	e := resp.errorFor(req)
	e.Kind = KindRefused
	e.take(parseEnvelope(resp.Body), c.redactor)
	e.Outcome = statusOutcome(resp.Status, e.Code)
	return e
}

// unexpectedBody is the error for a 2xx other than the empty one that was due.
// A refusal hides there on older calls. The body of anything else is not
// quoted: it may hold customers' data.
func (c *Client) unexpectedBody(req *Request, resp *Response) *Error {
	var members map[string]json.RawMessage
	if resp.Status == http.StatusOK && json.Unmarshal(resp.Body, &members) == nil {
		if code := textMember(members, "error_code", "errorCode"); code != "" && code != "CBC.0000" {
			e := resp.errorFor(req)
			e.Kind = KindRefused
			e.take(parseEnvelope(resp.Body), c.redactor)
			e.Outcome = OutcomeRefused
			if isIndefinite(e.Code) {
				e.Outcome = OutcomeUnknown
			}
			return e
		}
	}
	return req.UnreadableError(resp, fmt.Errorf("status %d with %d bytes where an empty 204 was due", resp.Status, len(resp.Body)))
}

// take puts upstream's words into the error, made safe to print.
func (e *Error) take(said envelope, r *redactor) {
	e.Code = sanitize(r.text(said.code), maxCode)
	e.Message = sanitize(r.text(said.message), maxMessage)
	if e.RequestID == "" {
		e.RequestID = sanitize(said.requestID, maxRequestID)
	}
	if said.details != nil {
		e.Details = cappedJSON([]byte(r.text(string(said.details))))
	}
}
