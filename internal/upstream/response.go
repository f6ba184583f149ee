package upstream

import "net/http"

// Response is a reply of the declared shape.
type Response struct {
	Status int
	Header http.Header
	Body   []byte // valid until Release

	client *Client
	buffer *buffer
	share  share // of the memory for answers
	// authorization is the header of the call, which the answer must not repeat.
	authorization string
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

// Empty says whether the reply is a success that has nothing to tell.
func (r *Response) Empty() bool { return r.Status == http.StatusNoContent && len(r.Body) == 0 }

// RequestID is the upstream's id of the call; empty when the answer has none.
func (r *Response) RequestID() string {
	if ids := r.Header["X-Request-Id"]; len(ids) > 0 {
		return sanitize(r.redactor().text(ids[0]), maxRequestID)
	}
	return ""
}

// errorFor starts an error about this reply.
func (r *Response) errorFor(req *Request) *Error {
	return &Error{
		Operation: req.Operation, HTTPStatus: r.Status, RequestID: r.RequestID(),
		RetryAfter: parseRetryAfter(r.Header.Get("Retry-After"), r.client.clock()),
	}
}

// redactor hides what no word about this reply may tell.
func (r *Response) redactor() *redactor { return r.client.redactor.of(r.authorization) }
