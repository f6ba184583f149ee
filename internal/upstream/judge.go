package upstream

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
)

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
		if resp.Empty() {
			return nil
		}
		return c.unexpectedBody(req, resp)
	}
	if req.Shape == ShapeBodyOrEmpty && resp.Empty() {
		return nil
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
	return resp.refused(req, parseEnvelope(resp.Body))
}

// unexpectedBody judges a 2xx other than the empty one that was due. A refusal
// hides there on older calls, and on older calls yet the vendor's word for
// success. The body of anything else is not quoted: it may hold customers' data.
func (c *Client) unexpectedBody(req *Request, resp *Response) error {
	if resp.Status == http.StatusOK {
		said := parseEnvelope(resp.Body)
		switch {
		case said.saysSuccess():
			return nil
		case said.stated != "" && !sameCode(said.stated, successCode):
			return resp.refused(req, said)
		}
	}
	return req.UnreadableError(resp, fmt.Errorf("status %d with %d bytes where an empty 204 was due", resp.Status, len(resp.Body)))
}
