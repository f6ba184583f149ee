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
	body := whole.object("paths").object("/v1/pages:upload").object("post").object("requestBody")
	if names := body.object("content").names; len(names) != 1 || names[0] != "multipart/form-data" {
		t.Fatalf("content %v", names)
	}
	schema := body.object("content").object("multipart/form-data").object("schema")
	if got := strings.Join(schema.object("properties").names, " "); got != "fileName pageNumber file" {
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
	if schema.text("x-message") != "" || whole.object("components").object("schemas").object("shelf.AddPageRequest") != nil {
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
	success := whole.object("paths").object("/v1/pages").object("get").object("responses").object("200")
	if got := at(t, success, "content", "application/octet-stream", "schema", "format"); got != `"binary"` || len(success.object("content").names) != 1 {
		t.Errorf("%s", got)
	}
	for _, name := range []string{"X-Request-Id", "Content-Disposition", "Content-Length"} {
		if success.object("headers").object(name) == nil {
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
