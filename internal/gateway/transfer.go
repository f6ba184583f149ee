package gateway

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/fault"
)

// streamKind says how an RPC that streams stands in HTTP.
type streamKind uint8

const (
	streamNone streamKind = iota
	streamUpload
	streamDownload
)

// The fields of the messages that carry a file. The first message has all but
// the chunk, the others have the chunk alone.
const (
	fieldMetadata = "metadata"
	fieldHeader   = "header"
	fieldChunk    = "chunk"

	fileHeader = "ocegate.type.v1.FileHeader"
)

var errStream = errors.New("a stream has a route when it is an upload, POST of the whole body with metadata and chunk, or a download, GET of header and chunk")

// streamOf sorts a method, and refuses streams that are no files.
func streamOf(method protoreflect.MethodDescriptor, rule *annotations.HttpRule) (streamKind, error) {
	upload := rule.GetPost() != "" && rule.GetBody() == "*" && !strings.Contains(rule.GetPost(), "{")
	switch {
	case !method.IsStreamingClient() && !method.IsStreamingServer():
		return streamNone, nil
	case method.IsStreamingClient() && method.IsStreamingServer():
		return streamNone, errStream
	case method.IsStreamingClient():
		described := method.Input().Fields().ByName(fieldMetadata)
		if !upload || !hasChunk(method.Input()) || described == nil || described.Kind() != protoreflect.MessageKind || described.IsList() {
			return streamNone, errStream
		}
		return streamUpload, nil
	}
	described := method.Output().Fields().ByName(fieldHeader)
	if rule.GetGet() == "" || !hasChunk(method.Output()) || described == nil || described.Kind() != protoreflect.MessageKind || described.Message().FullName() != fileHeader {
		return streamNone, errStream
	}
	return streamDownload, nil
}

func hasChunk(message protoreflect.MessageDescriptor) bool {
	chunk := message.Fields().ByName(fieldChunk)
	return chunk != nil && chunk.Kind() == protoreflect.BytesKind && !chunk.IsList() && message.Fields().Len() == 2
}

// streamContext is what generated code makes for other calls: the headers that were
// let through as metadata.
func streamContext(ctx context.Context, r *http.Request) context.Context {
	md := metadata.MD{}
	for name, values := range r.Header {
		md[strings.ToLower(name)] = values
	}
	return metadata.NewOutgoingContext(ctx, md)
}

// failStream answers a stream that failed before it had an answer.
func failStream(w http.ResponseWriter, s *localStream, err error, httpStatus int) {
	copyOutgoing(w.Header(), s.header())
	var shaped *fault.StatusError
	if httpStatus == 0 && errors.As(err, &shaped) && shaped.Reason() == fault.RequestTooLarge {
		httpStatus = http.StatusRequestEntityTooLarge
	}
	fail(w, fault.Status(err), httpStatus)
}
