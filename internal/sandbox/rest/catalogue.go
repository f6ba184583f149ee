package rest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strings"
)

// field is one member of a request or an answer as the catalogue lists it.
type field struct {
	Name     string   `json:"name"`
	In       string   `json:"in"`
	Type     string   `json:"type"`
	Required bool     `json:"required"`
	Repeated bool     `json:"repeated"`
	Enum     []string `json:"enum"`
	Sites    []string `json:"sites"`
	Fields   []field  `json:"fields"`

	rule *paramRule // of a parameter; answers have none
}

// operation is one call of the upstream with the rules that the emulator adds.
type operation struct {
	Name        string   `json:"name"`
	Service     string   `json:"service"`
	Sites       []string `json:"sites"`
	Method      string   `json:"method"`
	Path        string   `json:"path"`
	ContentType string   `json:"content_type"`
	Request     []field  `json:"request"`
	Response    []field  `json:"response"`

	rules operationRules
}

// operationRules is what the reference states about a call outside its field tables.
type operationRules struct {
	Quota        int                  `json:"quota"`
	Action       string               `json:"action"`
	CustomerOnly bool                 `json:"customer_only"`
	PartnerOnly  bool                 `json:"partner_only"`
	ErrorsIn200  bool                 `json:"errors_in_200"` // the business layer refuses with HTTP 200, as the oldest calls do
	English      bool                 `json:"english"`       // what an absent X-Language means
	BodyOptional bool                 `json:"body_optional"`
	Dropped      []string             `json:"dropped"` // body members of older versions, which old clients still send
	MasterOnly   bool                 `json:"master_only"`
	Windows      []windowRule         `json:"windows"`
	Params       map[string]paramRule `json:"params"`
}

// windowRule ties the two ends of a time filter together.
type windowRule struct {
	Begin string `json:"begin"`
	End   string `json:"end"`
	Years int    `json:"years"`
	Days  int    `json:"days"`
}

// paramRule is what one parameter accepts; Presence names a row of the presence table or spells it out.
type paramRule struct {
	Presence   string              `json:"presence"`
	Format     string              `json:"format"`
	Enum       []string            `json:"enum"`
	EnumBySite map[string][]string `json:"enum_by_site"`
	Fold       bool                `json:"fold"`
	Min        *int64              `json:"min"`
	Max        *int64              `json:"max"`
	MinLen     int                 `json:"min_len"`
	MaxLen     int                 `json:"max_len"`
	MinItems   int                 `json:"min_items"`
	MaxItems   int                 `json:"max_items"`
	Needs      string              `json:"needs"`
}

// ruleBook is what the rule files say: the named rows of the presence table, and the operations.
type ruleBook struct {
	Presence   map[string]string
	Operations map[string]operationRules
}

// loadOperations joins catalogue, rules and handlers for one site; anything left
// over on any of the three sides is an error, so that none can be forgotten.
func loadOperations(data fs.FS, site string, handlers map[string]Handler) ([]*operation, error) {
	all, book, err := readData(data)
	if err != nil {
		return nil, err
	}
	if len(all) != len(handlers) || len(book.Operations) != len(handlers) {
		return nil, fmt.Errorf("catalogue has %d operations, rules %d, handlers %d",
			len(all), len(book.Operations), len(handlers))
	}
	var out []*operation
	for _, op := range all {
		if err := op.complete(site, book, handlers); err != nil {
			return nil, fmt.Errorf("operation %s: %w", op.Name, err)
		}
		if slices.Contains(op.Sites, site) {
			out = append(out, op)
		}
	}
	return out, nil
}

// readData joins the files of all domains.
func readData(data fs.FS) ([]*operation, *ruleBook, error) {
	var all []*operation
	book := &ruleBook{Operations: map[string]operationRules{}}
	err := errors.Join(
		eachFile(data, "data/catalogue/*.json", func(raw []byte) error {
			var catalogue struct {
				Operations []*operation `json:"operations"`
			}
			err := json.Unmarshal(raw, &catalogue)
			all = append(all, catalogue.Operations...)
			return err
		}),
		eachFile(data, "data/rules/*.json", func(raw []byte) error { return json.Unmarshal(raw, &book.Operations) }),
		eachFile(data, "data/presence.json", func(raw []byte) error { return json.Unmarshal(raw, &book.Presence) }),
	)
	return all, book, err
}

// eachFile reads the files of a pattern one after the other.
func eachFile(data fs.FS, pattern string, read func([]byte) error) error {
	paths, err := fs.Glob(data, pattern)
	if err != nil {
		return err
	}
	for _, path := range paths {
		raw, err := fs.ReadFile(data, path)
		if err == nil {
			err = read(raw)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func (op *operation) complete(site string, book *ruleBook, handlers map[string]Handler) error {
	rules, known := book.Operations[op.Name]
	run := handlers[op.Name]
	if !known || run == nil {
		return fmt.Errorf("rules known: %t, handler known: %t", known, run != nil)
	}
	op.rules = rules
	used := 0
	op.Request = bindRules(op.Request, "", ruleBinder{site: site, book: book, rules: rules.Params, used: &used})
	if used != len(rules.Params) {
		return fmt.Errorf("%d of %d parameter rules name a parameter", used, len(rules.Params))
	}
	op.Response = ofSite(op.Response, site)
	return nil
}

type ruleBinder struct {
	site  string
	book  *ruleBook
	rules map[string]paramRule
	used  *int
}

// bindRules keeps the fields of the site, in place, with their rules; nested members are named by their dotted path.
func bindRules(fields []field, prefix string, b ruleBinder) []field {
	out := fields[:0]
	for i := range fields {
		f := fields[i]
		path := prefix + f.Name
		rule, known := b.rules[path]
		if known {
			*b.used++
		}
		if named, ok := b.book.Presence[rule.Presence]; ok {
			rule.Presence = named
		}
		if enum, ok := rule.EnumBySite[b.site]; ok {
			rule.Enum = enum
		}
		if len(rule.Enum) == 0 {
			rule.Enum = f.Enum
		}
		f.rule = &rule
		f.Fields = bindRules(f.Fields, path+".", b)
		if onSite(f.Sites, b.site) {
			out = append(out, f)
		}
	}
	return out
}

// ofSite keeps the fields of the site, in place.
func ofSite(fields []field, site string) []field {
	out := fields[:0]
	for i := range fields {
		if f := fields[i]; onSite(f.Sites, site) {
			f.Fields = ofSite(f.Fields, site)
			out = append(out, f)
		}
	}
	return out
}

func onSite(sites []string, site string) bool {
	return len(sites) == 0 || slices.Contains(sites, site)
}

// request finds a parameter by place and name.
func (op *operation) request(in, name string) *field {
	for i := range op.Request {
		if op.Request[i].In == in && op.Request[i].Name == name {
			return &op.Request[i]
		}
	}
	return nil
}

// takesBody tells whether the call carries a body: every POST and PUT of the
// service does, even with all members optional, and a DELETE that has members.
func (op *operation) takesBody() bool {
	return op.Method == http.MethodPost || op.Method == http.MethodPut || op.hasMembers(false)
}

// bodyOptional tells whether the body may be left out; tickets need one only for required members.
func (op *operation) bodyOptional() bool {
	return op.rules.BodyOptional || op.ofTickets() && !op.hasMembers(true)
}

// hasMembers tells whether the body has members, or required ones.
func (op *operation) hasMembers(required bool) bool {
	return slices.ContainsFunc(op.Request, func(f field) bool { return f.In == "body" && (f.Required || !required) })
}

// segments splits the path template.
func (op *operation) segments() []string {
	return strings.Split(strings.TrimPrefix(op.Path, "/"), "/")
}
