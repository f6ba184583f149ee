package upstream

import (
	"net/http"
	"time"
)

// Response is a reply of the declared shape.
type Response struct {
	Status    int
	Header    http.Header
	RequestID string
	Body      []byte // valid until Release; nil when the shape is empty

	client *Client
	buffer *buffer
	share  share // of the memory for answers
}

// Release gives the body back for reuse, and what it holds of the memory for
// answers. Nothing may refer to it afterwards. A second call does nothing.
func (r *Response) Release() {
	if r == nil {
		return
	}
	r.share.release()
	if r.buffer != nil {
		r.client.buffers.put(r.buffer)
		r.buffer, r.Body = nil, nil
	}
}

// errorFor starts an error about this reply; nil is fine.
func (r *Response) errorFor(req *Request) *Error {
	e := &Error{Operation: req.Operation}
	if r != nil {
		e.HTTPStatus = r.Status
		e.RequestID = r.RequestID
		e.RetryAfter = r.retryAfter()
	}
	return e
}

func (r *Response) redact(s string) string {
	if r == nil || r.client == nil {
		return s
	}
	return r.client.redactor.text(s)
}

func (r *Response) retryAfter() time.Duration {
	if r.client == nil {
		return 0
	}
	return parseRetryAfter(r.Header.Get("Retry-After"), r.client.clock())
}
