package gateway

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

// download answers with a file. Before its first byte an error is answered like
// any other; after it the connection is cut, because half a file must not look
// like a whole one. HEAD takes the same way, and net/http drops the content: only
// a file that was read to its end is sure to be there.
func (g *Gateway) download(b *binding, w http.ResponseWriter, r *http.Request, variables map[string]string) {
	asked := callFrom(r.Context())
	s := &localStream{}
	file := &fileWriter{w: w, stream: s, size: -1}
	s.send = file.take
	given := false
	s.receive = func(into any) error {
		message, ok := into.(proto.Message)
		if given || !ok {
			return io.EOF
		}
		given = true
		m := message.ProtoReflect()
		for _, fd := range b.variables {
			m.Set(fd, protoreflect.ValueOfString(variables[string(fd.Name())]))
		}
		if asked.settle(message); asked.refusal != nil {
			return s.refused(asked.refusal)
		}
		return nil
	}
	err := g.config.Conn.stream(streamContext(r.Context(), r), b.fullName(), s)
	switch {
	case err == nil && file.whole():
	case file.started:
		panic(http.ErrAbortHandler)
	case err == nil:
		failStream(w, s, fault.Error(&fault.RefusalError{Reason: fault.InternalError, Where: "a handler sent no file"}), 0)
	default:
		failStream(w, s, err, asked.status)
	}
}

// fileMessage is a message of any download.
type fileMessage interface {
	GetHeader() *typev1.FileHeader
	GetChunk() []byte
}

// fileWriter writes a file as the body of an answer.
type fileWriter struct {
	w       http.ResponseWriter
	stream  *localStream
	started bool
	size    int64 // -1 for unknown
	written int64
}

var errNoFile = errors.New("gateway: a download sends one header, then chunks")

// take writes one message.
func (f *fileWriter) take(message any) error {
	part, ok := message.(fileMessage)
	header := part.GetHeader()
	if !ok || f.started == (header != nil) {
		return errNoFile
	}
	if header != nil {
		f.begin(header)
	}
	n, err := f.w.Write(part.GetChunk())
	f.written += int64(n)
	if err != nil { // the caller is gone, or takes too long
		return fmt.Errorf("gateway: the file could not be passed on: %w: %w", context.Canceled, err)
	}
	return nil
}

// begin writes the header. The file is always saved and never shown: it is
// somebody else's, and this origin must not lend it a name.
func (f *fileWriter) begin(about *typev1.FileHeader) {
	f.started = true
	copyOutgoing(f.w.Header(), f.stream.header())
	h := f.w.Header()
	h.Set("Content-Type", about.GetContentType())
	h.Set("Content-Disposition", disposition(about.GetFileName()))
	if about.SizeBytes != nil {
		f.size = about.GetSizeBytes()
		h.Set("Content-Length", strconv.FormatInt(f.size, 10))
	}
	f.w.WriteHeader(http.StatusOK)
}

// whole says whether all that was announced was written.
func (f *fileWriter) whole() bool {
	return f.started && (f.size < 0 || f.size == f.written)
}
