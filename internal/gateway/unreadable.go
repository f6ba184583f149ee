package gateway

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/ocegate/ocegate/internal/fault"
)

// Unreadable is the whole answer, header and body, to bytes that are no request of
// HTTP: a bad escape in the path, two Host headers, too large a header. The
// connection ends with it.
func (g *Gateway) Unreadable(httpStatus int) []byte {
	err := &fault.RefusalError{Reason: fault.HTTPUnreadable}
	if httpStatus == http.StatusRequestHeaderFieldsTooLarge {
		err = &fault.RefusalError{Reason: fault.RequestTooLarge, Where: "in its header"}
	}
	id := requestID(nil)
	d := shaped(id, err, httpStatus)
	g.note(id, d)
	text := d.text()
	h := protection()
	h.Set(headerRequestID, id)
	h.Set("Content-Type", contentType)
	h.Set("Connection", "close")
	h.Set("Content-Length", fmt.Sprint(len(text)))
	var b bytes.Buffer
	_, _ = fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", httpStatus, http.StatusText(httpStatus)) // a buffer takes everything
	_ = h.Write(&b)
	_, _ = b.WriteString("\r\n")
	_, _ = b.Write(text)
	return b.Bytes()
}
