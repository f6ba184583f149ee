package upstream

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"time"
)

// wire is one call on its way to the upstream and back.
type wire struct {
	client *Client
	end    context.CancelFunc
	to     *target
	req    *Request
	seen   *evidence // nil for reads, whose outcome nobody has to know
	form   *framed   // instead of the request's own body
	sent   *http.Request
	res    *http.Response
}

// begin makes a call ready to be sent under a context of its own. It must be
// ended.
func (c *Client) begin(ctx context.Context, to *target, req *Request) (context.Context, *wire) {
	w := &wire{client: c, end: func() {}, to: to, req: req}
	if req.Effect != EffectRead {
		w.seen = new(evidence)
		ctx = httptrace.WithClientTrace(ctx, w.seen.trace())
	}
	if req.Effect == EffectMoney || req.Effect == EffectUnsafe {
		ctx, w.end = c.lasting(ctx, w.seen)
	} else if _, ok := ctx.Deadline(); !ok {
		ctx, w.end = context.WithTimeout(ctx, c.timeout)
	}
	return ctx, w
}

// lasting lets a call that changes something, once it is on its way, outlive a
// caller who merely leaves: breaking it off would undo nothing and only hide what
// came of it. It then may take as long as a call without a deadline. The caller's
// deadline, and whoever ends the call for a cause of his own, end it as ever;
// without the caller Config.Ending does.
func (c *Client) lasting(caller context.Context, seen *evidence) (context.Context, context.CancelFunc) {
	limit := time.Now().Add(c.timeout)
	if deadline, ok := caller.Deadline(); ok && deadline.After(limit) {
		limit = deadline
	}
	open, cancel := context.WithCancelCause(context.WithoutCancel(caller))
	ctx, expire := context.WithDeadline(open, limit)
	stop := context.AfterFunc(caller, func() {
		if !hasLeft(caller) || seen.untouched() {
			cancel(context.Cause(caller))
			return
		}
		select {
		case <-c.ending:
			cancel(errEnding)
		case <-ctx.Done():
		}
	})
	return ctx, func() {
		stop()
		expire()
		cancel(nil)
	}
}

// errEnding ends calls that nobody waits for when their process does.
var errEnding = errors.New("the server stops")

// hasLeft says whether the context ended because nobody waits any more. Who ends
// a call for another reason gives it as the cause.
func hasLeft(ctx context.Context) bool {
	return errors.Is(ctx.Err(), context.Canceled) && errors.Is(context.Cause(ctx), context.Canceled)
}

// ended is why the context is over, nil when it is not.
func ended(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	switch {
	case err == nil || errors.Is(cause, err):
		return err
	case errors.Is(cause, context.DeadlineExceeded):
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}

// send sends the call, and once more when surely no byte of it left: a name that
// was not found or a connection that was not made may be by the next.
func (w *wire) send(ctx context.Context) *Error {
	err := w.attempt(ctx)
	if err != nil && err.Outcome == OutcomeNotSent && err.Kind == KindUnreachable && w.form == nil {
		return w.attempt(ctx)
	}
	return err
}

func (w *wire) attempt(ctx context.Context) *Error {
	w.sent = w.client.build(ctx, w.to, w.req)
	if w.form != nil {
		w.sent.Body, w.sent.ContentLength, w.sent.GetBody = w.form.body, w.form.length, nil
	}
	res, err := w.client.doer.Do(w.sent)
	if err != nil {
		closeBody(res)
		return w.lost(ctx, err)
	}
	w.res = res
	return nil
}

// begun is the reply without its body.
func (w *wire) begun() *Response {
	return &Response{
		Status: w.res.StatusCode, Header: w.res.Header, client: w.client, authorization: w.sent.Header.Get("Authorization"),
	}
}

// answer reads the reply and judges it.
func (w *wire) answer(ctx context.Context) (*Response, error) {
	resp, err := w.read(ctx)
	if err != nil {
		return nil, err
	}
	if err := w.client.judge(w.req, resp); err != nil {
		resp.Release()
		return nil, err
	}
	return resp, nil
}

// read takes the whole reply in.
func (w *wire) read(ctx context.Context) (*Response, error) {
	defer closeBody(w.res)
	resp := w.begun()
	if err := readable(w.res); err != nil {
		return nil, w.req.UnreadableError(resp, err)
	}
	if w.res.Body == nil || w.res.Body == http.NoBody {
		return resp, nil
	}
	resp.share.of = w.client.memory
	reserve := func(bytes int64) error { return resp.share.reserve(ctx, w.req, bytes) }
	b, n, err := w.client.buffers.readAll(w.res.Body, w.res.ContentLength, w.client.maxBody, reserve)
	if err != nil {
		resp.Release()
		return nil, w.broken(ctx, resp, fmt.Errorf("after %d bytes: %w", n, err))
	}
	resp.buffer, resp.Body = b, b.bytes[:n:n]
	if err := reserve(decoded(resp.Body)); err != nil {
		resp.Release()
		return nil, w.broken(ctx, resp, err)
	}
	return resp, nil
}
