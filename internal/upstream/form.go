package upstream

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/textproto"
	"strings"
	"sync"

	"github.com/ocegate/ocegate/internal/restcall"
)

// Form is a body of texts and one file, which is passed on as it comes and never
// held as a whole.
type Form struct {
	Texts    []restcall.Param
	Field    string    // name of the part with the file
	FileName string    // without control characters
	Content  io.Reader // the file; a failure of it ends the call before the body is complete
	Size     int64     // of the file in bytes, -1 for unknown
}

// quoted escapes what would end the name.
func quoted(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// framed is a form in the form that it is sent.
type framed struct {
	contentType string
	length      int64 // -1 for unknown
	body        *formBody
}

// frame puts the texts in front of the file, so that whoever reads the form knows
// about the file before it comes.
func (f *Form) frame() (*framed, error) {
	if isUnsafeName(f.Field) || isUnsafeName(f.FileName) || f.Content == nil {
		return nil, errors.New("a form needs a file, and names without control characters")
	}
	var text bytes.Buffer
	w := multipart.NewWriter(&text)
	for _, part := range f.Texts {
		if isUnsafeName(part.Name) {
			return nil, errors.New("the name of a form's text holds a control character")
		}
		if err := w.WriteField(part.Name, part.Value); err != nil {
			return nil, err
		}
	}
	header := textproto.MIMEHeader{
		"Content-Disposition": {"form-data; name=" + quoted(f.Field) + "; filename=" + quoted(f.FileName)},
		"Content-Type":        {"application/octet-stream"},
	}
	if _, err := w.CreatePart(header); err != nil {
		return nil, err
	}
	before := bytes.Clone(text.Bytes())
	text.Reset()
	if err := w.Close(); err != nil {
		return nil, err
	}
	after := text.Bytes()
	whole := &framed{contentType: w.FormDataContentType(), length: -1}
	if f.Size >= 0 {
		whole.length = int64(len(before)) + f.Size + int64(len(after))
	}
	whole.body = &formBody{
		before: bytes.NewReader(before), content: f.Content, after: bytes.NewReader(after), size: f.Size,
	}
	return whole, nil
}

func isUnsafeName(name string) bool {
	return name == "" || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 })
}

// errFileSize is a file that is not as long as it was said to be.
var errFileSize = errors.New("the file is not of the size that was announced")

// formBody is the body of a form on its way. It is read by net/http's own
// goroutine.
type formBody struct {
	before, after *bytes.Reader
	content       io.Reader
	size          int64 // -1 for unknown

	mu       sync.Mutex
	count    int64 // bytes of the file so far
	closed   bool
	complete bool  // the last byte was handed over
	failed   error // of the file
}

// Read implements io.Reader. It never gives io.EOF unless the file came to its
// end and was of the announced size, so that an upload that breaks off is never
// taken for a whole one.
func (b *formBody) Read(p []byte) (int, error) {
	if b.before.Len() > 0 {
		return b.before.Read(p)
	}
	if b.content != nil {
		n, err := b.next(p)
		if n > 0 || err != nil {
			return n, err
		}
	}
	n, err := b.after.Read(p)
	if b.after.Len() == 0 {
		b.mu.Lock()
		b.complete = true
		b.mu.Unlock()
	}
	return n, err
}

// next reads from the file; nothing and no error is its end.
func (b *formBody) next(p []byte) (int, error) {
	if err := b.broken(); err != nil {
		return 0, err
	}
	n, err := 0, error(nil)
	for n == 0 && err == nil && len(p) > 0 {
		n, err = b.content.Read(p)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.count += int64(n)
	switch ended := errors.Is(err, io.EOF); {
	case err != nil && !ended:
		b.failed = err
	case b.size >= 0 && (b.count > b.size || ended && b.count < b.size):
		b.failed = errFileSize
	case ended:
		b.content = nil
	}
	if b.failed != nil {
		return 0, b.failed
	}
	return n, nil
}

// broken says why there is nothing more to read.
func (b *formBody) broken() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return context.Canceled
	}
	return b.failed
}

// Close implements io.Closer. No read of the file begins afterwards.
func (b *formBody) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	return nil
}

// state says whether the whole body was handed over, and why not.
func (b *formBody) state() (complete bool, failed error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.complete, b.failed
}
