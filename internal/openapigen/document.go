package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

const about = "Huawei Cloud's customer-operations API (BSS) as plain, normalized JSON. The same calls are served as gRPC.\n\n" +
	"Query parameters may be written in lowerCamelCase or in snake_case. What is not listed here, given twice or of the wrong type is refused with " +
	"INVALID_ARGUMENT, and the answer names every such field. Amounts are decimal text and must never become binary floating-point numbers. " +
	"Instants are UTC. An enum value that this version has no name for appears as its number.\n\n" +
	"Every answer carries `X-Request-Id`; send one to choose it. Send `Accept-Language` to choose the language of texts. " +
	"Send `Grpc-Timeout` to say how long you wait, as at most 8 digits and one of H, M, S, m, u and n: `2S` is two seconds, `1500m` one and a half."

// document makes the one document of its parts.
func document(parts []string, s *schema) (string, error) {
	whole, err := merge(parts)
	if err != nil {
		return "", err
	}
	for _, step := range []func(*object, *schema) error{tidy, words, operations, components, forms, failures, prune} {
		if err := step(whole, s); err != nil {
			return "", err
		}
	}
	whole.sort([]string{"openapi", "info", "servers", "tags", "paths", "components"})
	text, err := plain(whole)
	if err != nil {
		return "", err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, text, "", "  "); err != nil {
		return "", err
	}
	return indented.String() + "\n", nil
}

// merge joins the parts. Two parts may describe the same schema, but not
// differently, and never the same path.
func merge(parts []string) (*object, error) {
	paths, schemas, tags := newObject(), newObject(), []any{}
	for _, text := range parts {
		value, err := parse(text)
		if err != nil {
			return nil, err
		}
		part, ok := value.(*object)
		if !ok || part.object("paths") == nil {
			return nil, errors.New("a part is no document with paths")
		}
		if err := unite(paths, part.object("paths"), false); err != nil {
			return nil, err
		}
		if err := unite(schemas, part.object("components").object("schemas"), true); err != nil {
			return nil, err
		}
		if list, ok := part.values["tags"].([]any); ok {
			tags = append(tags, list...)
		}
	}
	return newObject(
		"openapi", "3.1.0",
		"info", newObject("title", "ocegate", "version", "v1", "description", about),
		"servers", []any{newObject("url", "/", "description", "The server that this document came from")},
		"tags", tags, "paths", paths, "components", newObject("schemas", schemas),
	), nil
}

func unite(into, from *object, mayAgree bool) error {
	if from == nil {
		return nil
	}
	for _, name := range from.names {
		known, twice := into.values[name]
		if twice && (!mayAgree || !reflect.DeepEqual(known, from.values[name])) {
			return fmt.Errorf("%s is described twice", name)
		}
		into.set(name, from.values[name])
	}
	return nil
}

// tidy drops what the generator gets wrong: a oneOf beside properties makes
// every client believe that the object holds nothing else.
func tidy(whole *object, _ *schema) error {
	walk(whole, func(o *object) {
		if o.object("properties") != nil {
			o.remove("oneOf")
		}
	})
	return nil
}

// words gives the comments of the proto files the form that readers of JSON
// need: one line a paragraph, and fields in the spelling of JSON.
func words(whole *object, s *schema) error {
	names := s.snakeNames()
	walk(whole, func(o *object) {
		for _, key := range []string{"description", "summary"} {
			if text := o.text(key); text != "" && text != about {
				o.set(key, respell(unwrap(text), names))
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
func prune(whole *object, _ *schema) error {
	schemas := whole.object("components").object("schemas")
	kept := map[string]bool{}
	walk(whole.object("paths"), keep(schemas, kept))
	walk(whole.object("components").object("responses"), keep(schemas, kept))
	for _, name := range append([]string(nil), schemas.names...) {
		if !kept[name] {
			schemas.remove(name)
		}
	}
	return nil
}

const toSchema = "#/components/schemas/"

// keep marks the schemas that an object leads to.
func keep(schemas *object, kept map[string]bool) func(*object) {
	var visit func(*object)
	visit = func(o *object) {
		name, ok := strings.CutPrefix(o.text("$ref"), toSchema)
		if !ok || kept[name] {
			return
		}
		kept[name] = true
		walk(schemas.object(name), visit)
	}
	return visit
}
