// Command protodeps writes the third-party .proto files that ours import into a
// git-ignored folder, printed from the descriptors linked into the pinned Go
// modules. One pinned version thus serves both the run time and the schema, and
// nothing is vendored. It must not import anything from gen/: it runs before
// gen/ exists.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/jhump/protoreflect/v2/protoprint"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	_ "github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-openapiv3/options"
	_ "google.golang.org/genproto/googleapis/api/annotations"
	_ "google.golang.org/genproto/googleapis/rpc/errdetails"
	_ "google.golang.org/genproto/googleapis/rpc/status"
)

func main() {
	out := flag.String("o", "third_party/proto", "output folder")
	flag.Parse()
	if err := writeAll(*out); err != nil {
		fmt.Fprintln(os.Stderr, "protodeps:", err)
		os.Exit(1)
	}
}

// writeAll prints every linked file except those that protoc itself ships.
func writeAll(folder string) error {
	var failed error
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		switch file.Package() {
		case "google.protobuf", "google.protobuf.compiler":
			return true
		}
		failed = write(filepath.Join(folder, filepath.FromSlash(file.Path())), file)
		return failed == nil
	})
	return failed
}

func write(path string, file protoreflect.FileDescriptor) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	target, err := os.Create(filepath.Clean(path))
	if err != nil {
		return err
	}
	printer := &protoprint.Printer{}
	if err := printer.PrintProtoFile(file, target); err != nil {
		return fmt.Errorf("print %s: %w", file.Path(), err)
	}
	return target.Close()
}
