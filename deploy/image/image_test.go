package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

// probe builds the small stand-in from a copy of its source, so that each build
// has a folder of its own.
func probe(t *testing.T, version string) built {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(filepath.Join("testdata", "probe"))); err != nil {
		t.Fatal(err)
	}
	module := []byte("module example.test/probe\n\ngo 1.26.0\n")
	if err := os.WriteFile(filepath.Join(folder, "go.mod"), module, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := newSpec("linux/amd64", version, "abc123")
	if err != nil {
		t.Fatal(err)
	}
	if s.binary, err = (program{source: folder, pkg: ".", spec: s}).build(t.Context()); err != nil {
		t.Fatal(err)
	}
	image, err := assemble(s)
	if err != nil {
		t.Fatal(err)
	}
	return built{s, image}
}

func digest(t *testing.T, image interface{ Digest() (v1.Hash, error) }) string {
	t.Helper()
	hash, err := image.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return hash.String()
}

// TestSameInputsGiveTheSameDigest builds twice, in two folders, from nothing.
func TestSameInputsGiveTheSameDigest(t *testing.T) {
	t.Parallel()
	first, second, other := probe(t, "v1"), probe(t, "v1"), probe(t, "v2")
	if a, b := digest(t, first.image), digest(t, second.image); a != b {
		t.Errorf("two builds of the same source: %s and %s", a, b)
	}
	if digest(t, first.image) == digest(t, other.image) {
		t.Error("control: another version gave the same digest")
	}
}

// TestImageIsConfiguredForARestrictedPod checks what the manifests rely on.
func TestImageIsConfiguredForARestrictedPod(t *testing.T) {
	t.Parallel()
	image := probe(t, "v1").image
	file, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config := file.Config
	if config.User != "65532:65532" {
		t.Errorf("user %q", config.User)
	}
	if !slices.Equal(config.Entrypoint, []string{"/ocegate"}) || len(config.Cmd) != 0 {
		t.Errorf("entrypoint %q with %q: no shell may stand between", config.Entrypoint, config.Cmd)
	}
	for _, port := range []string{"8080/tcp", "9090/tcp", "8081/tcp"} {
		if _, ok := config.ExposedPorts[port]; !ok {
			t.Errorf("port %s is not exposed", port)
		}
	}
	if config.Labels["org.opencontainers.image.version"] != "v1" || config.Labels["org.opencontainers.image.revision"] != "abc123" {
		t.Errorf("labels %q", config.Labels)
	}
	if !file.Created.IsZero() && !file.Created.Equal(epoch()) {
		t.Errorf("created %v tells when, not what", file.Created)
	}
	if media, err := image.MediaType(); err != nil || media != types.OCIManifestSchema1 {
		t.Errorf("media type %v, %v", media, err)
	}
}

// TestImageHoldsTwoFiles lists the layers: no shell, no packages, nothing that
// the server could change.
func TestImageHoldsTwoFiles(t *testing.T) {
	t.Parallel()
	var names []string
	for _, header := range headers(t, probe(t, "v1").image) {
		if header.Uid != 0 || header.Gid != 0 || header.Mode&0o222 != 0 && header.Typeflag != tar.TypeDir {
			t.Errorf("%s: owner %d:%d, mode %o", header.Name, header.Uid, header.Gid, header.Mode)
		}
		if header.Typeflag == tar.TypeReg {
			names = append(names, header.Name)
		}
	}
	if !slices.Equal(names, []string{"etc/ssl/certs/ca-certificates.crt", "ocegate"}) {
		t.Errorf("files %q", names)
	}
}

func headers(t *testing.T, image v1.Image) []*tar.Header {
	t.Helper()
	layers, err := image.Layers()
	if err != nil {
		t.Fatal(err)
	}
	var found []*tar.Header
	for _, layer := range layers {
		content, err := layer.Uncompressed()
		if err != nil {
			t.Fatal(err)
		}
		reader := tar.NewReader(content)
		for {
			header, err := reader.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, header)
		}
	}
	return found
}

// TestWrittenFormsHoldTheSameImage reads back what was written.
func TestWrittenFormsHoldTheSameImage(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "image")
	made := probe(t, "v1")
	var progress bytes.Buffer
	if err := write(folder, []built{made}, &progress); err != nil {
		t.Fatal(err)
	}
	index, err := layout.ImageIndexFromPath(filepath.Join(folder, "oci"))
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(index); err != nil {
		t.Error(err)
	}
	if !strings.Contains(progress.String(), digest(t, index)) {
		t.Errorf("progress %q does not name the index", progress.String())
	}
	archived, err := tarball.ImageFromPath(filepath.Join(folder, "ocegate-amd64.tar"), nil)
	if err != nil {
		t.Fatal(err)
	}
	name, err := archived.ConfigName()
	if err != nil {
		t.Fatal(err)
	}
	if want, err := made.image.ConfigName(); err != nil || name != want {
		t.Errorf("archive has config %s, want %s (%v)", name, want, err)
	}
	binary, err := os.ReadFile(filepath.Join(folder, "rootfs-amd64", "ocegate"))
	if err != nil || !bytes.Equal(binary, made.spec.binary) {
		t.Errorf("the file for the Dockerfile is not the binary: %v", err)
	}
	if err := write(folder, []built{made}, &progress); err != nil {
		t.Errorf("a second run into the same folder: %v", err)
	}
}

// TestOutputFolderOfOthersIsKept guards against emptying the wrong folder.
func TestOutputFolderOfOthersIsKept(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	precious := filepath.Join(folder, "thesis.txt")
	if err := os.WriteFile(precious, []byte("years"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := prepare(folder); err == nil {
		t.Error("a folder with files of others was accepted")
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
}

// TestPlatformsAreRead refuses what the recipe cannot build.
func TestPlatformsAreRead(t *testing.T) {
	t.Parallel()
	for _, platform := range []string{"", "linux", "linux/", "windows/amd64"} {
		if _, err := newSpec(platform, "v1", "x"); err == nil {
			t.Errorf("platform %q was accepted", platform)
		}
	}
}
