package gateway

import (
	"io"
	"net/http"
	"time"
)

// Who is refused in the middle of a body may look at the answer only after all of
// the body is sent, and loses the answer when the connection is reset meanwhile.
// So a refusal reads on before the connection is closed: that far and that long.
const (
	lingerBytes = 64 << 20
	lingerTime  = 5 * time.Second
	// lingerFrom is what net/http reads on by itself.
	lingerFrom = 256 << 10
)

// lingering prepares an answer to a request whose body will not be read, or not to
// its end; what it gives must run when the answer is written. A caller who waits
// for leave to send its body sends none.
func lingering(w http.ResponseWriter, r *http.Request) (linger func()) {
	small := r.ContentLength >= 0 && r.ContentLength <= lingerFrom
	if r.Body == nil || r.Body == http.NoBody || small || r.Header.Get("Expect") != "" {
		return func() {}
	}
	control := http.NewResponseController(w)
	// Without this net/http would read on before it answers, and then give up.
	_ = control.EnableFullDuplex()
	w.Header().Set("Connection", "close")
	return func() {
		_ = control.Flush() // who serves without a network has nothing to flush, and no deadline
		_ = control.SetReadDeadline(time.Now().Add(lingerTime))
		_, _ = io.CopyN(io.Discard, r.Body, lingerBytes)
	}
}
