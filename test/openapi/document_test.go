package openapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ocegate/ocegate/gen"
)

// document is the description with the schemas of its answers, compiled when
// they are first needed.
type document struct {
	whole    map[string]any
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema // by pointer
	routes   []route
}

// route is an operation and what its paths look like.
type route struct {
	verb, id  string
	pattern   *regexp.Regexp
	operation map[string]any
	pointer   string
}

const location = "https://example.test/openapi.json"

// parse reads a description.
func parse(t *testing.T, text []byte) *document {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	d := &document{whole: object(value), compiler: jsonschema.NewCompiler(), schemas: map[string]*jsonschema.Schema{}}
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	d.compiler.AssertFormat()
	if err := d.compiler.AddResource(location, value); err != nil {
		t.Fatal(err)
	}
	for path, item := range object(d.whole["paths"]) {
		for verb, operation := range object(item) {
			d.routes = append(d.routes, route{
				verb: strings.ToUpper(verb), id: fmt.Sprint(object(operation)["operationId"]), operation: object(operation),
				pattern: pathPattern(path), pointer: "/paths/" + escape(path) + "/" + verb,
			})
		}
	}
	return d
}

func committed(t *testing.T) *document {
	t.Helper()
	return parse(t, gen.OpenAPI())
}

var variable = regexp.MustCompile(`\\\{\w+\\\}`)

func pathPattern(path string) *regexp.Regexp {
	return regexp.MustCompile("^" + variable.ReplaceAllString(regexp.QuoteMeta(path), `[^/]+`) + "$")
}

// escape makes a name a step of a JSON pointer in a URL.
func escape(name string) string {
	return url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(name))
}

func object(value any) map[string]any {
	made, _ := value.(map[string]any)
	return made
}

// find is the operation of an RPC.
func (d *document) find(rpc string) (route, bool) {
	service, method, _ := strings.Cut(rpc, "/")
	id := service[strings.LastIndexByte(service, '.')+1:] + "_" + method
	for _, r := range d.routes {
		if r.id == id {
			return r, true
		}
	}
	return route{}, false
}

// check compares an answer with what the description says of that operation.
func (d *document) check(rpc string, status int, body []byte) error {
	found, ok := d.find(rpc)
	if !ok {
		return fmt.Errorf("%s is not described", rpc)
	}
	pointer := "/components/schemas/Error"
	if status == http.StatusOK {
		pointer = found.pointer + "/responses/200/content/" + escape("application/json") + "/schema"
	} else if status/100 == 4 && object(found.operation["responses"])[fmt.Sprint(status)] == nil {
		return fmt.Errorf("%s does not list the status %d: %s", found.id, status, body)
	}
	if err := d.validate(pointer, body); err != nil || status == http.StatusOK {
		return err
	}
	return d.checkDetails(body)
}

// checkDetails holds each detail to the schema of its own type: the list as a
// whole takes details of any type.
func (d *document) checkDetails(body []byte) error {
	var failed struct {
		Error struct{ Details []json.RawMessage }
	}
	if err := json.Unmarshal(body, &failed); err != nil {
		return err
	}
	reasons := 0
	for _, detail := range failed.Error.Details {
		var typed struct {
			Type string `json:"@type"`
		}
		if err := json.Unmarshal(detail, &typed); err != nil {
			return err
		}
		name := typed.Type[strings.LastIndexByte(typed.Type, '.')+1:]
		if object(object(d.whole["components"])["schemas"])[name] == nil {
			name = "ErrorDetail"
		}
		if name == "ErrorInfo" {
			reasons++
		}
		if err := d.validate("/components/schemas/"+name, detail); err != nil {
			return err
		}
	}
	if reasons != 1 {
		return fmt.Errorf("%d reasons in %s", reasons, body)
	}
	return nil
}

func (d *document) validate(pointer string, body []byte) error {
	schema, known := d.schemas[pointer]
	if !known {
		var err error
		if schema, err = d.compiler.Compile(location + "#" + pointer); err != nil {
			return err
		}
		d.schemas[pointer] = schema
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	if err := schema.Validate(value); err != nil {
		return fmt.Errorf("%w\n%s", err, body)
	}
	return nil
}
