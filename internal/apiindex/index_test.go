package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/service"
)

const root = "../.."

func entries(t *testing.T) []entry {
	t.Helper()
	all, err := index(service.Descriptors())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestFilesAreCurrent fails when an RPC or a reason changed and make gen was not
// run.
func TestFilesAreCurrent(t *testing.T) {
	t.Parallel()
	known, err := read()
	if err != nil {
		t.Fatal(err)
	}
	for name, render := range files() {
		want, err := render(known)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the protos say: run 'make gen' and commit the result", name)
		}
	}
}

// TestRunWritesTheFiles is the other half: what make gen does to a stale tree.
func TestRunWritesTheFiles(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := run(folder); err != nil {
		t.Fatal(err)
	}
	for name := range files() {
		got, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}

// TestMachineForm pins the members of an entry, which programs read.
func TestMachineForm(t *testing.T) {
	t.Parallel()
	text, err := machine(entries(t))
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&rows); err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(rows, func(row map[string]any) bool { return row["operation"] == "PayOrders" })
	if at < 0 {
		t.Fatal("PayOrders is missing")
	}
	want := map[string]any{
		"rpc": "ocegate.orders.v1.OrderService/PayOrder", "http_method": "POST", "http_path": "/v1/orders/{orderId}:pay",
		"operation": "PayOrders", "service": "bss", "sites": []any{"cn", "intl"},
		"effect": "MONEY", "permission": "bss:order:pay",
		"identity_permission": "billing:order:pay", "audit_event": "payCustomerOrderV3", "quota": json.Number("10"),
	}
	if !reflect.DeepEqual(rows[at], want) {
		t.Errorf("got %v, want %v", rows[at], want)
	}
}

// TestEntriesAreDistinct guards against two RPCs with one name or one route.
func TestEntriesAreDistinct(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, e := range entries(t) {
		for _, key := range []string{e.RPC, e.HTTPMethod + " " + e.HTTPPath} {
			if seen[key] {
				t.Errorf("%s stands twice", key)
			}
			seen[key] = true
		}
		if e.Effect == "" || e.Effect == "UNSPECIFIED" || e.Service == "unspecified" {
			t.Errorf("%s: effect %q, service %q", e.RPC, e.Effect, e.Service)
		}
	}
}

// TestIndexComplains is the negative control: an RPC that says nothing of the
// upstream is no row, but a failure.
func TestIndexComplains(t *testing.T) {
	t.Parallel()
	bare := grpc_health_v1.File_grpc_health_v1_health_proto.Services().Get(0)
	if _, err := index([]protoreflect.ServiceDescriptor{bare}); err == nil || !strings.Contains(err.Error(), "has no operation option") {
		t.Errorf("got %v", err)
	}
}

// TestRightsAreStated is the negative control of the columns that operators read:
// an RPC that leaves one of them open is no row, not even with a dash.
func TestRightsAreStated(t *testing.T) {
	t.Parallel()
	for name, forget := range map[string]func(*upstreamv1.Operation){
		"nothing":             func(*upstreamv1.Operation) {},
		"permission":          func(o *upstreamv1.Operation) { o.Permission = "" },
		"identity permission": func(o *upstreamv1.Operation) { o.IdentityPermission = "" },
		"audit event":         func(o *upstreamv1.Operation) { o.AuditEvent = "" },
	} {
		file := protodesc.ToFileDescriptorProto(service.Descriptors()[0].ParentFile())
		options := file.GetService()[0].GetMethod()[0].GetOptions()
		operation, _ := proto.GetExtension(options, upstreamv1.E_Operation).(*upstreamv1.Operation)
		operation = proto.CloneOf(operation)
		forget(operation)
		proto.SetExtension(options, upstreamv1.E_Operation, operation)
		changed, err := protodesc.NewFile(file, protoregistry.GlobalFiles)
		if err != nil {
			t.Fatal(err)
		}
		_, err = index([]protoreflect.ServiceDescriptor{changed.Services().Get(0)})
		if complained := err != nil && strings.Contains(err.Error(), "does not say which rights"); complained != (name != "nothing") {
			t.Errorf("without %s: %v", name, err)
		}
	}
}
