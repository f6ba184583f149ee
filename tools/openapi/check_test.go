package openapi

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCommittedDocuments judges every document under gen/openapi.
func TestCommittedDocuments(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..", "gen", "openapi")
	count := 0
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		count++
		text, err := os.ReadFile(filepath.Clean(name))
		if err != nil {
			return err
		}
		for _, fault := range Check(text) {
			t.Errorf("%s: %v", name, fault)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count == 0 {
		t.Fatalf("no document under %s", root)
	}
}

const sound = `{
  "openapi": "3.1.0",
  "info": {"title": "Shelf", "version": "v1"},
  "paths": {
    "/v1/books/{id}": {
      "get": {
        "operationId": "GetBook", "summary": "Returns one book",
        "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}}}
      }
    }
  },
  "components": {"schemas": {"Book": {"type": "object", "properties": {"name": {"type": "string"}}}}}
}`

// TestCheckAllows keeps the controls below from passing on a check that refuses
// every document.
func TestCheckAllows(t *testing.T) {
	t.Parallel()
	if faults := Check([]byte(sound)); len(faults) != 0 {
		t.Fatal(faults)
	}
}

// TestCheckAllowsListsOfTheirOwnKind has a list, always sent, of what holds it.
func TestCheckAllowsListsOfTheirOwnKind(t *testing.T) {
	t.Parallel()
	nested := strings.Replace(sound, ownProperties, `"required": ["parts"], "properties": {"parts": {"type": "array", "items": {"$ref": "#/components/schemas/Book"}}}`, 1)
	if nested == sound {
		t.Fatal("the case changes nothing")
	}
	if faults := Check([]byte(nested)); len(faults) != 0 {
		t.Fatal(faults)
	}
}

const ownProperties = `"properties": {"name": {"type": "string"}}`

// TestCheckComplains breaks the sound document in one way at a time.
func TestCheckComplains(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, from, to, want string }{
		{"not JSON", sound, "{", "read"},
		{"old version", `"3.1.0"`, `"3.0.3"`, "want 3.1"},
		{"no title", `"title": "Shelf", `, ``, "title"},
		{"unknown key", `"operationId"`, `"colour": "red", "operationId"`, "colour"},
		{"wrong type", `"required": true`, `"required": "yes"`, "required"},
		{"bad place", `"in": "path"`, `"in": "pocket"`, "not valid"},
		{"dangling reference", `#/components/schemas/Book`, `#/components/schemas/Shelf`, "Shelf"},
		{"endless", ownProperties, `"required": ["sequel"], "properties": {"sequel": {"$ref": "#/components/schemas/Book"}}`, "infinite circular reference"},
		{"no description", `, "summary": "Returns one book"`, ``, "neither summary"},
		{"undeclared variable", `{id}`, `{book}`, "path variables"},
		{"no path", sound[strings.Index(sound, `"/v1`):strings.Index(sound, `"components"`)], "},", "no path"},
		{
			"same name twice", `"paths": {`,
			`"paths": {"/v1/books": {"get": {"operationId": "GetBook", "summary": "x", "responses": {"200": {"description": "ok"}}}},`,
			"is taken by",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			broken := strings.Replace(sound, c.from, c.to, 1)
			if broken == sound {
				t.Fatal("the case changes nothing")
			}
			faults := Check([]byte(broken))
			for _, fault := range faults {
				if strings.Contains(fault.Error(), c.want) {
					return
				}
			}
			t.Errorf("want a fault with %q, got %v", c.want, faults)
		})
	}
}
