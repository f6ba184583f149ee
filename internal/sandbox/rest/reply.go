package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net"
	"net/http"
	"strconv"
	"time"
)

const jsonMedia = "application/json;charset=UTF-8"

// reply is a finished answer.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func jsonReply(status int, body any) reply {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(body); err != nil {
		return reply{status: http.StatusInternalServerError, body: []byte(`{"error_code":"CBC.0999","error_msg":"internal error"}`)}
	}
	return reply{status: status, body: bytes.TrimSpace(b.Bytes())}
}

// refusalReply writes the error body of the layer that refuses.
func refusalReply(no *Refusal, requestID string) reply {
	body := *no
	if no.gateway {
		body.RequestID = requestID
	}
	out := jsonReply(no.Status, body)
	if no.RetryAfter != "" {
		out.header = http.Header{"Retry-After": {no.RetryAfter}}
	}
	return out
}

// FileAnswer is an answer that is a file.
type FileAnswer struct {
	Name, Media string
	Body        []byte
}

func (f FileAnswer) reply() reply {
	return reply{status: http.StatusOK, body: f.Body, header: http.Header{
		"Content-Type":        {f.Media},
		"Content-Disposition": {mime.FormatMediaType("attachment", map[string]string{"filename": f.Name})},
	}}
}

func (r reply) write(w http.ResponseWriter) {
	for name, values := range r.header {
		w.Header()[name] = values
	}
	bodiless := len(r.body) == 0 || r.status == http.StatusNoContent || r.status == http.StatusNotModified
	if bodiless {
		w.WriteHeader(r.status)
		return
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", jsonMedia)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(r.body)))
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) // a caller that left cannot be told
}

// spoil answers as the fault says; out is the true reply, empty when there is no effect.
func (f *Fault) spoil(w http.ResponseWriter, out reply) {
	switch f.Kind {
	case FaultStatus:
		f.errorReply(f.Status).write(w)
	case FaultErrorIn200:
		f.errorReply(http.StatusOK).write(w)
	case FaultEmpty:
		reply{status: http.StatusOK}.write(w)
	case FaultMalform:
		body := f.Body
		if body == "" {
			body = `{"total_count":1,"order_infos":[{"order_id":`
		}
		reply{status: http.StatusOK, body: []byte(body)}.write(w)
	case FaultTruncate:
		out.truncate(w)
	case FaultRaw:
		f.raw(w)
	case FaultReset, FaultLostReply, FaultLatency:
		dropConnection(w)
	}
}

func (f *Fault) errorReply(status int) reply {
	if f.Body != "" {
		return reply{status: status, header: f.Headers, body: []byte(f.Body)}
	}
	code, message := f.ErrorCode, f.ErrorMessage
	if code == "" {
		code, message = "CBC.0999", "Other error."
	}
	out := jsonReply(status, Refusal{Code: code, Message: message})
	out.header = f.Headers
	return out
}

// truncate announces the whole body and sends half; an empty true reply becomes a
// 200 whose announced body never comes.
func (r reply) truncate(w http.ResponseWriter) {
	status, body := r.status, r.body
	if len(body) == 0 {
		status, body = http.StatusOK, []byte("{}")
	}
	w.Header().Set("Content-Type", jsonMedia)
	for name, values := range r.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body[:len(body)/2])
	if flusher, ok := w.(http.Flusher); ok {
		flusher.Flush()
	}
	panic(http.ErrAbortHandler) // the documented way to close in the middle of a reply
}

// raw writes the answer to the connection itself: net/http would refuse some statuses and add headers.
func (f *Fault) raw(w http.ResponseWriter) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		reply{status: f.Status, header: f.Headers, body: []byte(f.Body)}.write(w)
		return
	}
	conn, buffered, err := hijacker.Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer func() { _ = conn.Close() }()
	header := f.Headers.Clone()
	if header == nil {
		header = http.Header{}
	}
	if header.Get("Content-Length") == "" {
		header.Set("Content-Length", strconv.Itoa(len(f.Body)))
	}
	header.Set("Connection", "close")
	_, _ = fmt.Fprintf(buffered, "HTTP/1.1 %03d %s\r\n", f.Status, http.StatusText(f.Status))
	_ = header.Write(buffered)
	_, _ = buffered.WriteString("\r\n" + f.Body)
	_ = buffered.Flush()
}

// dropConnection ends the connection with a reset where the transport allows it.
func dropConnection(w http.ResponseWriter) {
	if hijacker, ok := w.(http.Hijacker); ok {
		if conn, _, err := hijacker.Hijack(); err == nil {
			if tcp, ok := conn.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
			_ = conn.Close()
			return
		}
	}
	panic(http.ErrAbortHandler)
}

// wait sleeps unless the caller leaves first.
func wait(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
