package translate

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// compileStream makes the plan of an RPC that streams. What is streamed is no
// message that stands upstream, so only the other side is translated: the
// request of a download, the answer of an upload.
func (p *Plan) compileStream(
	method protoreflect.MethodDescriptor, compiler *requestCompiler, answers *answerCompiler,
) error {
	if method.IsStreamingServer() {
		return p.compileRequest(method.Input(), compiler)
	}
	parts, variables, err := parsePath(p.operation.GetPath())
	if err != nil {
		return err
	}
	if len(variables) > 0 || p.operation.GetPaging() != nil || len(p.operation.GetPresence()) > 0 {
		return fmt.Errorf("a stream of requests has neither path variables nor pages")
	}
	p.path = parts
	if err := p.verifyNames(variables); err != nil {
		return err
	}
	return p.compileAnswer(method.Output(), answers)
}

// verifyStream refuses streams that are no files, and files that are no streams.
func verifyStream(method protoreflect.MethodDescriptor, operation *upstreamv1.Operation) error {
	file := operation.GetShape() == upstreamv1.Shape_SHAPE_FILE
	switch {
	case method.IsStreamingClient() && method.IsStreamingServer():
		return errors.New("an RPC streams in one direction")
	case method.IsStreamingServer() != file:
		return errors.New("a SHAPE_FILE is a stream of answers, and the only one")
	default:
		return nil
	}
}

// Open builds the upstream request of an RPC whose request is a stream, without
// the body. It answers a KindSite error where the site has no such operation.
func (p *Plan) Open() (*Call, error) {
	if err := p.verifySite(); err != nil {
		return nil, err
	}
	e := &encoder{}
	if err := p.fill(e, nil, Page{}); err != nil {
		err.Operation = p.operation.GetName()
		return nil, err
	}
	return &e.call, nil
}
