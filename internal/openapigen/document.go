package main

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/ocegate/ocegate/internal/ordered"
)

const about = "Huawei Cloud's customer-operations API (BSS) as plain, normalized JSON. The same calls are served as gRPC.\n\n" +
	"Query parameters may be written in lowerCamelCase or in snake_case. What is not listed here, given twice or of the wrong type is refused with " +
	"INVALID_ARGUMENT, and the answer names every such field. Amounts are decimal text and must never become binary floating-point numbers. " +
	"Instants are UTC. Enums of answers are open: a value that this version has no name for appears as its number, so read them as a text or a number. " +
	"In answers the members that are required are always sent; the others are left out when the upstream does not state them.\n\n" +
	"Every answer carries `X-Request-Id`; send one to choose it. Send `Accept-Language` to choose the language of texts. " +
	"Send `Grpc-Timeout` to say how long you wait, as at most 8 digits and one of H, M, S, m, u and n: `2S` is two seconds, `1500m` one and a half."

// document makes the one document of its parts.
func document(parts []string, s *schema) (string, error) {
	whole, err := merge(parts)
	if err != nil {
		return "", err
	}
	for _, step := range []func(*ordered.Object, *schema) error{tidy, words, operations, components, forms, failures, prune} {
		if err := step(whole, s); err != nil {
			return "", err
		}
	}
	whole.Sort([]string{"openapi", "info", "servers", "security", "tags", "paths", "components"})
	return ordered.Pretty(whole)
}

// merge joins the parts. Two parts may describe the same schema, but not
// differently, and never the same path.
func merge(parts []string) (*ordered.Object, error) {
	paths, schemas, tags := ordered.New(), ordered.New(), []any{}
	for _, text := range parts {
		value, err := ordered.Parse(text)
		if err != nil {
			return nil, err
		}
		part, ok := value.(*ordered.Object)
		if !ok || part.Object("paths") == nil {
			return nil, errors.New("a part is no document with paths")
		}
		if err := unite(paths, part.Object("paths"), false); err != nil {
			return nil, err
		}
		if err := unite(schemas, part.Object("components").Object("schemas"), true); err != nil {
			return nil, err
		}
		tags = append(tags, part.List("tags")...)
	}
	return ordered.New(
		"openapi", "3.1.0",
		"info", ordered.New(
			"title", "ocegate", "version", "v1", "description", about,
			"contact", ordered.New("name", "ocegate", "url", "https://github.com/ocegate/ocegate"),
			"license", ordered.New("name", "Apache 2.0", "identifier", "Apache-2.0"),
		),
		"servers", []any{ordered.New("url", "/", "description", "The server that this document came from")},
		"security", []any{}, // the server does not authenticate its callers
		"tags", tags, "paths", paths, "components", ordered.New("schemas", schemas),
	), nil
}

func unite(into, from *ordered.Object, mayAgree bool) error {
	if from == nil {
		return nil
	}
	for _, name := range from.Names() {
		known := into.Value(name)
		if known != nil && (!mayAgree || !reflect.DeepEqual(known, from.Value(name))) {
			return fmt.Errorf("%s is described twice", name)
		}
		into.Set(name, from.Value(name))
	}
	return nil
}

// tidy drops what the generator gets wrong: a oneOf beside properties makes
// every client believe that the object holds nothing else.
func tidy(whole *ordered.Object, _ *schema) error {
	ordered.Walk(whole, func(o *ordered.Object) {
		if o.Object("properties") != nil {
			o.Remove("oneOf")
		}
	})
	return nil
}

// words gives the comments of the proto files the form that readers of JSON
// need: one line a paragraph, and fields in the spelling of JSON.
func words(whole *ordered.Object, s *schema) error {
	names := s.snakeNames()
	ordered.Walk(whole, func(o *ordered.Object) {
		for _, key := range []string{"description", "summary"} {
			if text := o.Text(key); text != "" && text != about {
				o.Set(key, respell(unwrap(text), names))
			}
		}
	})
	return nil
}

// unwrap joins the lines of a paragraph.
func unwrap(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i := range paragraphs {
		paragraphs[i] = strings.Join(strings.Fields(paragraphs[i]), " ")
	}
	return strings.Join(paragraphs, "\n\n")
}

// respell turns `next_page_token` into `nextPageToken`.
func respell(text string, names map[string]string) string {
	parts := strings.Split(text, "`")
	for i := 1; i < len(parts)-1; i += 2 {
		if name, ok := names[parts[i]]; ok {
			parts[i] = name
		}
	}
	return strings.Join(parts, "`")
}

// prune removes the schemas that nothing refers to.
func prune(whole *ordered.Object, _ *schema) error {
	schemas := whole.Object("components").Object("schemas")
	kept := map[string]bool{}
	ordered.Walk(whole.Object("paths"), keep(schemas, kept))
	ordered.Walk(whole.Object("components").Object("responses"), keep(schemas, kept))
	names := schemas.Names()
	for _, name := range names {
		if !kept[name] {
			schemas.Remove(name)
		}
	}
	slices.Sort(names)
	schemas.Sort(names)
	return nil
}

const toSchema = "#/components/schemas/"

// keep marks the schemas that an object leads to.
func keep(schemas *ordered.Object, kept map[string]bool) func(*ordered.Object) {
	var visit func(*ordered.Object)
	visit = func(o *ordered.Object) {
		name, ok := strings.CutPrefix(o.Text("$ref"), toSchema)
		if !ok || kept[name] {
			return
		}
		kept[name] = true
		ordered.Walk(schemas.Object(name), visit)
	}
	return visit
}
