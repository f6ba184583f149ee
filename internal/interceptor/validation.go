package interceptor

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/fault"
)

// Validator checks messages by the rules in their proto files.
type Validator struct {
	rules  protovalidate.Validator
	first  []protovalidate.ValidationOption // to stop at the first violation
	bounds *Bounds
}

// NewValidator compiles the rules of every request of the services, so that a
// rule that does not compile is a failed start and the first call is as fast
// as the others.
func NewValidator(services []protoreflect.ServiceDescriptor) (*Validator, error) {
	var requests []protoreflect.MessageDescriptor
	for _, service := range services {
		for i := range service.Methods().Len() {
			requests = append(requests, service.Methods().Get(i).Input())
		}
	}
	rules, err := protovalidate.New(protovalidate.WithMessageDescriptors(requests...))
	if err != nil {
		return nil, fmt.Errorf("interceptor: rules of the proto files: %w", err)
	}
	return &Validator{
		rules: rules, bounds: newBounds(requests), first: []protovalidate.ValidationOption{protovalidate.WithFailFast()},
	}, nil
}

// Bounds are the limits among the rules that are about counts.
func (v *Validator) Bounds() *Bounds { return v.bounds }

// Check refuses a message that breaks a rule, naming the fields that do. The
// counts of its lists must have been found in bounds.
func (v *Validator) Check(ctx context.Context, message proto.Message) error {
	err := v.rules.Validate(message, v.first...)
	if err == nil {
		return nil
	}
	if broken := new(protovalidate.ValidationError); !errors.As(err, &broken) {
		return fmt.Errorf("interceptor: validation: %w", err)
	}
	return v.explain(ctx, message)
}

// validation applies the rules to every request. A request that is no message
// never got as far as being one; its handler says what is wrong.
type validation struct {
	validator *Validator
}

func (v *validation) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if message, ok := req.(proto.Message); ok {
		if err := v.validator.Check(ctx, message); err != nil {
			return nil, err
		}
	}
	return handler(ctx, req)
}

func (v *validation) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	inspected := withContext(ss.Context(), ss)
	inspected.inspect = func(received any) error {
		if message, ok := received.(proto.Message); ok {
			return v.validator.Check(ss.Context(), message)
		}
		return nil
	}
	return handler(srv, inspected)
}

// worded puts a violation into our words.
func worded(violation *protovalidate.Violation) fault.Violation {
	id := violation.Proto.GetRuleId()
	field := protovalidate.FieldPathString(violation.Proto.GetField())
	if isMessageRule(violation.Proto) {
		if dot := strings.LastIndexByte(id, '.'); dot >= 0 {
			field = strings.TrimPrefix(field+"."+id[:dot], ".")
		}
	}
	return fault.Violation{Field: field, Rule: ruleName(id), Description: description(violation, id)}
}

// isMessageRule tells a rule of a whole message from a rule of a field, which
// names its place among the field's rules. The id of a message's rule names the
// field that the refusal is about, up to the last dot.
func isMessageRule(violation *validate.Violation) bool {
	return len(violation.GetRule().GetElements()) == 0
}

// ruleName is the id in the form that BadRequest demands.
func ruleName(id string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '.' || r == '-' {
			return '_'
		}
		return r
	}, id))
}
