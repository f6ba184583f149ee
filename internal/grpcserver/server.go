package grpcserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/tap"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// Config is what the door needs.
type Config struct {
	// Chain is the interceptor chain; its Door is set here.
	Chain interceptor.Config
	// MaxRequestBytes is the largest request; 0 means 1 MiB.
	MaxRequestBytes int
	// ReceiveTimeout is how long a message may take to arrive.
	ReceiveTimeout time.Duration
	// MaxReceiving is how many messages may be on their way in at one time; the
	// oldest makes room. 0 means 4000.
	MaxReceiving int
	// Budget bounds the bytes of large messages on their way in; nil for no bound.
	Budget *interceptor.Budget
	// MaxConnectionAge is how long a connection may live, so that clients spread
	// over new replicas; 0 means 30 min.
	MaxConnectionAge time.Duration
}

// Limits that nobody has needed to set yet.
const (
	usualRequestBytes  = 1 << 20
	usualConnectionAge = 30 * time.Minute
	usualReceiving     = 4000
	graceMargin        = time.Minute // beyond the longest call
	idleTime           = 15 * time.Minute
	pingTime           = time.Minute
	pingTimeout        = 20 * time.Second
	minimumPingTime    = 10 * time.Second
	handshakeTime      = 10 * time.Second
	headerBytes        = 64 << 10
	streamsPerClient   = 250
	// What a peer may send before anybody reads it: of one stream, the least that
	// there is, and of a connection.
	streamWindow     = 64 << 10
	connectionWindow = 1 << 20
	// streamWorkers keep their grown stacks from call to call; calls beyond
	// them get a goroutine of their own.
	streamWorkers = 128
)

// Server is the gRPC door. Services are registered on it before Serve.
type Server struct {
	grpc   *grpc.Server
	codec  *codec
	health *health.Server
	intake *intake
	ending *interceptor.Ending
	begin  func() // begins the drain

	mu        sync.Mutex
	listeners []*listener
}

// New makes the door with health and reflection on it.
func New(config Config) (*Server, error) {
	config.Chain.Door = interceptor.DoorGRPC
	if err := config.Chain.Check(); err != nil {
		return nil, fmt.Errorf("grpcserver: %w", err)
	}
	if config.ReceiveTimeout <= 0 {
		return nil, errors.New("grpcserver: no time to receive a request in")
	}
	if config.MaxRequestBytes <= 0 {
		config.MaxRequestBytes = usualRequestBytes
	}
	if config.MaxConnectionAge <= 0 {
		config.MaxConnectionAge = usualConnectionAge
	}
	if config.MaxReceiving <= 0 {
		config.MaxReceiving = usualReceiving
	}
	if config.Chain.Ending == nil {
		config.Chain.Ending = interceptor.NewEnding()
	}
	drain := make(chan struct{})
	s := &Server{
		health: health.NewServer(), codec: newCodec(config.MaxRequestBytes, config.Chain.Validator.Bounds()),
		intake: newIntake(config.ReceiveTimeout, config.MaxReceiving), ending: config.Chain.Ending,
		begin: sync.OnceFunc(func() { close(drain) }),
	}
	s.codec.budget = config.Budget
	s.grpc = grpc.NewServer(s.options(config, drain)...)
	healthv1.RegisterHealthServer(s, s.health)
	reflection.Register(s)
	return s, nil
}

func (s *Server) options(config Config, drain <-chan struct{}) []grpc.ServerOption {
	streams := slices.Concat([]grpc.StreamServerInterceptor{s.guardStream}, interceptor.Stream(config.Chain), []grpc.StreamServerInterceptor{endWith(drain)})
	return []grpc.ServerOption{
		grpc.UnaryInterceptor(interceptor.Compose(interceptor.Unary(config.Chain))),
		grpc.ChainStreamInterceptor(streams...),
		grpc.UnknownServiceHandler(unknownMethod),
		grpc.ForceServerCodecV2(s.codec),
		grpc.MaxRecvMsgSize(config.MaxRequestBytes + frameHeader),
		grpc.StaticStreamWindowSize(streamWindow),
		grpc.StaticConnWindowSize(connectionWindow),
		grpc.InTapHandle(wellFormed(config.Chain)),
		grpc.MaxHeaderListSize(headerBytes),
		grpc.MaxConcurrentStreams(streamsPerClient),
		grpc.ConnectionTimeout(handshakeTime),
		grpc.NumStreamWorkers(streamWorkers),
		grpc.KeepaliveParams(keepalive.ServerParameters{
			MaxConnectionIdle: idleTime, MaxConnectionAge: config.MaxConnectionAge, MaxConnectionAgeGrace: config.Chain.MaxTimeout + graceMargin,
			Time: pingTime, Timeout: pingTimeout,
		}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: minimumPingTime, PermitWithoutStream: true}),
	}
}

// wellFormed refuses a path that is no method's before the transport does, which
// would say so in words of its own and leave no trace.
func wellFormed(chain interceptor.Config) tap.ServerInHandle {
	refusals := interceptor.NewRefusals(interceptor.DoorGRPC, chain.Metrics, chain.Logger)
	return func(ctx context.Context, call *tap.Info) (context.Context, error) {
		if name, rooted := strings.CutPrefix(call.FullMethodName, "/"); rooted && strings.Contains(name, "/") {
			return ctx, nil
		}
		err := fault.Error(&fault.RefusalError{Reason: fault.MethodUnknown, Where: "a method is named /package.Service/Method"})
		refusals.Note(interceptor.Refusal{Reason: fault.MethodUnknown, Code: fault.Status(err).Code(), Cause: "the path names no method"})
		return ctx, err
	}
}

// unknownMethod answers what is not registered.
func unknownMethod(_ any, ss grpc.ServerStream) error {
	name, _ := grpc.MethodFromServerStream(ss)
	return &fault.RefusalError{Reason: fault.MethodUnknown, Where: name}
}

// RegisterService puts a service on the door, behind the chain, and reports it
// as serving. It must not be called after Serve.
func (s *Server) RegisterService(desc *grpc.ServiceDesc, implementation any) {
	s.grpc.RegisterService(s.guarded(desc), implementation)
	s.health.SetServingStatus(desc.ServiceName, healthv1.HealthCheckResponse_SERVING)
}

// GetServiceInfo is what reflection shows.
func (s *Server) GetServiceInfo() map[string]grpc.ServiceInfo { return s.grpc.GetServiceInfo() }

// Serve takes calls until Drain or Stop, after which it gives nil; also when they
// came before it.
func (s *Server) Serve(inner net.Listener) error {
	l := newListener(inner)
	s.mu.Lock()
	s.listeners = append(s.listeners, l)
	s.mu.Unlock()
	if err := s.grpc.Serve(l); err != nil && !errors.Is(err, grpc.ErrServerStopped) {
		return fmt.Errorf("grpcserver: %w", err)
	}
	return nil
}

// NotReady makes health say NOT_SERVING for every service, while calls are
// still taken: whoever balances the load needs time to look elsewhere.
func (s *Server) NotReady() { s.health.Shutdown() }

// leave ends what is no call yet, or never will be.
func (s *Server) leave() {
	s.begin()
	s.intake.drain()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.listeners {
		l.drain()
	}
}

// Drain takes no new calls, ends the requests that are not complete, and waits
// for the calls in flight until the context ends; then they are cut off, and that
// is an error.
func (s *Server) Drain(ctx context.Context) error {
	s.NotReady()
	s.leave()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.grpc.GracefulStop()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		lost := s.ending.Calls(interceptor.DoorGRPC)
		s.ending.End()
		s.grpc.Stop()
		<-done
		if lost == 0 {
			return nil
		}
		return fmt.Errorf("grpcserver: %d calls were cut off: %w", lost, ctx.Err())
	}
}

// Stop cuts off every call at once.
func (s *Server) Stop() {
	s.leave()
	s.ending.End()
	s.grpc.Stop()
}
