package service

import (
	"errors"
	"fmt"
	"io"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

// uploadOperation is the upstream's name for the only upload.
const uploadOperation = "UploadAccessory"

// firstBytes is how much of a file of unknown size is read before it is sent: a
// small file then has a size, and an empty one is never sent.
const firstBytes = 64 << 10

// chunks reads a file from the messages of a caller and holds no more than those
// that it has begun.
type chunks struct {
	receive func() (*ticketsv1.UploadAttachmentRequest, error)
	limit   int64
	size    int64 // as announced, -1 for unknown
	count   int64
	rest    [][]byte
	ended   bool
}

// begin reads the first bytes.
func (c *chunks) begin() error {
	for !c.ended && c.count < firstBytes && (c.size < 0 || c.count == 0) {
		if err := c.next(); err != nil {
			return err
		}
	}
	if c.count == 0 {
		return unsendable("chunk", "must bring the file, which is empty")
	}
	if c.ended && c.size < 0 {
		c.size = c.count
	}
	return nil
}

// next takes one message.
func (c *chunks) next() error {
	in, err := c.receive()
	switch {
	case errors.Is(err, io.EOF):
		c.ended = true
		if c.size >= 0 && c.count != c.size {
			return unsendable("metadata.size_bytes", "must be the size of the file, which is smaller")
		}
		return nil
	case err != nil:
		return err
	case in.GetMetadata() != nil:
		return unsendable("metadata", "must stand in the first message alone")
	}
	c.count += int64(len(in.GetChunk()))
	switch {
	case c.count > c.limit:
		return tooLarge("chunk", c.limit)
	case c.size >= 0 && c.count > c.size:
		return unsendable("metadata.size_bytes", "must be the size of the file, which is larger")
	}
	c.rest = append(c.rest, in.GetChunk())
	return nil
}

// Read implements io.Reader.
func (c *chunks) Read(p []byte) (int, error) {
	for {
		for len(c.rest) > 0 && len(c.rest[0]) == 0 {
			c.rest = c.rest[1:]
		}
		if len(c.rest) > 0 || c.ended {
			break
		}
		if err := c.next(); err != nil {
			return 0, err
		}
	}
	if len(c.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, c.rest[0])
	c.rest[0] = c.rest[0][n:]
	return n, nil
}

func unsendable(field, reason string) error {
	return &translate.Error{Kind: translate.KindRequest, Operation: uploadOperation, Field: field, Reason: reason}
}

func tooLarge(field string, limit int64) error {
	return &translate.Error{
		Kind: translate.KindTooLarge, Operation: uploadOperation, Field: field,
		Reason: fmt.Sprintf("must not make the file larger than %d bytes", limit),
	}
}
