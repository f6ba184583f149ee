package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// built is a finished image of one platform.
type built struct {
	spec  spec
	image v1.Image
}

// write leaves three forms below the folder: oci/ with all platforms for
// registries, ocegate-<arch>.tar for engines that load archives, and
// rootfs-<arch>/ for the Dockerfile.
func write(folder string, made []built, progress io.Writer) error {
	if err := prepare(folder); err != nil {
		return err
	}
	index, err := indexOf(made)
	if err != nil {
		return err
	}
	if _, err := layout.Write(filepath.Join(folder, "oci"), index); err != nil {
		return fmt.Errorf("write the layout: %w", err)
	}
	for _, b := range made {
		if err := b.write(folder, progress); err != nil {
			return fmt.Errorf("write %s: %w", b.spec.arch, err)
		}
	}
	digest, err := index.Digest()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(progress, "index %s in %s\n", digest, filepath.Join(folder, "oci"))
	return err
}

// prepare empties the folder, but refuses one that it did not write: a mistyped
// flag must not cost anybody their files.
func prepare(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return os.MkdirAll(folder, 0o750)
	}
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return nil
	}
	if _, err := os.Stat(filepath.Join(folder, "oci", "oci-layout")); err != nil {
		return fmt.Errorf("%s is neither empty nor an earlier output", folder)
	}
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	return os.MkdirAll(folder, 0o750)
}

func indexOf(made []built) (v1.ImageIndex, error) {
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for _, b := range made {
		size, err := b.image.Size()
		if err != nil {
			return nil, err
		}
		digest, err := b.image.Digest()
		if err != nil {
			return nil, err
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: b.image, Descriptor: v1.Descriptor{
			MediaType: types.OCIManifestSchema1, Size: size, Digest: digest,
			Platform:    &v1.Platform{OS: b.spec.os, Architecture: b.spec.arch},
			Annotations: map[string]string{"org.opencontainers.image.ref.name": b.spec.version + "-" + b.spec.arch},
		}})
	}
	return index, nil
}

func (b built) write(folder string, progress io.Writer) error {
	tag, err := name.NewTag("ocegate:" + b.spec.version)
	if err != nil {
		return err
	}
	archive := filepath.Join(folder, "ocegate-"+b.spec.arch+".tar")
	if err := tarball.WriteToFile(archive, tag, b.image); err != nil {
		return err
	}
	if err := b.writeFiles(filepath.Join(folder, "rootfs-"+b.spec.arch)); err != nil {
		return err
	}
	digest, err := b.image.Digest()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(progress, "image %s/%s %s in %s\n", b.spec.os, b.spec.arch, digest, archive)
	return err
}

func (b built) writeFiles(folder string) error {
	content, err := files(b.spec)
	if err != nil {
		return err
	}
	for _, entry := range content {
		target := filepath.Join(folder, filepath.FromSlash(entry.path))
		if err := os.MkdirAll(filepath.Dir(target), 0o750); err != nil {
			return err
		}
		if err := os.WriteFile(target, entry.content, entry.mode); err != nil {
			return err
		}
	}
	return nil
}
