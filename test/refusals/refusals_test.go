package refusals_test

import (
	"context"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/ocegate/ocegate/test/refusals"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestRefusalsReachTheirCaller who takes 8 KiB of headers, as most clients do.
func TestRefusalsReachTheirCaller(t *testing.T) {
	t.Parallel()
	address, stop, err := refusals.Serve()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	conn, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithMaxHeaderListSize(8192))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	calls, err := refusals.Calls("../..")
	if err != nil || len(calls) < 300 {
		t.Fatalf("%d calls, %v", len(calls), err)
	}
	for _, c := range calls {
		s := status.Convert(invoke(t, conn, c))
		reason := ""
		for _, detail := range s.Details() {
			if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetDomain() == "ocegate" {
				reason = info.GetReason()
			}
		}
		if reason == "" || c.Reason != "" && reason != c.Reason {
			t.Errorf("%.80s %s: %q, %v", c.Method, c.Reason, reason, s)
		}
	}
}

func invoke(t *testing.T, conn *grpc.ClientConn, c refusals.Call) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, c.Method)
	if err != nil {
		return err
	}
	request := new(emptypb.Empty) // whose unknown fields are the request
	if err := proto.Unmarshal(c.Request, request); err != nil {
		t.Fatal(err)
	}
	if err := stream.SendMsg(request); err != nil {
		t.Log(err) // RecvMsg tells why
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	return stream.RecvMsg(new(emptypb.Empty))
}
