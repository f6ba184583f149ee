package cases

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// Case is the schema of a case file.
type Case struct {
	// Describe says in one sentence what the case shows.
	Describe string `yaml:"describe"`
	// Site is cn unless stated.
	Site string `yaml:"site"`
	// RPC is package.Service/Method.
	RPC string `yaml:"rpc"`
	// Request is the gRPC request as proto JSON.
	Request any `yaml:"request"`
	// HTTP is the same request over the JSON door: method and target.
	HTTP string `yaml:"http"`
	// HTTPBody is its JSON body, if it has one.
	HTTPBody any `yaml:"http_body"`
	// Language is what the caller accepts.
	Language string `yaml:"language"`
	// Doors are both unless stated.
	Doors []string `yaml:"doors"`
	// Exchanges are the upstream calls, in their order; none means that nothing
	// may be sent.
	Exchanges []Exchange `yaml:"exchanges"`
	// Answer is the expected answer as proto JSON; fields left out are unset.
	Answer any `yaml:"answer"`
	// NextPage says that a next_page_token is expected; its text is opaque.
	NextPage bool `yaml:"next_page"`
	// Error is the expected error instead of an answer.
	Error *ExpectedError `yaml:"error"`
}

// Exchange is one upstream call and its scripted reply.
type Exchange struct {
	// Request is method and target; the query is compared without its order.
	Request string `yaml:"request"`
	// Headers must be sent with these values.
	Headers map[string]string `yaml:"headers"`
	// Sent is the JSON body.
	Sent any `yaml:"sent"`
	// Status, ReplyHeaders and Body are the reply.
	Status       int               `yaml:"status"`
	ReplyHeaders map[string]string `yaml:"reply_headers"`
	Body         string            `yaml:"body"`
}

// ExpectedError is the error of a case.
type ExpectedError struct {
	// Code is the canonical name, for example NOT_FOUND.
	Code string `yaml:"code"`
	// Reason is that of google.rpc.ErrorInfo; any if left out.
	Reason string `yaml:"reason"`
	// Fields are those of google.rpc.BadRequest, in proto spelling.
	Fields []string `yaml:"fields"`
}

// Read reads all case files below a folder, strictly, by their path without the
// ending.
func Read(folder string) (map[string]Case, error) {
	found := map[string]Case{}
	root := os.DirFS(folder)
	err := fs.WalkDir(root, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".yaml" {
			return err
		}
		read, err := readCase(root, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		found[strings.TrimSuffix(path, ".yaml")] = read
		return nil
	})
	return found, err
}

func readCase(root fs.FS, path string) (Case, error) {
	var read Case
	text, err := fs.ReadFile(root, path)
	if err != nil {
		return read, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&read); err != nil {
		return read, err
	}
	if read.Site == "" {
		read.Site = "cn"
	}
	if len(read.Doors) == 0 {
		read.Doors = []string{"grpc", "http"}
	}
	return read, read.check(path)
}

// check refuses a case that could not fail, or that stands in a wrong folder.
func (c *Case) check(path string) error {
	var faults []error
	if c.Describe == "" {
		faults = append(faults, errors.New("describe is missing"))
	}
	if (c.Answer == nil) == (c.Error == nil) {
		faults = append(faults, errors.New("a case has an answer or an error"))
	}
	if c.Error != nil && c.Error.Code == "" {
		faults = append(faults, errors.New("the error has no code"))
	}
	if want := FolderOf(c.RPC); !strings.HasPrefix(path, want+"/") {
		faults = append(faults, fmt.Errorf("belongs into %s", want))
	}
	return errors.Join(faults...)
}

// FolderOf is the folder of an RPC: ocegate.orders.v1.OrderService/ListOrders
// has orders/list_orders.
func FolderOf(rpc string) string {
	service, method, _ := strings.Cut(rpc, "/")
	parts := strings.Split(service, ".")
	if len(parts) < 2 || method == "" {
		return "nowhere"
	}
	return parts[1] + "/" + snake(method)
}

// snake turns ListOrders into list_orders.
func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) && !unicode.IsUpper(rune(name[i-1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// JSON turns a YAML value into JSON; nothing becomes an empty object.
func JSON(value any) ([]byte, error) {
	if value == nil {
		return []byte("{}"), nil
	}
	return json.Marshal(value)
}
