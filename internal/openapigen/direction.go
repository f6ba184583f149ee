package main

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/ordered"
)

const (
	// inputSuffix ends the name of what a request holds of a message that answers
	// hold too: the first is closed, the second lists what is always there.
	inputSuffix = "Input"
	// openSuffix ends the name of an enum as answers hold it.
	openSuffix = "OrNumber"
)

// directions are the named schemas that requests and answers lead to.
type directions struct {
	schemas         *ordered.Object
	asked, answered map[string]bool
}

func directionsOf(whole *ordered.Object) *directions {
	d := &directions{schemas: whole.Object("components").Object("schemas"), asked: map[string]bool{}, answered: map[string]bool{}}
	eachOperation(whole, func(operation *ordered.Object) {
		ordered.Walk(operation.Value("parameters"), keep(d.schemas, d.asked))
		ordered.Walk(operation.Object("requestBody"), keep(d.schemas, d.asked))
		ordered.Walk(operation.Object("responses"), keep(d.schemas, d.answered))
	})
	return d
}

func eachOperation(whole *ordered.Object, visit func(*ordered.Object)) {
	paths := whole.Object("paths")
	for _, path := range paths.Names() {
		for _, verb := range paths.Object(path).Names() {
			visit(paths.Object(path).Object(verb))
		}
	}
}

// components does for the named schemas what operations does for the inline
// ones, after each direction has schemas of its own.
func components(whole *ordered.Object, s *schema) error {
	d := directionsOf(whole)
	d.split(whole, s)
	d.open(whole)
	for _, name := range d.schemas.Names() {
		message := s.message(strings.TrimSuffix(name, inputSuffix))
		if exact := s.message(name); exact != nil {
			message = exact
		}
		if message == nil {
			continue // an enum, or a schema of our own
		}
		if err := d.refine(s, name, message); err != nil {
			return err
		}
	}
	return nil
}

func (d *directions) refine(s *schema, name string, message protoreflect.MessageDescriptor) error {
	one := d.schemas.Object(name)
	if d.answered[name] {
		return s.refineAnswer(one, message)
	}
	if d.asked[name] {
		one.Set("additionalProperties", false)
	}
	return s.refineRequest(one, message)
}

// split gives requests a schema of their own for each message that answers hold
// too.
func (d *directions) split(whole *ordered.Object, s *schema) {
	twins := map[string]string{}
	for _, name := range d.schemas.Names() {
		if d.asked[name] && d.answered[name] && s.message(name) != nil {
			twins[name] = name + inputSuffix
			d.schemas.Set(twins[name], ordered.Clone(d.schemas.Value(name)))
			d.asked[twins[name]] = true
			delete(d.asked, name)
		}
	}
	lead := redirect(twins)
	eachOperation(whole, func(operation *ordered.Object) {
		ordered.Walk(operation.Object("requestBody"), lead)
	})
	for name := range d.asked {
		ordered.Walk(d.schemas.Object(name), lead)
	}
}

// open lets every enum of an answer be a number too, which is how a value
// without a name is written.
func (d *directions) open(whole *ordered.Object) {
	twins := map[string]string{}
	for _, name := range d.schemas.Names() {
		if d.answered[name] && d.schemas.Object(name).Value("enum") != nil {
			twins[name] = name + openSuffix
			d.schemas.Set(twins[name], openEnum(name))
		}
	}
	lead := redirect(twins)
	eachOperation(whole, func(operation *ordered.Object) {
		ordered.Walk(operation.Object("responses"), lead)
	})
	for name := range d.answered {
		ordered.Walk(d.schemas.Object(name), lead)
	}
}

func openEnum(name string) *ordered.Object {
	return ordered.New(
		"description", "A name, or the number of a value that this version has no name for.",
		"anyOf", []any{ordered.New("$ref", toSchema+name), ordered.New("type", "integer", "format", "int32")},
	)
}

// redirect points references to the twins of what they name.
func redirect(twins map[string]string) func(*ordered.Object) {
	return func(o *ordered.Object) {
		name, ok := strings.CutPrefix(o.Text("$ref"), toSchema)
		if twin := twins[name]; ok && twin != "" {
			o.Set("$ref", toSchema+twin)
		}
	}
}
