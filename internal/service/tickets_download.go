package service

import (
	"context"
	"errors"
	"io"

	"google.golang.org/protobuf/proto"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/translate"
)

// chunkSize is the most bytes of a file in one message.
const chunkSize = 64 << 10

// wanted is a file that a caller asks for.
type wanted struct {
	operation *operation
	request   proto.Message
	query     []restcall.Param // besides what the plan sends
}

// download passes a file on as it arrives: its header, then its bytes. Nothing
// is sent before the upstream's answer is known to be a file.
func (s *transfers) download(ctx context.Context, file wanted, send func(*typev1.FileHeader, []byte) error) error {
	call, err := file.operation.plan.Encode(file.request, translate.Page{})
	if err != nil {
		return err
	}
	request := file.operation.request(ctx, call)
	request.Query = append(request.Query, file.query...)
	reply, err := file.operation.upstream.Download(ctx, request, s.maxDownload)
	if err != nil {
		return err
	}
	defer func() { _ = reply.Close() }() // never fails
	header := &typev1.FileHeader{ContentType: reply.ContentType, FileName: reply.FileName}
	if reply.Size >= 0 {
		header.SizeBytes = proto.Int64(reply.Size)
	}
	if err := send(header, nil); err != nil {
		return err
	}
	return passOn(reply, send)
}

// passOn sends what arrives, in fresh memory each time: a message that was sent
// must not change.
func passOn(file io.Reader, send func(*typev1.FileHeader, []byte) error) error {
	for {
		chunk := make([]byte, chunkSize)
		n, err := file.Read(chunk)
		if n > 0 {
			if err := send(nil, chunk[:n]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
