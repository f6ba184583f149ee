package sdk_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// catalogueOperation is what the reference says of one operation.
type catalogueOperation struct {
	Name     string           `json:"name"`
	Service  string           `json:"service"`
	Audience string           `json:"audience"`
	Request  []catalogueField `json:"request"`
	Response []catalogueField `json:"response"`
}

type catalogueField struct {
	Name     string           `json:"name"`
	In       string           `json:"in"`
	Repeated bool             `json:"repeated"`
	Fields   []catalogueField `json:"fields"`
}

// key is the operation's name in the tables.
func (o catalogueOperation) key() string {
	if o.Service == "osm" {
		return ticketsPrefix + o.Name
	}
	return o.Name
}

// apart are the operations that the tables leave out, each with its reason.
func apart() map[string]string {
	const streams = "moves a file, which has no leaves; streams_test.go and downloads_test.go compare it with the vendor's client"
	return map[string]string{
		"ListBusinessDiscountInfo": "the vendor's client has it since 0.1.216, and 0.1.211 is the newest that could be had",
		"osm.DownloadAccessories":  streams, "osm.DownloadCases": streams, "osm.DownloadImages": streams, "osm.UploadAccessory": streams,
	}
}

// loadCatalogue reads the catalogue of the present API; the calls that the vendor
// takes offline have no counterpart in its client.
func loadCatalogue(t *testing.T) []catalogueOperation {
	t.Helper()
	files, err := filepath.Glob("../../internal/sandbox/data/catalogue/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	var all []catalogueOperation
	for _, file := range files {
		if filepath.Base(file) == "legacy.json" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var part struct {
			Operations []catalogueOperation `json:"operations"`
		}
		if err := json.Unmarshal(text, &part); err != nil {
			t.Fatal(err)
		}
		for _, operation := range part.Operations {
			if operation.Name == "ListTicketSubCustomers" { // as the emulator tells two of one name apart
				operation.Name = "ListSubCustomers"
			}
			all = append(all, operation)
		}
	}
	return all
}

// leaves are the paths of the members without members, as the tables write them.
func (f catalogueField) leaves(path string) []string {
	if f.In == "body" {
		path = "body"
	}
	path = join(path, f.Name)
	if f.Repeated {
		path += "[]"
	}
	if len(f.Fields) == 0 {
		return []string{path}
	}
	var all []string
	for _, inner := range f.Fields {
		inner.In = ""
		all = append(all, inner.leaves(path)...)
	}
	return all
}

func leavesOfFields(fields []catalogueField) map[string]bool {
	all := make(map[string]bool)
	for _, field := range fields {
		for _, leaf := range field.leaves("") {
			all[leaf] = true
		}
	}
	return all
}

// gaps are the lines of fields/gaps.tsv that nothing has confirmed yet.
type gaps map[string]bool

func loadGaps(t *testing.T) gaps {
	t.Helper()
	listed := make(gaps)
	for _, line := range table(t, "gaps", 5) {
		if line[4] == "" {
			t.Errorf("%s of %s has no reason", line[2], line[0])
		}
		listed[strings.Join(line[:4], " ")] = true
	}
	return listed
}

// compare takes the leaves that one side alone has off the list, and returns how
// many leaves the tables hold.
func (g gaps) compare(t *testing.T, what string, catalogue map[string]bool, rows []fieldRow) int {
	t.Helper()
	held := make(map[string]bool)
	for _, row := range rows {
		if row.upstream != "" {
			held[row.upstream] = true
		}
	}
	one := func(has, lacks map[string]bool, whose string) {
		for _, leaf := range slices.Sorted(maps.Keys(has)) {
			gap := what + " " + leaf + " " + whose
			if !lacks[leaf] && !g[gap] {
				t.Errorf("%s alone has %s %s, for no reason listed", whose, what, leaf)
			}
			if !lacks[leaf] {
				delete(g, gap)
			}
		}
	}
	one(catalogue, held, "catalogue")
	one(held, catalogue, "client")
	return len(held)
}

// TestCatalogueIsCovered holds the tables against the reference's catalogue: every
// operation and every leaf, but for what fields/gaps.tsv gives a reason for.
func TestCatalogueIsCovered(t *testing.T) {
	t.Parallel()
	listed, tables := loadGaps(t), make(map[string]operation)
	for _, o := range loadOperations(t) {
		tables[o.sdk] = o
	}
	operations, answers, requests, left := 0, 0, 0, 0
	for _, stated := range loadCatalogue(t) {
		name := stated.key()
		o, compared := tables[name]
		if reason := apart()[name]; reason != "" && !compared {
			left++
			continue
		}
		if !compared {
			t.Errorf("%s is not compared", name)
			continue
		}
		operations++
		requests += listed.compare(t, o.sdk+" request", leavesOfFields(stated.Request), o.requests)
		answers += listed.compare(t, o.sdk+" answer", leavesOfFields(stated.Response), o.answers)
		delete(tables, name)
	}
	for name := range tables {
		t.Errorf("the catalogue has no %s", name)
	}
	for gap := range listed {
		t.Errorf("fields/gaps.tsv lists %s, which is no gap", gap)
	}
	if left != len(apart()) {
		t.Errorf("%d operations stand apart, the list names %d", left, len(apart()))
	}
	t.Logf("%d operations, %d response leaves, %d request leaves", operations, answers, requests)
}
