package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// versionVariable is the variable of the server that a release sets.
const versionVariable = "github.com/ocegate/ocegate/internal/app.version"

// compile builds the server statically for one platform and returns the binary.
func compile(ctx context.Context, source string, s spec) ([]byte, error) {
	return program{source: source, pkg: "./cmd/server", spec: s}.build(ctx)
}

// program is one command to build.
type program struct {
	source string // folder of the module
	pkg    string
	spec   spec
}

// build runs the compiler. Paths, build ids and version control are kept out of
// the binary: they differ from machine to machine and say nothing about the code.
func (p program) build(ctx context.Context) ([]byte, error) {
	folder, err := os.MkdirTemp("", "ocegate-image-")
	if err != nil {
		return nil, err
	}
	binary, err := p.buildTo(ctx, filepath.Join(folder, "ocegate"))
	return binary, errors.Join(err, os.RemoveAll(folder))
}

func (p program) buildTo(ctx context.Context, target string) ([]byte, error) {
	linker := "-s -w -buildid= -X " + versionVariable + "=" + p.spec.version
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", linker, "-o", target, p.pkg)
	command.Dir = p.source
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOOS="+p.spec.os, "GOARCH="+p.spec.arch)
	if text, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build %s for %s/%s: %w\n%s", p.pkg, p.spec.os, p.spec.arch, err, text)
	}
	return os.ReadFile(filepath.Clean(target))
}
