// Package role is what the processes of a benchmark do, one role each. It must
// not measure anything.
package role

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/ocegate/ocegate/bench/internal/canned"
	"github.com/ocegate/ocegate/bench/internal/control"
	"github.com/ocegate/ocegate/bench/internal/copying"
	"github.com/ocegate/ocegate/bench/internal/direct"
	"github.com/ocegate/ocegate/bench/internal/load"
	"github.com/ocegate/ocegate/bench/internal/relay"
)

// Names of the roles, and of the doors in control.Hello.
const (
	Stub     = "stub"     // the upstream; arguments: sizes of pages, delay of the slow door
	Direct   = "direct"   // calls the upstream with the vendor's client; argument: endpoint
	Copying  = "copying"  // gRPC server over the vendor's client; argument: endpoint
	Gateway  = "gateway"  // the same behind a stock grpc-gateway; argument: endpoint
	Relay    = "relay"    // server that fetches and translates nothing; argument: endpoint
	Facade   = "facade"   // ocegate's rooms with a profiler; argument: endpoint
	LoadGRPC = "loadgrpc" // calls a gRPC server; argument: address
	LoadJSON = "loadjson" // calls a JSON server; argument: address

	DoorFast = "fast"
	DoorSlow = "slow"
	DoorGRPC = "grpc"
	DoorJSON = "json"
)

// Run plays a role until the input ends.
func Run(ctx context.Context, name string, args []string, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	play, ok := map[string]player{
		Stub: stub, Direct: directly, Copying: copyingServer, Gateway: stockGateway, Relay: relayServer, Facade: facade(assemble),
		LoadGRPC: loadGRPC, LoadJSON: loadJSON,
	}[name]
	if !ok {
		return fmt.Errorf("role: %q is none", name)
	}
	return play(ctx, args, talk{in: in, out: out})
}

// player carries out a role until its input ends.
type player func(ctx context.Context, args []string, t talk) error

// talk is the way to the driver.
type talk struct {
	in  io.Reader
	out io.Writer
}

func (t talk) serve(ctx context.Context, doors map[string]net.Listener, do control.Do) error {
	hello := control.Hello{Addresses: map[string]string{}}
	for name, listener := range doors {
		hello.Addresses[name] = listener.Addr().String()
	}
	return control.Serve(ctx, t.in, t.out, hello, do)
}

// listen opens doors on free ports of loopback.
func listen(ctx context.Context, names ...string) (map[string]net.Listener, error) {
	doors := map[string]net.Listener{}
	for _, name := range names {
		listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("role: %w", err)
		}
		doors[name] = listener
	}
	return doors, nil
}

var errArguments = errors.New("role: wrong arguments")

func stub(ctx context.Context, args []string, t talk) error {
	if len(args) != 2 {
		return errArguments
	}
	var sizes []int
	for text := range strings.SplitSeq(args[0], ",") {
		size, err := strconv.Atoi(text)
		if err != nil {
			return errArguments
		}
		sizes = append(sizes, size)
	}
	delay, err := time.ParseDuration(args[1])
	if err != nil {
		return errArguments
	}
	doors, err := listen(ctx, DoorFast, DoorSlow)
	if err != nil {
		return err
	}
	upstream := canned.NewStub(sizes)
	for name, handler := range map[string]http.Handler{DoorFast: upstream, DoorSlow: upstream.Slow(delay)} {
		server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
		go func() { _ = server.Serve(doors[name]) }() // until the process ends; a stub that is gone fails every call
	}
	return t.serve(ctx, doors, control.Refuse)
}

func directly(ctx context.Context, args []string, t talk) error {
	if len(args) != 1 {
		return errArguments
	}
	client, err := direct.NewClient(args[0])
	if err != nil {
		return err
	}
	return t.serve(ctx, nil, load.Doer(direct.Call(client)))
}

func copyingServer(ctx context.Context, args []string, t talk) error {
	return serveCopying(ctx, args, t, DoorGRPC)
}

func stockGateway(ctx context.Context, args []string, t talk) error {
	return serveCopying(ctx, args, t, DoorGRPC, DoorJSON)
}

func serveCopying(ctx context.Context, args []string, t talk, names ...string) error {
	if len(args) != 1 {
		return errArguments
	}
	client, err := direct.NewClient(args[0])
	if err != nil {
		return err
	}
	doors, err := listen(ctx, names...)
	if err != nil {
		return err
	}
	var jsonDoor net.Listener
	if listener, ok := doors[DoorJSON]; ok {
		jsonDoor = listener
	}
	go func() { _ = copying.New(client).Serve(ctx, doors[DoorGRPC], jsonDoor) }() // a server that is gone fails every call
	return t.serve(ctx, doors, control.Refuse)
}

func relayServer(ctx context.Context, args []string, t talk) error {
	if len(args) != 1 {
		return errArguments
	}
	debug.SetGCPercent(collectAt)
	client, err := direct.NewClient(args[0])
	if err != nil {
		return err
	}
	doors, err := listen(ctx, DoorGRPC, DoorJSON)
	if err != nil {
		return err
	}
	server := relay.New(args[0], direct.NewTransport(), copying.New(client))
	go func() { _ = server.Serve(doors[DoorGRPC]) }() // a server that is gone fails every call
	go func() { _ = server.ServeJSON(doors[DoorJSON]) }()
	return t.serve(ctx, doors, control.Refuse)
}

func loadGRPC(ctx context.Context, args []string, t talk) error {
	if len(args) != 1 {
		return errArguments
	}
	do, err := load.GRPC(args[0])
	if err != nil {
		return err
	}
	return t.serve(ctx, nil, do)
}

func loadJSON(ctx context.Context, args []string, t talk) error {
	if len(args) != 1 {
		return errArguments
	}
	return t.serve(ctx, nil, load.JSON(args[0]))
}
