package main

import (
	"fmt"
	"regexp"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// entry is one RPC as the index shows it; the exported fields are the members of
// gen/api.json.
type entry struct {
	RPC        string   `json:"rpc"`                 // full name with a slash
	HTTPMethod string   `json:"http_method"`         // of the JSON door
	HTTPPath   string   `json:"http_path"`           // template of the JSON door, as the OpenAPI document has it
	Operation  string   `json:"operation"`           // name in the upstream's catalogue
	Service    string   `json:"service"`             // bss or osm
	Sites      []string `json:"sites"`               // cn, intl
	Effect     string   `json:"effect"`              // READ, IDEMPOTENT, UNSAFE or MONEY
	Permission string   `json:"permission"`          // role, or action of a role or older policy
	Identity   string   `json:"identity_permission"` // action of an identity policy
	AuditEvent string   `json:"audit_event"`
	Quota      int32    `json:"quota"` // calls per second and account

	domain     string
	upstream   string // method and path of the upstream's call
	deprecated bool
	successor  string
}

// index describes every RPC in the order of the services.
func index(services []protoreflect.ServiceDescriptor) ([]entry, error) {
	var all []entry
	for _, service := range services {
		for i := range service.Methods().Len() {
			e, err := describe(service.Methods().Get(i))
			if err != nil {
				return nil, err
			}
			all = append(all, e)
		}
	}
	return all, nil
}

func describe(method protoreflect.MethodDescriptor) (entry, error) {
	name := string(method.Parent().FullName()) + "/" + string(method.Name())
	operation, ok := proto.GetExtension(method.Options(), upstreamv1.E_Operation).(*upstreamv1.Operation)
	if !ok || operation.GetName() == "" {
		return entry{}, fmt.Errorf("%s has no operation option", name)
	}
	verb, path := route(method)
	path = spelled(path, method.Input())
	if path == "" {
		return entry{}, fmt.Errorf("%s has no JSON path", name)
	}
	e := entry{
		RPC: name, HTTPMethod: verb, HTTPPath: path,
		Operation:  operation.GetName(),
		Service:    word(operation.GetService().String(), "SERVICE_"),
		Effect:     strings.TrimPrefix(operation.GetEffect().String(), "EFFECT_"),
		Permission: operation.GetPermission(),
		Identity:   operation.GetIdentityPermission(),
		AuditEvent: operation.GetAuditEvent(),
		Quota:      operation.GetQuota(),
		domain:     strings.Split(string(method.ParentFile().Package()), ".")[1],
		upstream:   operation.GetMethod() + " " + operation.GetPath(),
		successor:  operation.GetSuccessor(),
	}
	for _, site := range operation.GetSites() {
		e.Sites = append(e.Sites, word(site.String(), "SITE_"))
	}
	if options, ok := method.Options().(*descriptorpb.MethodOptions); ok {
		e.deprecated = options.GetDeprecated()
	}
	if e.Quota <= 0 || len(e.Sites) == 0 {
		return entry{}, fmt.Errorf("%s states no quota or no site", name)
	}
	if e.Permission == "" || e.Identity == "" || e.AuditEvent == "" {
		return entry{}, fmt.Errorf("%s does not say which rights it needs or how it is audited", name)
	}
	return e, nil
}

// word is an enum value without its prefix, in small letters.
func word(value, prefix string) string {
	return strings.ToLower(strings.TrimPrefix(value, prefix))
}

// spelled names the variables of a path as the JSON door and its description name
// all fields.
func spelled(path string, input protoreflect.MessageDescriptor) string {
	return variable.ReplaceAllStringFunc(path, func(braced string) string {
		if fd := input.Fields().ByName(protoreflect.Name(strings.Trim(braced, "{}"))); fd != nil {
			return "{" + fd.JSONName() + "}"
		}
		return braced
	})
}

var variable = regexp.MustCompile(`\{[a-z0-9_]+\}`)

// route is the call of the JSON door that stands for a method.
func route(method protoreflect.MethodDescriptor) (verb, path string) {
	rule, ok := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
	if !ok {
		return "", ""
	}
	switch pattern := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		return "GET", pattern.Get
	case *annotations.HttpRule_Post:
		return "POST", pattern.Post
	case *annotations.HttpRule_Put:
		return "PUT", pattern.Put
	case *annotations.HttpRule_Patch:
		return "PATCH", pattern.Patch
	case *annotations.HttpRule_Delete:
		return "DELETE", pattern.Delete
	}
	return "", ""
}
