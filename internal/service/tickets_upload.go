package service

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
)

// UploadAttachment passes a file on as it arrives. What is wrong with it is found
// before the first byte leaves where it can be, and else before the last one: the
// upstream never gets a whole upload of half a file.
func (s *transfers) UploadAttachment(stream grpc.ClientStreamingServer[ticketsv1.UploadAttachmentRequest, ticketsv1.UploadAttachmentResponse]) error {
	call, err := s.uploadAttachment.plan.Open()
	if err != nil {
		return err
	}
	metadata, err := metadataOf(stream)
	if err != nil {
		return err
	}
	file := &chunks{receive: stream.Recv, limit: s.maxUpload, size: -1}
	if metadata.SizeBytes != nil {
		file.size = metadata.GetSizeBytes()
	}
	if file.size > file.limit {
		return tooLarge("metadata.size_bytes", file.limit)
	}
	if err := file.begin(); err != nil {
		return err
	}
	request := s.uploadAttachment.request(stream.Context(), call)
	out, err := s.upload(stream.Context(), upload{request: request, metadata: metadata, file: file})
	if err != nil {
		return err
	}
	return stream.SendAndClose(out)
}

// metadataOf takes the first message.
func metadataOf(stream grpc.ClientStreamingServer[ticketsv1.UploadAttachmentRequest, ticketsv1.UploadAttachmentResponse]) (*ticketsv1.UploadAttachmentMetadata, error) {
	first, err := stream.Recv()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if first.GetMetadata() == nil {
		return nil, unsendable("metadata", "must stand in the first message")
	}
	return first.GetMetadata(), nil
}

// upload is one upload that is ready to be sent.
type upload struct {
	request  *upstream.Request
	metadata *ticketsv1.UploadAttachmentMetadata
	file     *chunks
}

// upload sends it. Only an answer that names the file is a success.
func (s *transfers) upload(ctx context.Context, u upload) (*ticketsv1.UploadAttachmentResponse, error) {
	about, err := formData(u.metadata)
	if err != nil {
		return nil, err
	}
	response, err := s.uploadAttachment.upstream.Upload(ctx, u.request, &upstream.Form{
		Texts: []restcall.Param{{Name: "form_data", Value: about}},
		Field: "file", FileName: u.metadata.GetFileName(), Content: u.file, Size: u.file.size,
	})
	if err != nil {
		return nil, err
	}
	defer response.Release()
	out := &ticketsv1.UploadAttachmentResponse{}
	if _, err := s.uploadAttachment.read(u.request, response, s.uploadAttachment.plan.Into(out)); err != nil {
		return nil, err
	}
	if out.GetAttachmentId() == "" {
		return nil, u.request.UnreadableError(response, errors.New("the answer does not name the file"))
	}
	return out, nil
}

// formData is the text that describes the file to the upstream.
func formData(metadata *ticketsv1.UploadAttachmentMetadata) (string, error) {
	about := struct {
		FileName      string `json:"fileName"`
		AccessoryFrom string `json:"accessoryFrom"`
		UploadType    int    `json:"uploadType"`
	}{FileName: metadata.GetFileName(), AccessoryFrom: codeOf(metadata.GetPurpose())}
	if metadata.GetMarkdown() {
		about.UploadType = 1
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(about); err != nil {
		return "", err
	}
	return string(bytes.TrimSuffix(text.Bytes(), []byte("\n"))), nil
}

// codeOf is the upstream's word for a purpose, as the proto file declares it.
func codeOf(purpose ticketsv1.AttachmentPurpose) string {
	value := purpose.Descriptor().Values().ByNumber(purpose.Number())
	if value == nil {
		return ""
	}
	code, _ := proto.GetExtension(value.Options(), upstreamv1.E_Code).(*upstreamv1.Code)
	return code.GetValue()
}
