// Command relaygen is a protoc plugin that writes what is the same for every
// RPC that does nothing but relay one upstream call: for each service a type
// whose methods relay, to be embedded by a type that overrides some of them, and
// for all services together one list, in the order of the documentation, of
// what doors and documents need to know of them.
//
// A streaming RPC is never relayed. A service that has one is asked of the
// caller of NewServers, so that a missing one does not compile.
//
// It must not import anything from gen/: it runs before gen/ exists.
package main

import (
	"flag"

	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/types/pluginpb"
)

func main() {
	var order []string
	flags := flag.NewFlagSet("relaygen", flag.ContinueOnError)
	flags.Func("service", "a file with a service; given once for each, in the order of the documentation", func(path string) error {
		order = append(order, path)
		return nil
	})
	protogen.Options{ParamFunc: flags.Set}.Run(func(plugin *protogen.Plugin) error {
		plugin.SupportedFeatures = uint64(pluginpb.CodeGeneratorResponse_FEATURE_PROTO3_OPTIONAL)
		return generate(plugin, order)
	})
}

// generate writes the relays of each file with services and the list of all.
func generate(plugin *protogen.Plugin, order []string) error {
	files, err := inOrder(plugin.Files, order)
	if err != nil {
		return err
	}
	var services []entry
	for _, file := range files {
		for _, service := range file.Services {
			services = append(services, entry{service, file})
		}
		writeRelays(plugin, file)
	}
	writeIndex(plugin, files[0], services)
	return nil
}
