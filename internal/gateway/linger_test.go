package gateway_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/ocegate/ocegate/internal/gateway"
)

// sendAll sends a request whole before it looks at the answer, as many clients do,
// and says whether that could be done. The body is more than lies on a way between
// two ends.
func sendAll(t *testing.T, address, head string) (status int, err error) {
	t.Helper()
	const length = 30 << 20
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := fmt.Fprintf(conn, "%s\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n", head, length); err != nil {
		return 0, err
	}
	if _, err := io.Copy(conn, io.LimitReader(endless{}, length)); err != nil {
		return 0, err
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}

// endless is a body of blanks.
type endless struct{}

// Read implements io.Reader.
func (endless) Read(into []byte) (int, error) {
	return copy(into, bytes.Repeat([]byte(" "), len(into))), nil
}

// TestRefusalsOfLargeBodiesArrive: who sends too much gets the answer all the same.
func TestRefusalsOfLargeBodiesArrive(t *testing.T) {
	t.Parallel()
	json := httptest.NewServer(door(t, &orders{}))
	t.Cleanup(json.Close)
	files := transferDoor(t, &transfers{upload: func(stream uploadStream) error {
		for {
			if _, err := stream.Recv(); err != nil {
				return err
			}
		}
	}}, func(c *gateway.Config) { c.MaxBody = 1000 })
	const form = "\r\nContent-Type: multipart/form-data; boundary=b"
	for head, c := range map[string]struct {
		address string
		want    int
	}{
		"POST /v1/orders/1:pay HTTP/1.1\r\nContent-Type: application/json": {json.URL, http.StatusRequestEntityTooLarge},
		"POST /v1/orders/1:pay HTTP/1.1\r\nOrigin: https://evil.example":   {json.URL, http.StatusForbidden},
		"POST /v1/nothing HTTP/1.1":                                        {json.URL, http.StatusNotFound},
		"DELETE /v1/orders HTTP/1.1":                                       {json.URL, http.StatusMethodNotAllowed},
		"POST /v1/tickets/attachments:upload HTTP/1.1" + form:              {files, http.StatusRequestEntityTooLarge},
	} {
		t.Run(head, func(t *testing.T) {
			t.Parallel()
			if status, err := sendAll(t, c.address[len("http://"):], head); status != c.want || err != nil {
				t.Errorf("%d, %v, want %d", status, err, c.want)
			}
		})
	}
}

// TestRefusalsAreLostOtherwise is the control: a server that answers and closes.
func TestRefusalsAreLostOtherwise(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
	}))
	defer server.Close()
	if status, err := sendAll(t, server.URL[len("http://"):], "POST / HTTP/1.1"); err == nil {
		t.Errorf("the answer %d is not lost", status)
	}
}
