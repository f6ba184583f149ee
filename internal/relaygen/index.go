package main

import (
	"fmt"
	"path"
	"strings"

	"google.golang.org/protobuf/compiler/protogen"
)

const (
	grpcPackage    = protogen.GoImportPath("google.golang.org/grpc")
	reflectPackage = protogen.GoImportPath("google.golang.org/protobuf/reflect/protoreflect")
	gatewayPackage = protogen.GoImportPath("github.com/grpc-ecosystem/grpc-gateway/v2/runtime")
)

// writeIndex writes the package above those of the domains: all services, in
// the order of the documentation.
func writeIndex(plugin *protogen.Plugin, first *protogen.File, services []entry) {
	folder := path.Dir(path.Dir(path.Dir(first.Desc.Path()))) // above <domain>/<version>
	home := protogen.GoImportPath(path.Dir(path.Dir(string(first.GoImportPath))))
	g := plugin.NewGeneratedFile(path.Join(folder, "services.pb.go"), home)
	g.P(generatedNotice)
	g.P()
	g.P("// Package ", path.Base(string(home)), " lists all services of the public API, in the order of the documentation.")
	g.P("package ", path.Base(string(home)))
	writeServices(g, services)
	writeServers(g, services)
	writeRegister(g, services)
}

// writeServices writes what documents and the JSON door need of each service.
func writeServices(g *protogen.GeneratedFile, services []entry) {
	context, mux, conn := contextPackage.Ident("Context"), gatewayPackage.Ident("ServeMux"), grpcPackage.Ident("ClientConnInterface")
	g.P()
	g.P("// Service is one service of the public API.")
	g.P("type Service struct {")
	g.P("Descriptor ", reflectPackage.Ident("ServiceDescriptor"))
	g.P("// Register puts the routes of the unary RPCs on a mux; nil where there are none.")
	g.P("Register func(", context, ", *", mux, ", ", conn, ") error")
	g.P("}")
	g.P()
	g.P("// Services are all services.")
	g.P("func Services() []Service {")
	g.P("return []Service{")
	for _, service := range services {
		descriptor := fmt.Sprintf("%s.Services().Get(%d)", g.QualifiedGoIdent(service.file.GoDescriptorIdent), service.Desc.Index())
		if len(unary(service.Service)) == 0 {
			g.P("{Descriptor: ", descriptor, "},")
			continue
		}
		g.P("{Descriptor: ", descriptor, ", Register: func(ctx ", context, ", mux *", mux, ", conn ", conn, ") error {")
		g.P("return ", service.ident("Register", "HandlerClient"), "(ctx, mux, ", service.ident("New", "Client"), "(conn))")
		g.P("}},")
	}
	g.P("}")
	g.P("}")
}

// writeServers writes the implementations of all services.
func writeServers(g *protogen.GeneratedFile, services []entry) {
	g.P()
	g.P("// Servers are the implementations of all services.")
	g.P("type Servers struct {")
	for _, service := range services {
		g.P(service.GoName, " ", service.ident("", "Server"))
	}
	g.P("}")
	parameters := []string{"bind " + bindType(g)}
	for _, service := range services {
		if service.streams() {
			parameters = append(parameters, service.parameter()+" "+g.QualifiedGoIdent(service.ident("", "Server")))
		}
	}
	g.P()
	g.P("// NewServers are servers that relay every RPC, each bound by its full name, beside")
	g.P("// those whose services have streams, which nothing can relay.")
	g.P("func NewServers(", strings.Join(parameters, ", "), ") *Servers {")
	g.P("return &Servers{")
	for _, service := range services {
		if service.streams() {
			g.P(service.GoName, ": ", service.parameter(), ",")
		} else {
			g.P(service.GoName, ": ", service.ident("New", "Relay"), "(bind),")
		}
	}
	g.P("}")
	g.P("}")
}

func writeRegister(g *protogen.GeneratedFile, services []entry) {
	g.P()
	g.P("// Register puts the servers on a door.")
	g.P("func (s *Servers) Register(door ", grpcPackage.Ident("ServiceRegistrar"), ") {")
	for _, service := range services {
		g.P(service.ident("Register", "Server"), "(door, s.", service.GoName, ")")
	}
	g.P("}")
}

// entry is one service of the list.
type entry struct {
	*protogen.Service
	file *protogen.File
}

// ident is what another generator calls something of the service.
func (e entry) ident(before, after string) protogen.GoIdent {
	return e.file.GoImportPath.Ident(before + e.GoName + after)
}

// streams says whether the service has RPCs that cannot be relayed.
func (e entry) streams() bool { return len(unary(e.Service)) < len(e.Methods) }

// parameter is the name of the service as a parameter.
func (e entry) parameter() string {
	return strings.ToLower(e.GoName[:1]) + e.GoName[1:]
}
