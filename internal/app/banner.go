package app

import (
	"fmt"
	"io"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// banner tells a newcomer what is there and what to try.
func banner(to io.Writer, a *App) {
	// A terminal that has gone away is no reason to stop.
	_ = say(to, fmt.Sprintf(`
ocegate runs against its sandbox: an emulator of the upstream with demo data.
Nothing leaves this machine.

  JSON      http://%[1]s        try it at http://%[1]s/docs
  gRPC      %[2]s
  admin     http://%[3]s        /livez /readyz /metrics /version
  emulator  http://%[4]s        access key %[5]s, secret key %[6]s

Three things to try:

  curl 'http://%[1]s/v1/orders?pageSize=2'
  curl -X POST http://%[1]s/v1/orders/%[7]s:pay
  curl http://%[1]s/v1/account/balances

Ctrl-C stops it.

`, a.HTTPAddr(), a.GRPCAddr(), a.AdminAddr(), a.sandbox.listener.Addr(),
		sandbox.DemoAccessKey, sandbox.DemoSecretKey, sandbox.DemoPayableOrder))
}
