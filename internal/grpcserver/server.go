package grpcserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// Config is what the door needs.
type Config struct {
	// Chain is the interceptor chain; its Door is set here.
	Chain interceptor.Config
	// MaxRequestBytes is the largest request; 0 means 1 MiB.
	MaxRequestBytes int
	// MaxConnectionAge is how long a connection may live, so that clients spread
	// over new replicas; 0 means 30 min.
	MaxConnectionAge time.Duration
}

// Limits that nobody has needed to set yet.
const (
	usualRequestBytes  = 1 << 20
	usualConnectionAge = 30 * time.Minute
	connectionGrace    = 3 * time.Minute // longer than any call may take
	idleTime           = 15 * time.Minute
	pingTime           = time.Minute
	pingTimeout        = 20 * time.Second
	minimumPingTime    = 10 * time.Second
	handshakeTime      = 10 * time.Second
	headerBytes        = 64 << 10
	streamsPerClient   = 1000
	// streamWorkers keep their grown stacks from call to call; calls beyond
	// them get a goroutine of their own.
	streamWorkers = 128
)

// Server is the gRPC door. Services are registered on it before Serve.
type Server struct {
	grpc   *grpc.Server
	codec  *codec
	health *health.Server
	begin  func() // begins the drain
}

// New makes the door with health and reflection on it.
func New(config Config) (*Server, error) {
	config.Chain.Door = interceptor.DoorGRPC
	if err := config.Chain.Check(); err != nil {
		return nil, fmt.Errorf("grpcserver: %w", err)
	}
	if config.MaxRequestBytes <= 0 {
		config.MaxRequestBytes = usualRequestBytes
	}
	if config.MaxConnectionAge <= 0 {
		config.MaxConnectionAge = usualConnectionAge
	}
	drain, codec := make(chan struct{}), newCodec(config.MaxRequestBytes, config.Chain.Validator.Bounds())
	s := &Server{
		health: health.NewServer(), codec: codec, grpc: grpc.NewServer(options(config, codec, drain)...),
		begin: sync.OnceFunc(func() { close(drain) }),
	}
	healthv1.RegisterHealthServer(s, s.health)
	reflection.Register(s)
	return s, nil
}

func options(config Config, codec *codec, drain <-chan struct{}) []grpc.ServerOption {
	streams := slices.Concat([]grpc.StreamServerInterceptor{guardStream}, interceptor.Stream(config.Chain), []grpc.StreamServerInterceptor{endWith(drain)})
	return []grpc.ServerOption{
		grpc.UnaryInterceptor(interceptor.Compose(interceptor.Unary(config.Chain))),
		grpc.ChainStreamInterceptor(streams...),
		grpc.UnknownServiceHandler(unknownMethod),
		grpc.ForceServerCodecV2(codec),
		grpc.MaxRecvMsgSize(readLimit(config.MaxRequestBytes)),
		grpc.MaxHeaderListSize(headerBytes),
		grpc.MaxConcurrentStreams(streamsPerClient),
		grpc.ConnectionTimeout(handshakeTime),
		grpc.NumStreamWorkers(streamWorkers),
		grpc.KeepaliveParams(keepalive.ServerParameters{
			MaxConnectionIdle: idleTime, MaxConnectionAge: config.MaxConnectionAge, MaxConnectionAgeGrace: connectionGrace,
			Time: pingTime, Timeout: pingTimeout,
		}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: minimumPingTime, PermitWithoutStream: true}),
	}
}

// readLimit is what the transport reads before it gives up by itself. It lies
// above the limit of the codec, whose refusal goes through the chain.
func readLimit(requestBytes int) int { return 4 * requestBytes }

// unknownMethod answers what is not registered.
func unknownMethod(_ any, ss grpc.ServerStream) error {
	name, _ := grpc.MethodFromServerStream(ss)
	return &fault.RefusalError{Reason: fault.MethodUnknown, Where: name}
}

// RegisterService puts a service on the door, behind the chain, and reports it
// as serving. It must not be called after Serve.
func (s *Server) RegisterService(desc *grpc.ServiceDesc, implementation any) {
	s.grpc.RegisterService(s.codec.guarded(desc), implementation)
	s.health.SetServingStatus(desc.ServiceName, healthv1.HealthCheckResponse_SERVING)
}

// GetServiceInfo is what reflection shows.
func (s *Server) GetServiceInfo() map[string]grpc.ServiceInfo { return s.grpc.GetServiceInfo() }

// Serve takes calls until Drain or Stop, after which it gives nil; also when they
// came before it.
func (s *Server) Serve(listener net.Listener) error {
	if err := s.grpc.Serve(listener); err != nil && !errors.Is(err, grpc.ErrServerStopped) {
		return fmt.Errorf("grpcserver: %w", err)
	}
	return nil
}

// NotReady makes health say NOT_SERVING for every service, while calls are
// still taken: whoever balances the load needs time to look elsewhere.
func (s *Server) NotReady() { s.health.Shutdown() }

// Drain takes no new calls and waits for those in flight, until the context
// ends; then they are cut off, and that is an error.
func (s *Server) Drain(ctx context.Context) error {
	s.NotReady()
	s.begin()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.grpc.GracefulStop()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		s.grpc.Stop()
		<-done
		return fmt.Errorf("grpcserver: calls were cut off: %w", ctx.Err())
	}
}

// Stop cuts off every call at once.
func (s *Server) Stop() {
	s.begin()
	s.grpc.Stop()
}
