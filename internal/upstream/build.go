package upstream

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/textproto"
	"net/url"
)

// outgoing keeps what a request points to in one piece of memory.
type outgoing struct {
	url    url.URL
	values [6]string // Authorization, X-Sdk-Date and what the operation adds
	used   int
}

// list is the value list of one header.
func (o *outgoing) list(value string) []string {
	if o.used == len(o.values) {
		return []string{value}
	}
	o.used++
	o.values[o.used-1] = value
	return o.values[o.used-1 : o.used : o.used]
}

// build signs the call and makes the request whose bytes are the signed ones.
func (c *Client) build(ctx context.Context, to *target, req *Request) *http.Request {
	o := new(outgoing)
	out := c.template.WithContext(ctx)
	out.Method = req.Method
	out.URL = &o.url
	out.Header = c.sign(o, to, req)
	o.url.Scheme, o.url.Host = to.endpoint.Scheme, to.endpoint.Host
	// What changes something gets a connection of its own; see transport.
	out.Close = req.Effect != EffectRead
	attachBody(out, req)
	return out
}

// sign sets the URL's opaque part to path and query: net/http sends that as it
// is, while it would take a Path apart and encode it by its own rules.
func (c *Client) sign(o *outgoing, to *target, req *Request) http.Header {
	sc := c.signer.acquire()
	defer c.signer.release(sc)
	signed := c.signer.sign(sc, &Message{
		Method: req.Method,
		Path:   req.Path,
		Header: req.Header,
		Query:  req.Query,
		Body:   req.Body,
		Time:   c.clock(),
		fixed:  to.signed,
	})
	o.url.Opaque = req.Path
	if len(sc.query) > 0 {
		sc.text = append(append(append(sc.text[:0], req.Path...), '?'), sc.query...)
		o.url.Opaque = string(sc.text)
	}
	header := make(http.Header, 8)
	header["Authorization"] = o.list(signed.Authorization)
	header["X-Sdk-Date"] = o.list(signed.Date)
	header["User-Agent"] = c.headers.userAgent
	if c.headers.domainID != nil {
		header["X-Domain-Id"] = c.headers.domainID
	}
	if c.headers.token != nil {
		header["X-Security-Token"] = c.headers.token
	}
	if req.Method != http.MethodGet {
		header["Content-Type"] = c.headers.json
	}
	for _, h := range req.Header {
		header[textproto.CanonicalMIMEHeaderKey(h.Name)] = o.list(h.Value)
	}
	if signed.ContentHash != "" {
		header["X-Sdk-Content-Sha256"] = o.list(signed.ContentHash)
	}
	return header
}

// attachBody decides who may send the request twice. net/http repeats one on a
// stale idle connection if its body can be had again and the method, or an
// Idempotency-Key in the map, says that it may. A key without values is not
// sent. Whatever changes something gets neither.
func attachBody(out *http.Request, req *Request) {
	if len(req.Body) > 0 {
		out.ContentLength = int64(len(req.Body))
		out.Body = io.NopCloser(bytes.NewReader(req.Body))
	}
	if !req.mayRepeat() {
		if req.Method == http.MethodGet {
			// net/http repeats any GET whose body is nil. An empty one that
			// cannot be had again stops it and puts no byte on the wire.
			out.Body = io.NopCloser(new(bytes.Reader))
		}
		return
	}
	if len(req.Body) > 0 {
		out.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(req.Body)), nil }
	}
	if req.Method != http.MethodGet {
		out.Header["Idempotency-Key"] = nil
	}
}
