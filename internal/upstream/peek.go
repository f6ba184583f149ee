package upstream

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"strings"
)

// maxPeek is how much of a file is looked at before it is passed on; errors are
// far shorter.
const maxPeek = 64 << 10

// firstLook is enough to see whether a file may be JSON.
const firstLook = 512

// peek reads the beginning of the reply and finds the error that it may be. Only
// what looks like JSON is read further than the first bytes.
func (t *download) peek() (io.Reader, error) {
	var beginning bytes.Buffer
	if err := t.fill(&beginning, firstLook); err != nil {
		return nil, err
	}
	if beginning.Len() == 0 {
		return nil, t.req.UnreadableError(t.resp, errors.New("no file where one was due"))
	}
	kind, _, err := mime.ParseMediaType(t.res.Header.Get("Content-Type"))
	isJSON := err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
	start := bytes.TrimLeft(bytes.TrimPrefix(beginning.Bytes(), []byte("\xef\xbb\xbf")), " \t\r\n")
	if !isJSON && !bytes.HasPrefix(start, []byte("{")) {
		return &beginning, nil
	}
	if err := t.fill(&beginning, maxPeek); err != nil {
		return nil, err
	}
	return &beginning, t.stated(beginning.Bytes())
}

// fill reads until so many bytes are there or the reply ends.
func (t *download) fill(into *bytes.Buffer, size int) error {
	_, err := io.CopyN(into, t, int64(size-into.Len()))
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// stated is the error that the beginning of a reply states, nil when it is a
// file.
func (t *download) stated(beginning []byte) error {
	code, there := statedCode(bytes.TrimPrefix(beginning, []byte("\xef\xbb\xbf")))
	if !there {
		return nil
	}
	if code == "" {
		return t.req.UnreadableError(t.resp, errors.New("an acknowledgement where a file was due"))
	}
	said := parseEnvelope(beginning)
	said.code = code
	return t.resp.refused(t.req, said)
}

// statedCode is the error code of the object that a text begins with; the text
// may break off behind it.
func statedCode(text []byte) (code string, there bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return "", false
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return "", false
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return "", false
		}
		if name, isText := name.(string); isText && isCodeName(name) {
			return textOf(raw), true
		}
	}
	return "", false
}
