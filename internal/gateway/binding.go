package gateway

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/ocegate/ocegate/internal/gateway/strict"
)

// binding is one HTTP route of an RPC, with all that is needed to read its
// requests.
type binding struct {
	method   protoreflect.MethodDescriptor
	verb     string // HTTP method
	template template
	request  protoreflect.MessageType
	body     bodyKind
	field    protoreflect.FieldDescriptor // for bodyField
	limits   strict.Limits                // of the query
	taken    strict.Taken                 // what the body may not set
	handler  runtime.HandlerFunc          // grpc-gateway's, from settle on
	stream   streamKind
}

// bodyKind says what the body of a request is.
type bodyKind uint8

const (
	bodyNone bodyKind = iota
	bodyWhole
	bodyField
)

// The reasons why a field may not be given at some place.
const (
	givenInPath = "is given in the path already"
	givenInBody = "belongs in the body"
	noQuery     = "is not a known parameter: this call takes its input from the body"
)

// fullName is the name of the RPC as gRPC spells it.
func (b *binding) fullName() string {
	return "/" + string(b.method.Parent().FullName()) + "/" + string(b.method.Name())
}

// bindingsOf reads the routes of a service from its annotations.
func bindingsOf(service protoreflect.ServiceDescriptor) ([]*binding, error) {
	var found []*binding
	for i := range service.Methods().Len() {
		method := service.Methods().Get(i)
		rule, ok := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
		if !ok || rule == nil {
			continue
		}
		for _, each := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
			b, err := bind(method, each)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", method.FullName(), err)
			}
			found = append(found, b)
		}
	}
	return found, nil
}

func bind(method protoreflect.MethodDescriptor, rule *annotations.HttpRule) (*binding, error) {
	verb, path := routeOf(rule)
	if verb == "" {
		return nil, errors.New("the HTTP method must be GET, POST, PUT or DELETE")
	}
	kind, err := streamOf(method, rule)
	if err != nil {
		return nil, err
	}
	if rule.GetResponseBody() != "" {
		return nil, errors.New("response_body is not supported")
	}
	parsed, err := parseTemplate(path)
	if err != nil {
		return nil, err
	}
	if err := strict.Check(method.Input()); err != nil {
		return nil, err
	}
	request, err := protoregistry.GlobalTypes.FindMessageByName(method.Input().FullName())
	if err != nil {
		return nil, err
	}
	b := &binding{method: method, verb: verb, template: parsed, request: request, stream: kind}
	if err := b.variables(); err != nil {
		return nil, err
	}
	return b, b.input(rule.GetBody())
}

// routeOf leaves PATCH out: its field mask would come from the body's members,
// which are gone when the RPC sees the message.
func routeOf(rule *annotations.HttpRule) (verb, path string) {
	switch {
	case rule.GetGet() != "":
		return http.MethodGet, rule.GetGet()
	case rule.GetPost() != "":
		return http.MethodPost, rule.GetPost()
	case rule.GetPut() != "":
		return http.MethodPut, rule.GetPut()
	case rule.GetDelete() != "":
		return http.MethodDelete, rule.GetDelete()
	}
	return "", ""
}

func (b *binding) variables() error {
	b.taken = strict.Taken{}
	for _, s := range b.template.segments {
		if s.field == "" {
			continue
		}
		fd := b.method.Input().Fields().ByName(protoreflect.Name(s.field))
		if fd == nil || fd.Kind() != protoreflect.StringKind || fd.Cardinality() == protoreflect.Repeated {
			return fmt.Errorf("the path variable %s must be a text of the request", s.field)
		}
		b.taken[fd.Number()] = givenInPath
	}
	return nil
}

// input settles what comes from the body and what from the query.
func (b *binding) input(body string) error {
	b.limits.Taken = b.taken
	switch body {
	case "":
		return nil
	case "*":
		b.body, b.limits.Closed = bodyWhole, noQuery
		return nil
	}
	b.body, b.field = bodyField, b.method.Input().Fields().ByName(protoreflect.Name(body))
	if b.field == nil {
		return fmt.Errorf("the body %s is no field of the request", body)
	}
	b.limits.Taken = strict.Taken{b.field.Number(): givenInBody}
	for number, reason := range b.taken {
		b.limits.Taken[number] = reason
	}
	return nil
}
