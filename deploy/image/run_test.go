package main

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// TestImageRuns starts the binary with the image as its whole world: its own
// root folder, the image's user, no libraries, no shell.
func TestImageRuns(t *testing.T) {
	t.Parallel()
	output, err := confined(t, probe(t, "v1")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	want := "uid 65532\ntrusts nobody false\ncan write false\nfiles [/etc/ssl/certs/ca-certificates.crt /ocegate]\n"
	if string(output) != want {
		t.Errorf("got\n%swant\n%s", output, want)
	}
}

// confined prepares a run of the image's binary the way a container would.
func confined(t *testing.T, b built, arguments ...string) *exec.Cmd {
	t.Helper()
	if os.Getuid() != 0 || runtime.GOARCH != "amd64" {
		if os.Getenv("OCEGATE_REQUIRE_ALL") != "" {
			t.Fatal("needs root on amd64, to change the root folder")
		}
		t.Skip("needs root on amd64, to change the root folder")
	}
	root := t.TempDir()
	unpack(t, b, root)
	command := exec.CommandContext(t.Context(), entrypoint, arguments...)
	command.Dir, command.Env = "/", []string{}
	command.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 65532, Gid: 65532}}
	return command
}

// unpack writes the image's files where a container engine would.
func unpack(t *testing.T, b built, root string) {
	t.Helper()
	if err := b.writeFiles(root); err != nil {
		t.Fatal(err)
	}
	for _, header := range headers(t, b.image) {
		if err := os.Chmod(filepath.Join(root, header.Name), header.FileInfo().Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
	// The folders of a test are closed to other users.
	for _, folder := range []string{root, filepath.Dir(root)} {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRootsAreWhatTheUpstreamNeeds reads the bundle as the server will.
func TestRootsAreWhatTheUpstreamNeeds(t *testing.T) {
	t.Parallel()
	text, err := roots()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, certificate.Subject.String())
	}
	if len(names) < 100 {
		t.Errorf("%d roots: the bundle is too small to be one", len(names))
	}
	all := strings.Join(names, "\n")
	for _, authority := range []string{"DigiCert Global Root G2", "GlobalSign"} {
		if !strings.Contains(all, authority) {
			t.Errorf("no root of %s, which signs public cloud endpoints", authority)
		}
	}
}
