package grpcserver

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/binary"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

const (
	uploadAttachment = "/ocegate.tickets.v1.AttachmentTransferService/UploadAttachment"
	packed           = true
)

// frame is a message as it goes over the wire.
func frame(isPacked bool, announced int, message []byte) []byte {
	head := make([]byte, frameHeader)
	if isPacked {
		head[0] = flagPacked
	}
	binary.BigEndian.PutUint32(head[1:], uint32(announced))
	return slices.Concat(head, message)
}

func squeezed(t *testing.T, plain []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// wire is a client that says what it likes.
type wire struct {
	client *http.Client
	origin string
}

func (d *door) wire(t *testing.T) *wire {
	t.Helper()
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	transport := &http.Transport{Protocols: protocols}
	t.Cleanup(transport.CloseIdleConnections)
	return &wire{client: &http.Client{Transport: transport}, origin: "http://" + d.conn.Target()}
}

// said is what the caller of a raw request hears.
type said struct {
	status *status.Status
	id     string
}

// post sends a body, which may never end, and waits for the answer.
func (w *wire) post(ctx context.Context, path string, body io.Reader, headers ...string) (said, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.origin, body)
	if err != nil {
		return said{}, err
	}
	request.URL.Opaque = path
	request.Header.Set("Content-Type", "application/grpc")
	request.Header.Set("Te", "trailers")
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := w.client.Do(request)
	if err != nil {
		return said{}, err
	}
	defer func() { _ = response.Body.Close() }()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return said{}, err
	}
	end := response.Trailer
	if end.Get("Grpc-Status") == "" {
		end = response.Header
	}
	return said{status: statusIn(end), id: response.Header.Get("X-Request-Id")}, nil
}

func statusIn(end http.Header) *status.Status {
	if packedStatus, err := base64.RawStdEncoding.DecodeString(end.Get("Grpc-Status-Details-Bin")); err == nil && len(packedStatus) > 0 {
		full := new(spb.Status)
		if proto.Unmarshal(packedStatus, full) == nil {
			return status.FromProto(full)
		}
	}
	code, err := strconv.ParseUint(end.Get("Grpc-Status"), 10, 32)
	if err != nil {
		return status.New(codes.Unknown, "no status at all")
	}
	return status.New(codes.Code(code), end.Get("Grpc-Message"))
}

// silence is a body that begins and then says nothing until it is closed, as it is
// when its request is answered or given up.
type silence struct {
	begin *bytes.Reader
	end   chan struct{}
	close func()
}

func silent(begin []byte) *silence {
	end := make(chan struct{})
	return &silence{begin: bytes.NewReader(begin), end: end, close: sync.OnceFunc(func() { close(end) })}
}

// Read implements io.Reader.
func (s *silence) Read(into []byte) (int, error) {
	if s.begin.Len() > 0 {
		return s.begin.Read(into)
	}
	<-s.end
	return 0, io.ErrUnexpectedEOF
}

// Close implements io.Closer.
func (s *silence) Close() error {
	s.close()
	return nil
}

// answers waits for what a request's caller hears in the background.
func (w *wire) answers(ctx context.Context, t *testing.T, path string, body io.Reader) <-chan said {
	t.Helper()
	heard := make(chan said, 1)
	go func() {
		got, err := w.post(ctx, path, body)
		if err != nil {
			got.status = status.New(codes.Unknown, "no answer at all: "+err.Error())
		}
		heard <- got
	}()
	return heard
}

// TestFramesAreRefusedInOurWords: whatever is wrong with a request, its caller
// gets our error form, and it is one line and one count with the same code.
func TestFramesAreRefusedInOurWords(t *testing.T) {
	t.Parallel()
	order, err := proto.Marshal(orderOne())
	if err != nil {
		t.Fatal(err)
	}
	whole := frame(!packed, len(order), order)
	bomb := squeezed(t, make([]byte, 32<<20))
	small := squeezed(t, order)
	for name, c := range map[string]struct {
		path   string
		body   []byte
		gzip   bool
		code   codes.Code
		reason string
	}{
		"whole":                  {getOrder, whole, false, codes.OK, ""},
		"packed":                 {getOrder, frame(packed, len(small), small), true, codes.OK, ""},
		"plain in a packed call": {getOrder, whole, true, codes.OK, ""},
		"no message":             {getOrder, nil, false, codes.InvalidArgument, "REQUEST_UNREADABLE"},
		"two messages":           {getOrder, append(whole[:len(whole):len(whole)], whole...), false, codes.InvalidArgument, "REQUEST_UNREADABLE"},
		"half a header":          {getOrder, whole[:3], false, codes.InvalidArgument, "REQUEST_UNREADABLE"},
		"half a message":         {getOrder, whole[:len(whole)-1], false, codes.InvalidArgument, "REQUEST_UNREADABLE"},
		"unknown flag":           {getOrder, append([]byte{7}, whole[1:]...), false, codes.InvalidArgument, "REQUEST_UNREADABLE"},
		"packed without a name":  {getOrder, frame(packed, len(small), small), false, codes.InvalidArgument, "REQUEST_UNREADABLE"},
		"packed wrongly":         {getOrder, frame(packed, len(order), order), true, codes.InvalidArgument, "REQUEST_UNREADABLE"},
		"broken off inside gzip": {getOrder, frame(packed, len(small)-4, small[:len(small)-4]), true, codes.InvalidArgument, "REQUEST_UNREADABLE"},
		"a little too large":     {getOrder, frame(!packed, 4097, make([]byte, 4097)), false, codes.ResourceExhausted, "REQUEST_TOO_LARGE"},
		"4 GiB announced":        {getOrder, frame(!packed, 1<<32-1, nil), false, codes.ResourceExhausted, "REQUEST_TOO_LARGE"},
		"much when unpacked":     {getOrder, frame(packed, len(bomb[:4000]), bomb[:4000]), true, codes.ResourceExhausted, "REQUEST_TOO_LARGE"},
		"no message in a stream": {uploadAttachment, frame(!packed, 1<<32-1, nil), false, codes.ResourceExhausted, "REQUEST_TOO_LARGE"},
		"half in a stream":       {uploadAttachment, whole[:3], false, codes.InvalidArgument, "REQUEST_UNREADABLE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openBoth(t, func(*Config) {})
			var headers []string
			if c.gzip {
				headers = []string{"Grpc-Encoding", "gzip"}
			}
			got, err := d.wire(t).post(t.Context(), c.path, bytes.NewReader(c.body), headers...)
			if err != nil {
				t.Fatal(err)
			}
			if got.status.Code() != c.code || reasonOf(got.status.Err()) != c.reason || got.id == "" {
				t.Errorf("%v, reason %q, id %q", got.status, reasonOf(got.status.Err()), got.id)
			}
			d.drained(t)
			lines := d.lines.FilterMessage("call").All()
			if len(lines) != 1 {
				t.Fatalf("%d lines", len(lines))
			}
			if fields := lines[0].ContextMap(); c.code != codes.OK && fields["reason"] != c.reason {
				t.Errorf("the line says %v", fields)
			}
		})
	}
}

// TestPathsThatNameNoMethod are refused in front of the chain, in its words, and
// leave a line and a count of their own.
func TestPathsThatNameNoMethod(t *testing.T) {
	t.Parallel()
	d := openBoth(t, func(*Config) {})
	got, err := d.wire(t).post(t.Context(), "/nothing", bytes.NewReader(nil))
	if err != nil {
		t.Fatal(err)
	}
	if got.status.Code() != codes.Unimplemented || reasonOf(got.status.Err()) != "METHOD_UNKNOWN" {
		t.Errorf("%v", got.status)
	}
	if lines := d.lines.FilterMessage("refused").All(); len(lines) != 1 || lines[0].ContextMap()["code"] != "UNIMPLEMENTED" {
		t.Errorf("%v", lines)
	}
}

// soon bounds what a test waits for; it never decides a verdict.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}
