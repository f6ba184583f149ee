package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"path"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// file is one file of the image; it belongs to root, so the server cannot
// change it.
type file struct {
	path    string
	mode    fs.FileMode
	content []byte
	story   string // the line in the image's history
}

// files lists the whole content of the image, the seldom changing first.
func files(s spec) ([]file, error) {
	trust, err := roots()
	if err != nil {
		return nil, err
	}
	return []file{
		{rootsPath, 0o444, trust, "roots of trust from a pinned module"},
		{entrypoint, 0o555, s.binary, "ocegate " + s.version},
	}, nil
}

// assemble makes the image, one layer for each file.
func assemble(s spec) (v1.Image, error) {
	content, err := files(s)
	if err != nil {
		return nil, err
	}
	image := mutate.MediaType(empty.Image, types.OCIManifestSchema1)
	image = mutate.ConfigMediaType(image, types.OCIConfigJSON)
	for _, entry := range content {
		layer, err := layerOf(entry)
		if err != nil {
			return nil, err
		}
		history := v1.History{Created: v1.Time{Time: epoch()}, CreatedBy: entry.story}
		if image, err = mutate.Append(image, mutate.Addendum{Layer: layer, History: history}); err != nil {
			return nil, err
		}
	}
	return configure(image, s)
}

// configure says how the image is run.
func configure(image v1.Image, s spec) (v1.Image, error) {
	base, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config := base.DeepCopy()
	config.OS, config.Architecture = s.os, s.arch
	config.Created = v1.Time{Time: epoch()}
	config.Config = v1.Config{
		User:         user,
		Entrypoint:   []string{entrypoint},
		WorkingDir:   "/",
		StopSignal:   "SIGTERM",
		Labels:       s.labels(),
		ExposedPorts: map[string]struct{}{},
	}
	for _, port := range ports() {
		config.Config.ExposedPorts[port] = struct{}{}
	}
	return mutate.ConfigFile(image, config)
}

// layerOf packs one file and the folders above it.
func layerOf(entry file) (v1.Layer, error) {
	var archive bytes.Buffer
	writer := tar.NewWriter(&archive)
	for _, folder := range folders(entry.path) {
		header := tar.Header{Typeflag: tar.TypeDir, Name: folder + "/", Mode: 0o755, ModTime: epoch(), Format: tar.FormatUSTAR}
		if err := writer.WriteHeader(&header); err != nil {
			return nil, err
		}
	}
	header := tar.Header{
		Typeflag: tar.TypeReg, Name: strings.TrimPrefix(entry.path, "/"), Mode: int64(entry.mode),
		Size: int64(len(entry.content)), ModTime: epoch(), Format: tar.FormatUSTAR,
	}
	if err := writer.WriteHeader(&header); err != nil {
		return nil, err
	}
	if _, err := writer.Write(entry.content); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	opener := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(archive.Bytes())), nil }
	return tarball.LayerFromOpener(opener,
		tarball.WithMediaType(types.OCILayer), tarball.WithCompressionLevel(gzip.BestCompression))
}

// folders lists the folders above a path, outermost first.
func folders(name string) []string {
	var found []string
	for folder := path.Dir(strings.TrimPrefix(name, "/")); folder != "."; folder = path.Dir(folder) {
		found = append([]string{folder}, found...)
	}
	return found
}
