package main

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/ocegate/ocegate/internal/ordered"
	"github.com/ocegate/ocegate/test/cases"
)

// bodyOf is the body of a case's request as JSON spells it: the case may use the
// other spelling and numbers of enums, which are read but not described.
func bodyOf(c cases.Case) (*ordered.Object, error) {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(strings.ReplaceAll(c.RPC, "/", ".")))
	if err != nil {
		return nil, err
	}
	method, ok := found.(protoreflect.MethodDescriptor)
	if !ok {
		return nil, fmt.Errorf("%s is no method", c.RPC)
	}
	linked, err := protoregistry.GlobalTypes.FindMessageByName(method.Input().FullName())
	if err != nil {
		return nil, err
	}
	text, err := cases.JSON(c.Request)
	if err != nil {
		return nil, err
	}
	request := linked.New()
	if err := protojson.Unmarshal(text, request.Interface()); err != nil {
		return nil, err
	}
	if text, err = protojson.Marshal(request.Interface()); err != nil {
		return nil, err
	}
	value, err := ordered.Parse(string(text))
	if err != nil {
		return nil, err
	}
	body, ok := value.(*ordered.Object)
	if !ok {
		return nil, fmt.Errorf("%s is no object", text)
	}
	return body, nil
}
