package gateway

import (
	"net/http"
	"strconv"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// Body is the body of a request as somebody in front of this door may watch it, to
// end a request that is not complete.
type Body interface {
	// Begun is called when the call has begun although there is more to come: from
	// then on it is for the call to end it.
	Begun()
}

// upload takes a form with a file and answers JSON.
func (g *Gateway) upload(b *binding, w http.ResponseWriter, r *http.Request) {
	sent := callFrom(r.Context()).sent
	control := http.NewResponseController(w)
	s := &localStream{}
	form := newForm(b, sent, g.config.MaxUpload)
	form.settled = func() {
		if watched, ok := sent.Body.(Body); ok {
			watched.Begun()
		}
		// A file takes longer than other bodies. Who serves without a network has no
		// deadlines and needs none.
		_ = control.SetReadDeadline(time.Now().Add(g.config.UploadTime))
	}
	var answer proto.Message
	s.receive = func(message any) error {
		if err := form.next(message); err != nil {
			return s.refused(err)
		}
		return nil
	}
	s.send = func(message any) error {
		sent, err := protoregistry.GlobalTypes.FindMessageByName(b.method.Output().FullName())
		if err != nil {
			return err
		}
		answer = sent.New().Interface()
		return move(answer, message)
	}
	ctx := interceptor.WithReword(streamContext(r.Context(), r), form.reword)
	err := g.config.Conn.stream(ctx, b.fullName(), s)
	httpStatus := form.stop(func() { _ = control.SetReadDeadline(time.Now()) }) // as above
	switch {
	case err != nil:
		linger := func() {}
		if !form.stalled {
			linger = lingering(w, sent)
		}
		failStream(w, s, err, httpStatus)
		linger()
	case answer == nil:
		failStream(w, s, fault.Error(&fault.RefusalError{Reason: fault.InternalError, Where: "a handler did not answer"}), 0)
	default:
		answered(w, s, answer)
	}
}

// answered writes the answer of an upload.
func answered(w http.ResponseWriter, s *localStream, answer proto.Message) {
	text, err := compact(answer)
	if err != nil {
		failStream(w, s, fault.Error(err), 0)
		return
	}
	copyOutgoing(w.Header(), s.header())
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	_, _ = w.Write(text) // the caller may be gone; there is nobody else to tell
}
