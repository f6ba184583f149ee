package upstream

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
)

func closeBody(res *http.Response) {
	if res != nil && res.Body != nil {
		_ = res.Body.Close() // the reply was read or is given up; either way nothing is lost
	}
}

// lost words a call that got no answer.
func (w *wire) lost(ctx context.Context, err error) *Error {
	// url.Error prints the query, which may hold customers' data.
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	hide := w.client.redactor.of(w.sent.Header.Get("Authorization"))
	e := &Error{Operation: w.req.Operation, Kind: KindUnreachable, Err: hide.cause(err)}
	if isUntrusted(err) {
		e.Kind = KindUntrusted
	}
	if w.seen != nil && w.seen.untouched() || w.seen == nil && neverConnected(err) {
		e.Outcome = OutcomeNotSent
	}
	if over := ended(ctx); over != nil {
		e.Kind, e.Err = contextKind(over), over
	}
	return e
}

// broken words a reply that did not come whole.
func (w *wire) broken(ctx context.Context, resp *Response, err error) *Error {
	e := w.req.UnreadableError(resp, err)
	e.Kind = KindBroken
	switch over := ended(ctx); {
	case errors.Is(err, errTooLarge):
		e.Kind = KindTooLarge
	case errors.Is(err, errNoMemory):
		e.Kind = KindNoMemory
	case over != nil:
		e.Kind, e.Err = contextKind(over), over
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
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") || errors.As(err, &name) || isUntrusted(err)
}

// isUntrusted recognises a server that is not who it should be. It is found
// before the first byte of a request.
func isUntrusted(err error) bool {
	var certificate *tls.CertificateVerificationError
	var issuer x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	return errors.As(err, &certificate) || errors.As(err, &issuer) || errors.As(err, &name) || errors.As(err, &invalid)
}
