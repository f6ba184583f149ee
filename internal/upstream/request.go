package upstream

import (
	"errors"
	"fmt"
	"net/http"
	"net/textproto"

	"github.com/ocegate/ocegate/internal/restcall"
)

// Effect says what a call does upstream, and so whether it may be sent again.
// The zero value is the most cautious one.
type Effect uint8

// Effects, most cautious first.
const (
	EffectMoney      Effect = iota // moves money or makes an order
	EffectUnsafe                   // changes something; twice is not the same as once
	EffectIdempotent               // changes something; twice is the same as once
	EffectRead                     // changes nothing
)

// String is the effect's name.
func (e Effect) String() string {
	switch e {
	case EffectMoney:
		return "money"
	case EffectUnsafe:
		return "unsafe"
	case EffectIdempotent:
		return "idempotent"
	case EffectRead:
		return "read"
	}
	return fmt.Sprintf("effect %d", uint8(e))
}

// Shape is the form of the only reply that means success. The zero value is
// invalid: success is declared, never guessed.
type Shape uint8

// Success shapes.
const (
	ShapeBody         Shape = iota + 1 // 200 with a JSON body
	ShapeEmpty                         // 204 without a body
	ShapeCodeInBody                    // 200 with error_code and error_msg in the body on success too
	ShapeAcknowledged                  // 200 with a JSON object that names no error
	ShapeBodyOrEmpty                   // ShapeBody, or 204 without a body
)

// String is the shape's name.
func (s Shape) String() string {
	switch s {
	case ShapeBody:
		return "body"
	case ShapeEmpty:
		return "empty"
	case ShapeCodeInBody:
		return "code in body"
	case ShapeAcknowledged:
		return "acknowledged"
	case ShapeBodyOrEmpty:
		return "body or empty"
	}
	return fmt.Sprintf("shape %d", uint8(s))
}

// Request is one call.
type Request struct {
	Operation string // for errors
	Service   Service
	Method    string           // upper case
	Path      string           // percent-encoded segment by segment with EscapeSegment
	Query     []restcall.Param // unencoded, in any order
	Header    []restcall.Param // what this operation adds: X-Language and such
	Body      []byte           // the exact bytes; nil for none
	Effect    Effect
	Shape     Shape
}

// check finds what makes a request impossible to sign or to send as signed.
func (req *Request) check() error {
	switch req.Method {
	case http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch:
	default:
		return errors.New("the method is not one of GET, POST, PUT, PATCH, DELETE")
	}
	if !isCanonicalPath(req.Path) {
		return errors.New("the path is not in canonical form")
	}
	if req.Shape < ShapeBody || req.Shape > ShapeBodyOrEmpty {
		return errors.New("the success shape is not declared")
	}
	if len(req.Body) > 0 && req.Method == http.MethodGet {
		return errors.New("GET with a body")
	}
	for i := range req.Query {
		if req.Query[i].Name == "" {
			return errors.New("a query parameter has no name")
		}
	}
	for i := range req.Header {
		if err := checkHeader(req.Header, i); err != nil {
			return err
		}
	}
	return nil
}

// checkHeader keeps the names that carry identity, framing or the signature
// out of the caller's hands. Idempotency-Key is among them because net/http
// takes it as leave to send a request twice.
func checkHeader(header []restcall.Param, i int) error {
	name := header[i].Name
	switch textproto.CanonicalMIMEHeaderKey(name) {
	case "", "Authorization", "X-Sdk-Date", "X-Sdk-Content-Sha256", "X-Security-Token", "X-Domain-Id", "X-Auth-Token",
		"Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Te", "Trailer", "Expect", "User-Agent",
		"Accept-Encoding", "Idempotency-Key", "X-Idempotency-Key":
		return fmt.Errorf("header %q is not the operation's to set", name)
	}
	for _, c := range []byte(name) {
		if !restcall.IsUnreserved(c) || c == '_' || c == '~' {
			return fmt.Errorf("header name %q is not allowed", name)
		}
	}
	for _, c := range []byte(header[i].Value) {
		if c < ' ' || c == 0x7f {
			return fmt.Errorf("the value of header %q holds a control character", name)
		}
	}
	for j := range i {
		if textproto.CanonicalMIMEHeaderKey(header[j].Name) == textproto.CanonicalMIMEHeaderKey(name) {
			return fmt.Errorf("header %q stands twice", name)
		}
	}
	return nil
}

// mayRepeat says whether net/http may send the request again on a new
// connection when an idle one turns out to be closed.
func (req *Request) mayRepeat() bool { return req.Effect == EffectRead }
