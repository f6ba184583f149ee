package upstream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"
)

// File is a reply that is a file, passed on as it arrives. Close must be called.
type File struct {
	ContentType string // a media type; application/octet-stream when the reply names none
	FileName    string // without a path and control characters; empty when the reply names none
	Size        int64  // in bytes, -1 for unknown
	RequestID   string

	body  io.Reader
	state *download
}

// download is what a reader of a file needs to word its errors.
type download struct {
	*wire
	ctx   context.Context
	resp  *Response
	limit int64
	count int64
}

// Download sends a call whose reply is a file of at most limit bytes. A file is
// a reply with status 200 that is not empty, whose end can be told, and that is
// no error: those of service tickets come with status 200 too, as JSON with an
// error_code.
func (c *Client) Download(ctx context.Context, req *Request, limit int64) (*File, error) {
	sent := *req
	sent.Shape = ShapeBody // a body of another kind, which open judges
	to, err := c.prepare(ctx, &sent)
	if err != nil {
		return nil, err
	}
	ctx, w := c.begin(ctx, to, &sent)
	t := &download{wire: w, ctx: ctx, limit: limit}
	if err := t.send(ctx); err != nil {
		t.end()
		return nil, err
	}
	file, err := t.open(ctx)
	if err != nil {
		t.close()
		return nil, err
	}
	return file, nil
}

// open looks at the beginning of the reply.
func (t *download) open(ctx context.Context) (*File, error) {
	t.resp = t.begun()
	if t.res.StatusCode != http.StatusOK {
		return nil, t.refused(ctx)
	}
	if err := errors.Join(readable(t.res), bounded(t.res)); err != nil {
		return nil, t.req.UnreadableError(t.resp, err)
	}
	if t.res.ContentLength > t.limit {
		return nil, t.tooLarge()
	}
	beginning, err := t.peek()
	if err != nil {
		return nil, err
	}
	media := t.res.Header.Get("Content-Type")
	return &File{
		ContentType: mediaType(media), FileName: fileName(t.res.Header.Get("Content-Disposition")),
		Size: t.res.ContentLength, RequestID: t.resp.RequestID(), body: io.MultiReader(beginning, t), state: t,
	}, nil
}

// refused is the error of a reply with another status than 200.
func (t *download) refused(ctx context.Context) error {
	resp, err := t.answer(ctx)
	if err != nil {
		return err
	}
	resp.Release()
	return t.req.UnreadableError(t.resp, errors.New("no file"))
}

// bounded finds replies whose end nobody can tell from a broken connection.
func bounded(res *http.Response) error {
	if res.ContentLength < 0 && res.ProtoMajor < 2 && len(res.TransferEncoding) == 0 {
		return errors.New("the body's end cannot be told from a broken connection")
	}
	return nil
}

func (t *download) tooLarge() *Error {
	e := t.req.UnreadableError(t.resp, fmt.Errorf("%w: at most %d bytes", errTooLarge, t.limit))
	e.Kind = KindTooLarge
	return e
}

// Read reads the rest of the reply and counts it. Its errors are *Error, but for
// io.EOF.
func (t *download) Read(into []byte) (int, error) {
	n, err := t.res.Body.Read(into)
	t.count += int64(n)
	switch {
	case t.count > t.limit:
		return 0, t.tooLarge()
	case err == nil || errors.Is(err, io.EOF) && t.ended():
		return n, err
	case errors.Is(err, io.EOF):
		err = io.ErrUnexpectedEOF
	}
	return n, t.broken(t.ctx, t.resp, fmt.Errorf("after %d bytes: %w", t.count, err))
}

// ended says whether all that was announced came.
func (t *download) ended() bool { return t.res.ContentLength < 0 || t.count == t.res.ContentLength }

func (t *download) close() {
	closeBody(t.res)
	t.end()
}

// Read gives the next bytes. io.EOF means that the file came as a whole; every
// other error is an *Error.
func (f *File) Read(p []byte) (int, error) { return f.body.Read(p) }

// Close gives the connection back, or ends it when the file was not read to its
// end.
func (f *File) Close() error {
	f.state.close()
	return nil
}

// mediaType keeps a media type that is one, and its parameters.
func mediaType(text string) string {
	kind, parameters, err := mime.ParseMediaType(text)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) || !strings.Contains(kind, "/") {
		return "application/octet-stream"
	}
	if clean := mime.FormatMediaType(kind, parameters); clean != "" {
		return clean
	}
	return "application/octet-stream"
}

// maxFileName is the longest name that is passed on, in bytes: file systems take
// no longer ones.
const maxFileName = 255

// fileName is the name in a Content-Disposition, made harmless.
func fileName(disposition string) string {
	_, parameters, err := mime.ParseMediaType(disposition)
	if err != nil {
		return ""
	}
	name := strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, strings.ToValidUTF8(parameters["filename"], ""))
	name = name[strings.LastIndexAny(name, `/\:`)+1:]
	name = strings.TrimLeft(strings.TrimSpace(name), ".")
	for len(name) > maxFileName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name
}
