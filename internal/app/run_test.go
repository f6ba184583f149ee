package app

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

func TestMainAnswersAndEnds(t *testing.T) {
	t.Parallel()
	for args, c := range map[string]struct {
		code     int
		out, err string
	}{
		"--help":                            {exitOK, "--grpc-addr", ""},
		"--version":                         {exitOK, "ocegate ", ""},
		"--http-addr=:80":                   {exitUsage, "", "http-addr"},
		"--bss-endpoint=ftp://x " + anyPort: {exitUsage, "", "bss-endpoint (--bss-endpoint, OCEGATE_BSS_ENDPOINT"},
		anyPort + " --http-addr=192.0.2.1:0 --insecure-allow-unauthenticated": {exitFailure, "", "192.0.2.1"},
	} {
		out, err := new(text), new(text)
		if code := Main(process(args), nil, Streams{Out: out, Err: err}); code != c.code {
			t.Errorf("%s: %d, want %d: %s", args, code, c.code, err)
		}
		if !strings.Contains(out.String(), c.out) || !strings.Contains(err.String(), c.err) {
			t.Errorf("%s: %q %q", args, out, err)
		}
	}
	if code := Main(process("--help"), nil, Streams{Out: broken{}, Err: io.Discard}); code != exitFailure {
		t.Error("help that nobody could read is no success")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// live is Main in a goroutine, found through its log.
type live struct {
	signals chan os.Signal
	code    chan int
	grpc    string
	log     *json.Decoder
}

func launch(t *testing.T, args string) *live {
	t.Helper()
	read, write := io.Pipe()
	l := &live{signals: make(chan os.Signal, 2), code: make(chan int, 1), log: json.NewDecoder(read)}
	go func() {
		l.code <- Main(process(anyPort+"--gc-percent=400 "+args), l.signals, Streams{Out: io.Discard, Err: write})
		_ = write.Close()
	}()
	l.grpc = l.until(t, "ready")["grpc"]
	return l
}

// until reads the log up to a message.
func (l *live) until(t *testing.T, message string) map[string]string {
	t.Helper()
	for {
		var line map[string]any
		if err := l.log.Decode(&line); err != nil {
			t.Fatalf("no line %q: %v", message, err)
		}
		if line["msg"] == message {
			fields := map[string]string{}
			for key, value := range line {
				fields[key], _ = value.(string)
			}
			return fields
		}
	}
}

// rest lets the log run on.
func (l *live) rest() {
	go func() {
		for l.log.Decode(new(any)) == nil {
			continue
		}
	}()
}

func TestSignalStops(t *testing.T) {
	t.Parallel()
	l := launch(t, "--sandbox ")
	l.signals <- syscall.SIGTERM
	l.until(t, "stopped")
	l.rest()
	if code := <-l.code; code != exitOK {
		t.Errorf("exit code %d", code)
	}
}

// TestSecondSignalHurries: the first lets calls finish, the second has them answer
// that the server stops. Nobody is cut off, so nothing is lost.
func TestSecondSignalHurries(t *testing.T) {
	t.Parallel()
	upstream := newJournal(t)
	l := launch(t, "--bss-endpoint="+upstream.URL)
	conn, err := grpc.NewClient(l.grpc, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	called := make(chan error, 1)
	go func() {
		_, err := ordersv1.NewOrderServiceClient(conn).GetOrder(context.WithoutCancel(t.Context()), &ordersv1.GetOrderRequest{OrderId: "HELD"})
		called <- err
	}()
	<-upstream.held
	l.signals <- syscall.SIGTERM
	l.until(t, "stopping")
	select {
	case code := <-l.code:
		t.Fatalf("ended with %d before its call", code)
	default:
	}
	l.signals <- syscall.SIGTERM
	l.rest()
	if code := <-l.code; code != exitOK {
		t.Errorf("exit code %d", code)
	}
	err = <-called
	if status.Code(err) != codes.Unavailable || !strings.Contains(err.Error(), "This server is stopping") {
		t.Errorf("the caller heard %v", err)
	}
}

func TestSignals(t *testing.T) {
	t.Parallel()
	if len(Signals()) != 2 {
		t.Error("the platform and the terminal have one each")
	}
}
