package gateway

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway/strict"
)

// Limits of a form.
const (
	partFile  = "file"
	maxText   = 4 << 10  // of one text, in bytes
	maxFrame  = 64 << 10 // of all that is not the file
	chunkSize = 64 << 10 // of the file, in one message
)

// form reads multipart/form-data (RFC 7578) as the messages of an upload: texts
// first, the file last. It holds one chunk at a time.
type form struct {
	binding *binding
	request *http.Request
	limit   int64  // of the file
	settled func() // is called when all in front of the file has come
	status  int    // HTTP status of the refusal when it is not its code's own

	mu       sync.Mutex // held while a message is read
	stopped  bool
	stalled  bool // the caller sent nothing more when the call ended
	body     *gauge
	parts    *multipart.Reader
	file     *multipart.Part
	problems []strict.Problem
	given    map[protoreflect.Name]bool
	spelled  spelling
	begun    atomic.Bool // the file has come; what stands before it is settled
}

func newForm(b *binding, r *http.Request, limit int64) *form {
	return &form{binding: b, request: r, limit: limit, settled: func() {}, given: map[protoreflect.Name]bool{}}
}

// errStopped is for a reader that outlives its call.
var errStopped = errors.New("gateway: the call has ended")

// next makes the next message: the metadata, then chunks of the file, then
// io.EOF once the form has come to its end.
func (f *form) next(message any) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	m, ok := message.(proto.Message)
	switch {
	case f.stopped || !ok:
		return errStopped
	case f.file != nil:
		return f.chunk(m.ProtoReflect())
	}
	if err := f.open(m.ProtoReflect()); err != nil {
		return err
	}
	return f.metadata(m.ProtoReflect())
}

// stop waits for the read in progress, if there is one, after hurrying it. It
// gives the HTTP status of the refusal that a read before it ended with.
func (f *form) stop(hurry func()) (status int) {
	idle := f.mu.TryLock()
	if !idle {
		hurry()
		f.mu.Lock()
	}
	defer f.mu.Unlock()
	f.stopped, f.stalled = true, !idle
	if f.stalled {
		return 0
	}
	return f.status
}

// open judges what can be judged before anything is read.
func (f *form) open(m protoreflect.Message) error {
	if f.request.ContentLength > f.limit+maxFrame {
		return f.tooLarge()
	}
	f.problems = strict.Query(m, f.request.URL.RawQuery, f.binding.limits)
	kind, parameters, err := mime.ParseMediaType(f.request.Header.Get("Content-Type"))
	coding := f.request.Header.Get("Content-Encoding")
	if err != nil || kind != "multipart/form-data" || parameters["boundary"] == "" {
		return f.unreadable(http.StatusUnsupportedMediaType, "must be a form, with the header Content-Type: multipart/form-data")
	}
	if coding != "" && !strings.EqualFold(coding, "identity") {
		return f.unreadable(http.StatusUnsupportedMediaType, "must not be compressed")
	}
	f.body = &gauge{in: f.request.Body, left: maxFrame}
	f.parts = multipart.NewReader(f.body, parameters["boundary"])
	return nil
}

// metadata reads the parts in front of the file.
func (f *form) metadata(m protoreflect.Message) error {
	fd := m.Descriptor().Fields().ByName(fieldMetadata)
	about := m.Mutable(fd).Message()
	for {
		part, err := f.parts.NextRawPart()
		if isEnd(err) {
			f.add(partFile, "is required, as the last part of the form")
			return f.invalid()
		}
		if err != nil {
			return f.broken()
		}
		if part.FormName() == partFile {
			return f.begin(about, part)
		}
		if err := f.text(about, part); err != nil {
			return err
		}
	}
}

// text reads one part into the metadata.
func (f *form) text(about protoreflect.Message, part *multipart.Part) error {
	content, err := io.ReadAll(io.LimitReader(part, maxText+1))
	if err != nil {
		return f.broken()
	}
	name := part.FormName()
	fd := about.Descriptor().Fields().ByJSONName(name)
	if fd == nil {
		fd = about.Descriptor().Fields().ByName(protoreflect.Name(name))
	}
	switch {
	case !utf8.ValidString(name) || name == "":
		f.add("form", "has a part without a name in UTF-8")
	case fd == nil:
		f.add(name, "is not a known part of the form")
	case f.given[fd.Name()]:
		f.add(name, "is given twice")
	case len(content) > maxText:
		f.add(name, "is too long")
	default:
		f.given[fd.Name()], f.spelled = true, f.spelled.with(name)
		f.report(strict.Variable(about, name, string(content)))
	}
	return nil
}

// begin comes to the file, which is not read before all in front of it is right.
func (f *form) begin(about protoreflect.Message, part *multipart.Part) error {
	switch strings.ToLower(part.Header.Get("Content-Transfer-Encoding")) {
	case "", "7bit", "8bit", "binary":
	default:
		f.add(partFile, "must not be encoded")
	}
	name, sent := about.Descriptor().Fields().ByName("file_name"), part.FileName()
	unnamed := name != nil && !f.given[name.Name()]
	if unnamed && !utf8.ValidString(sent) {
		f.add(partFile, "has a file name that is not UTF-8")
	}
	if len(f.problems) > 0 {
		return f.invalid()
	}
	if unnamed {
		about.Set(name, protoreflect.ValueOfString(sent))
	}
	f.begun.Store(true)
	f.settled()
	f.file = part
	f.body.left += f.limit
	return nil
}

// chunk reads on in the file. What follows it must be the end of the form, and
// that is found out before the file counts as whole.
func (f *form) chunk(m protoreflect.Message) error {
	content := make([]byte, chunkSize)
	n, err := 0, error(nil)
	for n < len(content) && err == nil {
		var more int
		more, err = f.file.Read(content[n:])
		n += more
	}
	if err != nil && !isEnd(err) || f.body.failed != nil {
		return f.broken()
	}
	if n > 0 {
		m.Set(m.Descriptor().Fields().ByName(fieldChunk), protoreflect.ValueOfBytes(content[:n]))
		return nil
	}
	if _, err := f.parts.NextRawPart(); err == nil {
		f.add(partFile, "must be the last part of the form")
		return f.invalid()
	} else if !isEnd(err) || f.body.failed != nil {
		return f.broken()
	}
	return io.EOF
}

// isEnd tells the end of a part or of a form from that of a body that breaks off,
// which package multipart wraps.
func isEnd(err error) bool { return errors.Is(err, io.EOF) && errors.Unwrap(err) == nil }

func (f *form) report(problems []strict.Problem) { f.problems = append(f.problems, problems...) }

// maxProblems bounds what one answer reports.
const maxProblems = 16

func (f *form) add(field, reason string) {
	const longest = 64
	if len(f.problems) < maxProblems {
		f.report([]strict.Problem{{Field: strings.ToValidUTF8(field[:min(len(field), longest)], ""), Reason: reason}})
	}
}

func (f *form) invalid() error { return invalid(f.problems) }

// reword names the parts of the form where the chain names fields of messages, and
// tells who has put the file in front of a text why that text did not count.
func (f *form) reword(v fault.Violation) fault.Violation {
	v.Description = fault.SpellNames(v.Description, f.spelled.path)
	if v.Field == fieldChunk {
		v.Field = partFile
		return v
	}
	field, text := strings.CutPrefix(v.Field, fieldMetadata+".")
	v.Field = f.spelled.path(field)
	if text && f.begun.Load() && !f.given[protoreflect.Name(field)] {
		v.Description += ", in a part before the file"
	}
	return v
}

// broken is a form that cannot be read on: it is too large, it breaks off, it is
// none, or whoever guards the bodies in front of this door has ended it.
func (f *form) broken() error {
	var given *fault.RefusalError
	switch {
	case f.body.over:
		return f.tooLarge()
	case errors.As(f.body.failed, &given):
		return given
	}
	return f.unreadable(http.StatusBadRequest, "could not be read to its end as a form")
}

func (f *form) unreadable(httpStatus int, reason string) error {
	f.status = httpStatus
	return invalid([]strict.Problem{{Field: fieldBody, Known: fieldBody, Reason: reason}})
}

func (f *form) tooLarge() error {
	f.status = http.StatusRequestEntityTooLarge
	where := fmt.Sprintf("at most %d bytes in the file, and %d besides", f.limit, maxFrame)
	return &fault.RefusalError{Reason: fault.RequestTooLarge, Where: where}
}

// gauge lets so many bytes of a body pass.
type gauge struct {
	in     io.Reader
	left   int64
	over   bool
	failed error // of the body, other than its end
}

var errOver = errors.New("gateway: the body is too large")

// Read implements io.Reader.
func (g *gauge) Read(p []byte) (int, error) {
	if g.left <= 0 {
		g.over, g.failed = true, errOver
		return 0, errOver
	}
	n, err := g.in.Read(p[:min(int64(len(p)), g.left)])
	g.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		g.failed = err
	}
	return n, err
}
