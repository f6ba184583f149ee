package upstream

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/ocegate/ocegate/internal/restcall"
)

// Upload sends a call whose body is a form with a file. It gives what Do gives,
// and the error of the file's own reader when that is why the call failed. The
// file's reader may be in use until it fails or the context ends, also after
// Upload has returned.
//
// Until the last byte of the body is handed over the upstream cannot have taken
// it, so a failure before that is surely without effect. An answer that comes
// earlier is believed when it refuses and never when it says success.
func (c *Client) Upload(ctx context.Context, req *Request, form *Form) (*Response, error) {
	whole, err := form.frame()
	if err != nil {
		return nil, &Error{Operation: req.Operation, Kind: KindRequest, Outcome: OutcomeNotSent, Err: err}
	}
	defer func() { _ = whole.body.Close() }() // never fails
	sent := *req
	sent.Header = append([]restcall.Param{{Name: "Content-Type", Value: whole.contentType}}, req.Header...)
	if sent.Method == http.MethodGet || len(req.Body) > 0 {
		return nil, &Error{Operation: req.Operation, Kind: KindRequest, Outcome: OutcomeNotSent, Err: errors.New("a form is the only body, and a GET has none")}
	}
	to, err := c.prepare(ctx, &sent)
	if err != nil {
		return nil, err
	}
	wired, w := c.begin(ctx, to, &sent)
	defer w.end()
	w.form = whole
	reading, stop := context.WithCancel(ctx) // who leaves in the middle has not sent a file
	defer stop()
	context.AfterFunc(wired, stop)
	whole.body.content = pumped(reading, form.Content)
	if err := w.send(wired); err != nil {
		return nil, w.unsent(ctx, whole.body, err)
	}
	return w.accepted(wired, whole.body)
}

// pumped reads ahead by one buffer at most, on a goroutine of its own: net/http
// waits for a read in progress, and one that stalls must not outlast the context.
func pumped(ctx context.Context, content io.Reader) io.Reader {
	out, in := io.Pipe()
	context.AfterFunc(ctx, func() { _ = in.CloseWithError(ctx.Err()) }) // never fails
	go func() {
		_, err := io.Copy(in, content)
		_ = in.CloseWithError(err) // as above
	}()
	return out
}

// unsent is the error of a call without an answer: the file's own failure if it
// had one.
func (w *wire) unsent(ctx context.Context, body *formBody, e *Error) error {
	complete, failed := body.state()
	if complete {
		return e
	}
	e.Outcome = OutcomeNotSent
	switch {
	case ctx.Err() != nil:
		e.Err = ended(ctx)
		e.Kind = contextKind(e.Err)
	case failed == nil || e.Kind == KindDeadline || e.Kind == KindCanceled:
	case !errors.Is(failed, errFileSize):
		return failed
	default:
		e.Kind, e.Err = KindRequest, failed
	}
	return e
}

// accepted judges an answer.
func (w *wire) accepted(ctx context.Context, body *formBody) (*Response, error) {
	resp, err := w.answer(ctx)
	complete, failed := body.state()
	if err != nil {
		var refused *Error
		if !complete && errors.As(err, &refused) && refused.Kind == KindRefused {
			refused.Outcome = OutcomeRefused // whoever said it
		}
		return nil, err
	}
	if !complete {
		resp.Release()
		if failed != nil {
			return nil, failed
		}
		return nil, w.req.UnreadableError(resp, errors.New("a success before the file was sent"))
	}
	return resp, nil
}
