package main

import (
	"strings"
	"testing"
)

// TestForm: an upload is a form of its texts and, last, the file.
func TestForm(t *testing.T) {
	t.Parallel()
	whole, err := generated(t)
	if err != nil {
		t.Fatal(err)
	}
	body := whole.Object("paths").Object("/v1/pages:upload").Object("post").Object("requestBody")
	if names := body.Object("content").Names(); len(names) != 1 || names[0] != "multipart/form-data" {
		t.Fatalf("content %v", names)
	}
	schema := body.Object("content").Object("multipart/form-data").Object("schema")
	if got := strings.Join(schema.Object("properties").Names(), " "); got != "fileName pageNumber file" {
		t.Errorf("properties %s", got)
	}
	for want, got := range map[string]string{
		"9":                     at(t, schema, "properties", "fileName", "maxLength"),
		`"binary"`:              at(t, schema, "properties", "file", "format"),
		`["file","pageNumber"]`: at(t, schema, "required"),
		"false":                 at(t, schema, "additionalProperties"),
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if schema.Text("x-message") != "" || whole.Object("components").Object("schemas").Object("shelf.AddPageRequest") != nil {
		t.Error("the messages of the stream are left in the document")
	}
}

// TestFile: a download is bytes, with the headers of a file.
func TestFile(t *testing.T) {
	t.Parallel()
	whole, err := generated(t)
	if err != nil {
		t.Fatal(err)
	}
	success := whole.Object("paths").Object("/v1/pages").Object("get").Object("responses").Object("200")
	if got := at(t, success, "content", "application/octet-stream", "schema", "format"); got != `"binary"` || len(success.Object("content").Names()) != 1 {
		t.Errorf("%s", got)
	}
	for _, name := range []string{"X-Request-Id", "Content-Disposition", "Content-Length"} {
		if success.Object("headers").Object(name) == nil {
			t.Errorf("no %s", name)
		}
	}
}

// TestFormWithoutMetadata is refused instead of described by halves.
func TestFormWithoutMetadata(t *testing.T) {
	t.Parallel()
	if _, err := generated(t, `name: "metadata" number: 1`, `name: "other" number: 1`); err == nil || !strings.Contains(err.Error(), "metadata") {
		t.Errorf("%v", err)
	}
}
