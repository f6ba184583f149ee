package gateway

import (
	"errors"
	"net/http"
	"runtime/debug"

	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/fault"
)

// recovered is the last resort: the chain has caught what handlers throw, so
// this is a fault of the door itself, and the caller still gets JSON.
func (g *Gateway) recovered(w http.ResponseWriter, r *http.Request, value any) {
	if value == nil {
		return
	}
	if thrown, ok := value.(error); ok && errors.Is(thrown, http.ErrAbortHandler) {
		panic(value) // net/http's own way to cut a connection
	}
	err := &fault.PanicError{Value: value, Stack: debug.Stack()}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		err.Operation = r.Method + " request" // it may have been sent before the door failed
	}
	id := requestID(r.Header)
	w.Header().Set(headerRequestID, id)
	g.config.Logger.Error("the JSON door failed",
		zap.String("request_id", id), zap.String("method", r.Method), zap.Error(err), zap.ByteString("stack", err.Stack))
	fail(w, fault.Status(fault.ErrorOf(fault.Call{RequestID: id}, err)), 0)
}
