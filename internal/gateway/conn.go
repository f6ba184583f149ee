package gateway

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/translate"
)

// Conn is a gRPC connection without a network: it calls the method handlers of
// the services registered on it, through its interceptors, on the caller's own
// goroutine and with the caller's context. Requests and answers are moved, not
// copied. Register everything before the first call.
type Conn struct {
	chain   grpc.UnaryServerInterceptor
	streams grpc.StreamServerInterceptor
	methods map[string]method
}

// method is one registered RPC: a call, or a stream.
type method struct {
	service any
	call    grpc.MethodHandler
	stream  *grpc.StreamDesc
}

var (
	_ grpc.ClientConnInterface = (*Conn)(nil)
	_ grpc.ServiceRegistrar    = (*Conn)(nil)
)

// NewConn makes a connection whose calls and streams pass the interceptors, the
// first one outermost.
func NewConn(calls []grpc.UnaryServerInterceptor, streams []grpc.StreamServerInterceptor) *Conn {
	return &Conn{chain: interceptor.Compose(calls), streams: chainedStreams(streams), methods: map[string]method{}}
}

// RegisterService adds a service, as it does on a *grpc.Server.
func (c *Conn) RegisterService(desc *grpc.ServiceDesc, service any) {
	for i := range desc.Methods {
		name := "/" + desc.ServiceName + "/" + desc.Methods[i].MethodName
		c.methods[name] = method{service: service, call: desc.Methods[i].Handler}
	}
	for i := range desc.Streams {
		c.methods["/"+desc.ServiceName+"/"+desc.Streams[i].StreamName] = method{service: service, stream: &desc.Streams[i]}
	}
}

// Serves reports whether a method, named in full, is registered.
func (c *Conn) Serves(name string) bool {
	found := c.methods[name]
	return found.call != nil || found.stream != nil
}

// Invoke runs a unary call. The request must not be used afterwards. Errors
// carry a status.
func (c *Conn) Invoke(ctx context.Context, name string, request, reply any, options ...grpc.CallOption) error {
	called, ok := c.methods[name]
	if !ok {
		return fault.Error(&fault.RefusalError{Reason: fault.MethodUnknown, Where: name})
	}
	if called.call == nil {
		return streamsUnsupported(name)
	}
	asked := callFrom(ctx)
	if asked == nil {
		asked = &call{} // of nobody at the door: there is nothing to settle
	}
	t := &asked.transport
	t.method = name
	result, err := c.run(serverContext(ctx, t), asked, called, request)
	t.hand(options)
	if err != nil {
		return fault.Error(err)
	}
	return answer(reply, result)
}

// NewStream refuses: files pass this door as bodies of HTTP, and stream carries
// them.
func (*Conn) NewStream(_ context.Context, _ *grpc.StreamDesc, name string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, streamsUnsupported(name)
}

func streamsUnsupported(name string) error {
	return fault.Error(&fault.RefusalError{Reason: fault.MethodUnknown, Where: name + " streams, which is not offered over this door"})
}

// run enters the chain. A request that could not be read enters it too, as an
// empty message, so that its refusal is counted, logged and shaped where all
// others are, and so that nothing in the chain judges half of a request.
func (c *Conn) run(ctx context.Context, asked *call, called method, request any) (any, error) {
	if message, ok := request.(proto.Message); ok && asked.sent != nil {
		asked.settle(message)
		ctx = asked.inChain(ctx)
	}
	if asked.refusal != nil {
		return c.refuse(ctx, called, asked.refusal)
	}
	return called.call(called.service, ctx, func(into any) error { return move(into, request) }, c.chain)
}

func (c *Conn) refuse(ctx context.Context, called method, refusal error) (any, error) {
	name, _ := grpc.Method(ctx)
	info := &grpc.UnaryServerInfo{Server: called.service, FullMethod: name}
	end := func(ctx context.Context, _ any) (any, error) {
		// It gets its status here, so that fields keep the spelling of the caller.
		return nil, fault.ErrorOf(fault.Call{RequestID: interceptor.RequestID(ctx)}, refusal)
	}
	if c.chain == nil {
		return end(ctx, nil)
	}
	return c.chain(ctx, &emptypb.Empty{}, info, end)
}

func answer(reply, result any) error {
	if err := move(reply, result); err != nil {
		return fault.Error(err)
	}
	return nil
}

func move(to, from any) error {
	target, ok := to.(proto.Message)
	source, isMessage := from.(proto.Message)
	if !ok || !isMessage {
		return &fault.RefusalError{Reason: fault.InternalError, Where: "a handler did not answer a message"}
	}
	return translate.Move(target, source)
}

// serverContext is what a handler behind a real server would see: the caller's
// outgoing metadata as incoming, nothing outgoing, and a transport for headers.
func serverContext(ctx context.Context, t *transport) context.Context {
	sent, _ := metadata.FromOutgoingContext(ctx)
	ctx = metadata.NewOutgoingContext(ctx, nil)
	ctx = metadata.NewIncomingContext(ctx, sent)
	return grpc.NewContextWithServerTransportStream(ctx, t)
}
