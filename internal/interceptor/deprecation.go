package interceptor

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// The headers of deprecated methods. The gateway knows the first three.
const (
	deprecationKey = "deprecation"       // RFC 9745
	sunsetKey      = "sunset"            // RFC 8594
	linkKey        = "link"              // RFC 8288, over HTTP
	successorKey   = "ocegate-successor" // the RPC to use instead, over gRPC
)

// deprecatedSince is when ocegate first offered the deprecated methods, which
// are deprecated from the start; sunset is when it stops.
const (
	deprecatedSince = "2026-11-26T00:00:00Z"
	sunset          = "2027-12-31T00:00:00Z"
)

// deprecation tells the callers of a deprecated method so in every answer,
// refusals too, because they are what a caller sees first when the upstream
// takes the operation away.
type deprecation struct{}

func (deprecation) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if notice := callOf(ctx).method.notice; notice != nil {
		// Outside a transport there is nowhere to put a header, and nobody to read it.
		_ = grpc.SetHeader(ctx, notice)
	}
	return handler(ctx, req)
}

func (deprecation) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if notice := callOf(ss.Context()).method.notice; notice != nil {
		if err := ss.SetHeader(notice); err != nil {
			return err
		}
	}
	return handler(srv, ss)
}

// noticeOf is what the answers of a deprecated method carry at a door, nil for
// all others.
func noticeOf(method protoreflect.MethodDescriptor, door Door) metadata.MD {
	options, ok := method.Options().(*descriptorpb.MethodOptions)
	if !ok || !options.GetDeprecated() {
		return nil
	}
	notice := metadata.Pairs(deprecationKey, "@"+strconv.FormatInt(instantOf(deprecatedSince).Unix(), 10), sunsetKey, instantOf(sunset).Format(http.TimeFormat))
	operation, _ := proto.GetExtension(options, upstreamv1.E_Operation).(*upstreamv1.Operation)
	successor := operation.GetSuccessor()
	if path := pathOf(successor); door == DoorHTTP && path != "" {
		notice.Set(linkKey, "<"+path+`>; rel="successor-version"`)
	}
	if door == DoorGRPC && successor != "" {
		notice.Set(successorKey, successor)
	}
	return notice
}

// pathOf is the JSON path of an RPC, named as in the options.
func pathOf(rpc string) string {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(strings.ReplaceAll(rpc, "/", ".")))
	method, ok := found.(protoreflect.MethodDescriptor)
	if err != nil || !ok {
		return ""
	}
	rule, _ := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
	for _, path := range []string{rule.GetGet(), rule.GetPost(), rule.GetPut(), rule.GetPatch(), rule.GetDelete()} {
		if path != "" {
			return path
		}
	}
	return ""
}

func instantOf(text string) time.Time {
	at, _ := time.Parse(time.RFC3339, text) // a test reads the constants
	return at
}
