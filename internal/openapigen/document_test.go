package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/ocegate/ocegate/internal/ordered"
)

// shelf is a small API with every kind of rule.
const shelf = `
name: "shelf.proto" package: "shelf" syntax: "proto3" options { go_package: "example.test/shelf" }
dependency: ["google/api/annotations.proto", "google/api/field_behavior.proto", "buf/validate/validate.proto"]
enum_type { name: "Color" value { name: "COLOR_UNSPECIFIED" number: 0 } value { name: "COLOR_RED" number: 1 } value { name: "COLOR_BLUE" number: 2 } }
message_type { name: "Book"
  field { name: "book_title" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "bookTitle" }
  field { name: "color" number: 1 type: TYPE_ENUM type_name: ".shelf.Color" label: LABEL_OPTIONAL json_name: "color" }
  field { name: "sequel" number: 3 type: TYPE_MESSAGE type_name: ".shelf.Book" label: LABEL_OPTIONAL json_name: "sequel" }
  field { name: "parts" number: 4 type: TYPE_MESSAGE type_name: ".shelf.Book" label: LABEL_REPEATED json_name: "parts" }
  field { name: "mark" number: 7 type: TYPE_MESSAGE type_name: ".shelf.Mark" label: LABEL_OPTIONAL json_name: "mark" }
  field { name: "paper" number: 5 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0 json_name: "paper" }
  field { name: "file" number: 6 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0 json_name: "file" }
  oneof_decl { name: "medium" } }
message_type { name: "ListBooksRequest"
  field { name: "only_color" number: 1 type: TYPE_ENUM type_name: ".shelf.Color" label: LABEL_OPTIONAL json_name: "onlyColor"
    options { [buf.validate.field] { enum { in: [0, 1] } } } }
  field { name: "not_color" number: 2 type: TYPE_ENUM type_name: ".shelf.Color" label: LABEL_OPTIONAL json_name: "notColor"
    options { [buf.validate.field] { enum { not_in: [0] defined_only: true } } } }
  field { name: "day" number: 3 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "day"
    options { [buf.validate.field] { cel { id: "day" message: "a day" expression: "this.matches('^[0-9]{4}$')" } string { min_len: 4 max_len: 5 } } } }
  field { name: "page_size" number: 4 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: "pageSize" options { [buf.validate.field] { int32 { gte: 0 lt: 9 } } } }
  field { name: "names" number: 5 type: TYPE_STRING label: LABEL_REPEATED json_name: "names"
    options { [buf.validate.field] { repeated { max_items: 3 unique: true items { string { max_len: 7 } } } } } }
  field { name: "any_color" number: 7 type: TYPE_ENUM type_name: ".shelf.Color" label: LABEL_OPTIONAL json_name: "anyColor" }
  field { name: "large" number: 6 type: TYPE_INT64 label: LABEL_OPTIONAL json_name: "large" options { [buf.validate.field] { int64 { gte: 1 } } } } }
message_type { name: "ListBooksResponse" field { name: "books" number: 1 type: TYPE_MESSAGE type_name: ".shelf.Book" label: LABEL_REPEATED json_name: "books" } }
message_type { name: "Mark"
  field { name: "score" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: "score" options { [buf.validate.field] { int32 { lte: 9 } } } }
  field { name: "color" number: 2 type: TYPE_ENUM type_name: ".shelf.Color" label: LABEL_OPTIONAL json_name: "color" proto3_optional: true oneof_index: 0
    options { [buf.validate.field] { required: true } } }
  oneof_decl { name: "_color" } }
message_type { name: "Note"
  field { name: "text" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "text" }
  field { name: "mark" number: 2 type: TYPE_MESSAGE type_name: ".shelf.Mark" label: LABEL_OPTIONAL json_name: "mark" } }
message_type { name: "AddNoteRequest"
  field { name: "book_id" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "bookId" }
  field { name: "note" number: 2 type: TYPE_MESSAGE type_name: ".shelf.Note" label: LABEL_OPTIONAL json_name: "note" } }
message_type { name: "AddNoteResponse" }
message_type { name: "AddPageRequest"
  field { name: "metadata" number: 1 type: TYPE_MESSAGE type_name: ".shelf.PageMetadata" label: LABEL_OPTIONAL json_name: "metadata" }
  field { name: "chunk" number: 2 type: TYPE_BYTES label: LABEL_OPTIONAL json_name: "chunk" } }
message_type { name: "PageMetadata"
  field { name: "file_name" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "fileName" options { [google.api.field_behavior]: [REQUIRED] [buf.validate.field] { string { max_len: 9 } } } }
  field { name: "page_number" number: 2 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: "pageNumber" options { [google.api.field_behavior]: [REQUIRED] } } }
message_type { name: "GetPageRequest" field { name: "page_number" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: "pageNumber" } }
message_type { name: "GetPageResponse" field { name: "chunk" number: 1 type: TYPE_BYTES label: LABEL_OPTIONAL json_name: "chunk" } }
service { name: "Shelf"
  method { name: "ListBooks" input_type: ".shelf.ListBooksRequest" output_type: ".shelf.ListBooksResponse" options { [google.api.http] { get: "/v1/books" } } }
  method { name: "AddNote" input_type: ".shelf.AddNoteRequest" output_type: ".shelf.AddNoteResponse" options { [google.api.http] { post: "/v1/books/{book_id}:note" body: "*" } } }
  method { name: "AddPage" client_streaming: true input_type: ".shelf.AddPageRequest" output_type: ".shelf.AddNoteResponse" options { [google.api.http] { post: "/v1/pages:upload" body: "*" } } }
  method { name: "GetPage" server_streaming: true input_type: ".shelf.GetPageRequest" output_type: ".shelf.GetPageResponse" options { [google.api.http] { get: "/v1/pages" } } }
}
source_code_info { location { path: [6, 0, 2, 0] span: [1, 1, 1] leading_comments: " ListBooks lists the\n books. A page at a time; see ` + "`page_size`" + `.\n" } }`

// generated runs the whole plugin on the shelf, changed by edits.
func generated(t *testing.T, edits ...string) (*ordered.Object, error) {
	t.Helper()
	return generatedFrom(t, func(file *descriptorpb.FileDescriptorProto) {
		proto.Reset(file)
		text := strings.NewReplacer(edits...).Replace(shelf)
		if err := prototext.Unmarshal([]byte(text), file); err != nil {
			t.Fatal(err)
		}
	})
}

// generatedFrom runs it on the shelf as edit leaves it, with more files before it.
func generatedFrom(t *testing.T, edit func(*descriptorpb.FileDescriptorProto), more ...*descriptorpb.FileDescriptorProto) (*ordered.Object, error) {
	t.Helper()
	file := &descriptorpb.FileDescriptorProto{}
	if err := prototext.Unmarshal([]byte(shelf), file); err != nil {
		t.Fatal(err)
	}
	edit(file)
	request := &pluginpb.CodeGeneratorRequest{FileToGenerate: []string{"shelf.proto"}, ProtoFile: append(append(dependencies(t), more...), file)}
	raw, err := proto.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(t.Context(), bytes.NewReader(raw), &out); err != nil {
		return nil, err
	}
	answer := &pluginpb.CodeGeneratorResponse{}
	if err := proto.Unmarshal(out.Bytes(), answer); err != nil {
		t.Fatal(err)
	}
	value, err := ordered.Parse(answer.GetFile()[0].GetContent())
	if err != nil {
		t.Fatal(err)
	}
	whole, ok := value.(*ordered.Object)
	if !ok {
		t.Fatal("no object")
	}
	return whole, nil
}

// dependencies lists the linked files that the shelf needs, in order.
func dependencies(t *testing.T) []*descriptorpb.FileDescriptorProto {
	t.Helper()
	var files []*descriptorpb.FileDescriptorProto
	seen := map[string]bool{}
	var add func(protoreflect.FileDescriptor)
	add = func(file protoreflect.FileDescriptor) {
		if seen[file.Path()] {
			return
		}
		seen[file.Path()] = true
		for i := range file.Imports().Len() {
			add(file.Imports().Get(i).FileDescriptor)
		}
		files = append(files, protodesc.ToFileDescriptorProto(file))
	}
	for _, path := range []string{"google/api/annotations.proto", "google/api/field_behavior.proto", "buf/validate/validate.proto"} {
		file, err := protoregistry.GlobalFiles.FindFileByPath(path)
		if err != nil {
			t.Fatal(err)
		}
		add(file)
	}
	return files
}

// at follows names into a document and prints what is there.
func at(t *testing.T, from *ordered.Object, names ...string) string {
	t.Helper()
	var value any = from
	for _, name := range names {
		switch parent := value.(type) {
		case *ordered.Object:
			value = parent.Value(name)
		case []any:
			for _, item := range parent {
				if member, ok := item.(*ordered.Object); ok && member.Text("name") == name {
					value = member
				}
			}
		}
	}
	text, err := ordered.Plain(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestDocument(t *testing.T) {
	t.Parallel()
	whole, err := generated(t)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{"paths", "/v1/books", "get"}
	query := append(slices.Clone(list), "parameters")
	note := []string{"paths", "/v1/books/{bookId}:note", "post"}
	schemas := []string{"components", "schemas"}
	for _, c := range []struct {
		place []string
		more  string
		want  string
	}{
		{nil, "openapi", `"3.1.0"`},
		{list, "summary", `"Lists the books"`},
		{list, "description", `"A page at a time; see ` + "`pageSize`" + `."`},
		{list, "responses default", `{"$ref":"#/components/responses/Error"}`},
		{query, "onlyColor schema", `{"type":"string","enum":["COLOR_UNSPECIFIED","COLOR_RED"]}`},
		{query, "notColor schema", `{"type":"string","enum":["COLOR_RED","COLOR_BLUE"]}`},
		{query, "day schema pattern", `"^[0-9]{4}$"`},
		{query, "day schema maxLength", `5`},
		{query, "day schema minLength", `4`},
		{query, "pageSize schema minimum", `0`},
		{query, "pageSize schema exclusiveMaximum", `9`},
		{query, "names schema maxItems", `3`},
		{query, "names schema uniqueItems", `true`},
		{query, "names schema items maxLength", `7`},
		{query, "large schema minimum", `null`},
		{note, "requestBody required", `false`},
		{note, "requestBody content application/json example", `{}`},
		{note, "requestBody content application/json schema additionalProperties", `false`},
		{schemas, "shelf.Book required", `["bookTitle","color","parts"]`},
		{schemas, "shelf.Book properties color", `{"$ref":"#/components/schemas/shelf.ColorOrNumber"}`},
		{schemas, "shelf.ColorOrNumber anyOf", `[{"$ref":"#/components/schemas/shelf.Color"},{"type":"integer","format":"int32"}]`},
		{schemas, "shelf.Color enum", `["COLOR_UNSPECIFIED","COLOR_RED","COLOR_BLUE"]`},
		{query, "anyColor schema", `{"$ref":"#/components/schemas/shelf.Color"}`},
		{append(slices.Clone(note), "parameters"), "bookId in", `"path"`},
		{append(slices.Clone(note), "parameters"), "bookId required", `true`},
		{schemas, "shelf.Mark required", `["score"]`},
		{schemas, "shelf.Mark properties score maximum", `null`},
		{schemas, "shelf.Mark additionalProperties", `null`},
		{schemas, "shelf.MarkInput required", `["color"]`},
		{schemas, "shelf.MarkInput properties score maximum", `9`},
		{schemas, "shelf.MarkInput properties color", `{"$ref":"#/components/schemas/shelf.Color"}`},
		{schemas, "shelf.MarkInput additionalProperties", `false`},
		{schemas, "shelf.Note properties mark", `{"$ref":"#/components/schemas/shelf.MarkInput"}`},
		{schemas, "shelf.Book properties mark", `{"$ref":"#/components/schemas/shelf.Mark"}`},
		{note, "responses 413", `{"$ref":"#/components/responses/ContentTooLarge"}`},
		{list, "responses 413", `null`},
		{list, "responses 429", `{"$ref":"#/components/responses/TooManyRequests"}`},
		{nil, "security", `[]`},
		{schemas, "shelf.Book oneOf", `null`},
		{schemas, "shelf.Book additionalProperties", `null`},
		{schemas, "shelf.ListBooksResponse required", `["books"]`},
		{schemas, "shelf.Note additionalProperties", `false`},
		{schemas, "shelf.Note required", `null`},
		{schemas, "google.rpc.Status", `null`},
		{schemas, "Error required", `["error"]`},
	} {
		place := append(slices.Clone(c.place), strings.Fields(c.more)...)
		if got := at(t, whole, place...); got != c.want {
			t.Errorf("%s: got %s, want %s", strings.Join(place, " "), got, c.want)
		}
	}
	if got := whole.Object("components").Object("schemas").Object("shelf.Book").Object("properties").Names()[0]; got != "bookTitle" {
		t.Errorf("the first field is %s", got)
	}
}

// TestNothingIsLeftOut shows that what has no form in the document fails.
func TestNothingIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want string }{
		{"string { min_len: 4 max_len: 5 }", "string { prefix: \"x\" }", "shelf.ListBooksRequest.day: rule prefix has no form"},
		{`options { [google.api.http] { get: "/v1/books" } }`, "", ""},
	} {
		if !strings.Contains(shelf, c.from) {
			t.Fatalf("the case %q changes nothing", c.from)
		}
		_, err := generated(t, c.from, c.to)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.to, err, c.want)
		}
	}
}

func TestMergeComplains(t *testing.T) {
	t.Parallel()
	part := func(path, schema string) string {
		return `{"paths":{"` + path + `":{}},"components":{"schemas":{"S":` + schema + `}}}`
	}
	if _, err := merge([]string{part("/a", `{}`), part("/b", `{}`)}); err != nil {
		t.Error(err)
	}
	for name, parts := range map[string][]string{
		"path twice":   {part("/a", `{}`), part("/a", `{}`)},
		"other schema": {part("/a", `{}`), part("/b", `{"type":"string"}`)},
		"no document":  {`[]`},
		"no JSON":      {`{`},
		"two values":   {`{"paths":{}} {}`},
	} {
		if _, err := merge(parts); err == nil {
			t.Errorf("%s: no complaint", name)
		}
	}
}

// TestCommittedDocument reads what is served: it must survive being read and
// written, so that two runs give the same bytes.
func TestCommittedDocument(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "gen", "openapi", output))
	if err != nil {
		t.Fatal(err)
	}
	value, err := ordered.Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	again, err := ordered.Plain(value)
	if err != nil {
		t.Fatal(err)
	}
	want, err := ordered.Parse(string(again))
	if err != nil {
		t.Fatal(err)
	}
	whole, ok := want.(*ordered.Object)
	if !ok || len(whole.Object("paths").Names()) == 0 {
		t.Fatal("no paths")
	}
	ordered.Walk(whole, func(o *ordered.Object) {
		if name, ok := strings.CutPrefix(o.Text("$ref"), toSchema); ok && whole.Object("components").Object("schemas").Object(name) == nil {
			t.Errorf("%s is missing", name)
		}
	})
}
