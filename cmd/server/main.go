// Command server is ocegate: it loads the settings, runs the app and exits.
package main

import (
	"os"
	"os/signal"

	"github.com/ocegate/ocegate/internal/app"
	"github.com/ocegate/ocegate/internal/config"
)

func main() {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, app.Signals()...)
	os.Exit(app.Main(config.Process(os.Args[1:]), signals, app.Streams{Out: os.Stdout, Err: os.Stderr}))
}
