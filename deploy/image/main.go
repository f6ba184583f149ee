// Command image builds ocegate's container image without a container engine:
// one static binary and the roots of trust, nothing else. The same inputs give
// the same digest on every machine, so that anybody can check what was shipped.
// It must not know what the server does.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "image:", err)
		os.Exit(1)
	}
}

// run builds one image per platform and writes them below the output folder.
func run(ctx context.Context, arguments []string, progress io.Writer) error {
	flags := flag.NewFlagSet("image", flag.ContinueOnError)
	source := flags.String("source", "../..", "folder of the ocegate module")
	output := flags.String("output", "../../dist/image", "folder to write to; emptied first")
	version := flags.String("version", "dev", "version to stamp into the binary and the labels")
	revision := flags.String("revision", "unknown", "commit to stamp into the labels")
	platforms := flags.String("platforms", "linux/amd64,linux/arm64", "platforms, comma-separated")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	made := make([]built, 0, 2)
	for _, platform := range strings.Split(*platforms, ",") {
		spec, err := newSpec(platform, *version, *revision)
		if err != nil {
			return err
		}
		if spec.binary, err = compile(ctx, *source, spec); err != nil {
			return err
		}
		image, err := assemble(spec)
		if err != nil {
			return fmt.Errorf("assemble %s: %w", platform, err)
		}
		made = append(made, built{spec, image})
	}
	return write(*output, made, progress)
}
