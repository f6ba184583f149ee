package rest

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
)

const (
	plainMedia     = "application/json"
	multipartMedia = "multipart/form-data"
)

// media is the media type of the operation's request body.
func (op *operation) media() string {
	if op.ContentType == multipartMedia {
		return multipartMedia
	}
	return plainMedia
}

// parts checks a multipart body: its parts are the members that the catalogue lists.
func (c *checker) parts(in *incoming) *Refusal {
	_, params, err := mime.ParseMediaType(in.r.Header.Get("Content-Type"))
	if err != nil {
		return BadParameter("Content-Type is malformed")
	}
	reader := multipart.NewReader(bytes.NewReader(in.body), params["boundary"])
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return BadParameter("the parts of the body could not be read")
		}
		if no := c.part(part); no != nil {
			return no
		}
	}
}

func (c *checker) part(part *multipart.Part) *Refusal {
	f := c.op.request("body", part.FormName())
	if f == nil {
		if c.strict {
			return BadParameter("unknown part %s", part.FormName())
		}
		return nil
	}
	if c.out.Has(f.Name) {
		return BadParameter("%s is carried twice", f.Name)
	}
	data, err := io.ReadAll(part)
	if err != nil {
		return BadParameter("%s could not be read", f.Name)
	}
	if f.Type == "file" {
		c.out[f.Name] = Value{Text: part.FileName(), Data: data}
		return nil
	}
	v, no := f.scalar(string(data))
	if no == nil {
		c.out[f.Name] = v
	}
	return no
}
