package gateway

import (
	"net/http"
	"strings"

	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// missing answers a request that has no route: because of its method, if the
// path has others.
func (g *Gateway) missing(w http.ResponseWriter, r *http.Request) {
	allowed := g.routes.allowed(pathOf(r.URL))
	switch {
	case g.origins.preflight(w, r, allowed):
	case len(allowed) == 0:
		g.refuse(w, r, &fault.RefusalError{Reason: fault.RouteUnknown}, http.StatusNotFound)
	default:
		g.wrongMethod(w, r, strings.Join(allowed, ", "))
	}
}

func (g *Gateway) wrongMethod(w http.ResponseWriter, r *http.Request, allowed string) {
	w.Header().Set("Allow", allowed)
	g.refuse(w, r, &fault.RefusalError{Reason: fault.MethodUnknown, Where: "this path takes " + allowed}, http.StatusMethodNotAllowed)
}

// refuse answers a request that reaches no RPC. No interceptor sees it, so it is
// logged and counted here. A status of 0 takes the one of the error's code.
func (g *Gateway) refuse(w http.ResponseWriter, r *http.Request, err error, httpStatus int) {
	id := requestID(r.Header)
	w.Header().Set(headerRequestID, id)
	s := shaped(id, err, httpStatus)
	g.note(id, s, zap.String("http_method", knownMethod(r.Method)),
		zap.String("near", g.routes.near(pathOf(r.URL))), zap.String("peer", r.RemoteAddr))
	linger := lingering(w, r)
	s.write(w)
	linger()
}

// note leaves the trace of a refusal. What the caller wrote is not part of it:
// near is as much of the path as is ours.
func (g *Gateway) note(id string, d denial, about ...zap.Field) {
	if g.config.Refusals == nil {
		return
	}
	report := fault.Describe(d.err)
	g.config.Refusals.Note(interceptor.Refusal{
		Reason: report.Reason, Code: d.status.Code(), RequestID: id, Cause: report.Cause,
		About: append(about, zap.Int("status", d.http)),
	})
}

// knownMethod keeps words of the caller's own out of the log.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}
