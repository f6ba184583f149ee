package app

import (
	"io"
	"net"
	"testing"

	"github.com/ocegate/ocegate/internal/config"
)

// TestLimitedListener: who comes when the places are taken hears why, and a place
// that is given back is taken again.
func TestLimitedListener(t *testing.T) {
	t.Parallel()
	inner, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	turned := make(chan struct{}, 16)
	l := newLimited(inner, 1, func() { turned <- struct{}{} }, []byte("busy"))
	accepted := make(chan net.Conn, 16)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				close(accepted)
				return
			}
			accepted <- conn
		}
	}()
	dial := func() net.Conn {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
	dial()
	first := <-accepted
	second := dial()
	<-turned
	if words, err := io.ReadAll(second); string(words) != "busy" {
		t.Errorf("%q, %v", words, err)
	}
	for range 2 { // a connection that is closed twice has one place
		_ = first.Close()
	}
	dial()
	third := <-accepted
	dial()
	<-turned
	_ = third.Close()
	_ = l.Close()
	if _, open := <-accepted; open {
		t.Error("a closed listener goes on")
	}
}

// TestLimitsFitTheProcess: whatever is set, the doors leave files for the rest.
func TestLimitsFitTheProcess(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		files, set, want int
		sandbox          bool
	}{
		{1 << 20, 2000, 2000, false}, {1024, 2000, 248, false}, {1024, 2000, 165, true}, {64, 2000, 8, false}, {16, 2000, 4, false}, {1 << 20, 3, 3, true},
	} {
		var settings config.Config
		settings.Calls.MaxCalls, settings.Calls.MaxConnections, settings.Sandbox.Enabled = c.set, c.set, c.sandbox
		if got := limitsWithin(c.files, settings); got != (limits{c.want, c.want}) {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}
