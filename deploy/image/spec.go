package main

import (
	"fmt"
	"strings"
	"time"
)

// What the image promises to those who run it. The Kubernetes manifests and the
// Dockerfile repeat these, and tests compare them.
const (
	user       = "65532:65532" // no such user exists on a usual node
	entrypoint = "/ocegate"
	rootsPath  = "/etc/ssl/certs/ca-certificates.crt" // where Go looks first on Linux
)

// ports lists what the server listens on: JSON, gRPC and administration.
func ports() []string { return []string{"8080/tcp", "9090/tcp", "8081/tcp"} }

// spec says what goes into one image.
type spec struct {
	os, arch string
	version  string
	revision string
	binary   []byte
}

// newSpec reads a platform such as linux/amd64.
func newSpec(platform, version, revision string) (spec, error) {
	os, arch, ok := strings.Cut(platform, "/")
	if !ok || os != "linux" || arch == "" {
		return spec{}, fmt.Errorf("platform %q: want linux/<architecture>", platform)
	}
	return spec{os: os, arch: arch, version: version, revision: revision}, nil
}

// labels follow the annotation keys of the OCI image specification.
func (s spec) labels() map[string]string {
	return map[string]string{
		"org.opencontainers.image.title":       "ocegate",
		"org.opencontainers.image.description": "Huawei Cloud's customer-operations API as typed gRPC and normalized JSON",
		"org.opencontainers.image.version":     s.version,
		"org.opencontainers.image.revision":    s.revision,
	}
}

// epoch is the only time in an image: the moment of a build says nothing about
// its content and would change its digest.
func epoch() time.Time { return time.Unix(0, 0).UTC() }
