package gateway

import (
	"bytes"
	"io"
	"maps"
	"net/http"

	"github.com/ocegate/ocegate/internal/fault"
)

// Farewell is an error as this door answers it, written out for a connection that
// is closed instead of being served.
func Farewell(err error) []byte {
	answer := &written{header: http.Header{}}
	maps.Copy(answer.header, protection())
	fail(answer, fault.Status(err), 0)
	response := http.Response{
		StatusCode: answer.status, ProtoMajor: 1, ProtoMinor: 1, Header: answer.header,
		Body: io.NopCloser(&answer.body), ContentLength: int64(answer.body.Len()), Close: true,
	}
	var text bytes.Buffer
	if err := response.Write(&text); err != nil { // into memory, from memory
		return nil
	}
	return text.Bytes()
}

// written is an answer that goes nowhere yet.
type written struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (w *written) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *written) WriteHeader(status int) { w.status = status }

// Write implements http.ResponseWriter.
func (w *written) Write(text []byte) (int, error) { return w.body.Write(text) }
