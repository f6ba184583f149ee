// Command server is ocegate: it loads the settings, runs the app and exits.
package main

import (
	"os"
	"os/signal"

	"google.golang.org/grpc/grpclog"

	"github.com/ocegate/ocegate/internal/app"
	"github.com/ocegate/ocegate/internal/config"
)

func main() {
	signal.Ignore(app.IgnoredSignals()...)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, app.Signals()...)
	library := app.NewLibraryLog()
	grpclog.SetLoggerV2(library)
	os.Exit(app.Main(config.Process(os.Args[1:]), signals, app.Streams{Out: os.Stdout, Err: os.Stderr, Library: library}))
}
