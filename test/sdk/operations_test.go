package sdk_test

import (
	"embed"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	cn "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bss/v2"
	intl "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bssintl/v2"
	osm "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/osm/v2"
)

// fieldTables say what is called how on both sides. They were written from the
// published reference and are kept by hand: reading the options in the protos
// instead would let one mistake hide on both sides of a comparison.
//
//go:embed fields/*.tsv
var fieldTables embed.FS

const (
	siteCN   = "cn"
	siteIntl = "intl"
)

// operation is a line of fields/operations.tsv with its rows of the domain's table.
type operation struct {
	domain   string
	rpc      string // full name with a slash, as gRPC writes it
	sdk      string // method of the vendor's client
	sites    []string
	verb     string // of the JSON route
	route    string
	rows     string // upstream list that is paged, or ""
	writes   bool   // changes something upstream
	requests []fieldRow
	answers  []fieldRow
}

func (o operation) on(site string) bool { return slices.Contains(o.sites, site) }

// gathers says that the RPC reads all pages of its list by itself.
func (o operation) gathers() bool {
	_, paged := o.paging()
	return o.rows != "" && !paged
}

// answersNothing says that a success has no body.
func (o operation) answersNothing() bool { return len(o.answers) == 0 }

// paging is the row that says how the list is paged, if it is.
func (o operation) paging() (fieldRow, bool) {
	for _, row := range o.requests {
		if row.kind == kindPageToken || row.kind == kindPageNumber || row.kind == kindMarker {
			return row, true
		}
	}
	return fieldRow{}, false
}

// pagesByHand says that the RPC pages in a way of its own.
func (o operation) pagesByHand() bool {
	return slices.ContainsFunc(o.requests, func(row fieldRow) bool { return row.kind == kindByHand })
}

// counts says that the list states its total.
func (o operation) counts() bool {
	return slices.ContainsFunc(o.answers, func(row fieldRow) bool { return row.facade == "totalSize" })
}

// pageSizes are the largest page and the one that is had without asking.
func (o operation) pageSizes() (largest, usual int) {
	for _, row := range o.requests {
		if row.kind == kindPageSize && len(row.arguments) == 2 {
			return mustInt(row.arguments[0]), mustInt(row.arguments[1])
		}
	}
	return answerPage, usualPage
}

func mustInt(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic(err) // the tables are written in this package
	}
	return n
}

func loadOperations(t *testing.T) []operation {
	t.Helper()
	var all []operation
	rows := make(map[string]map[string][]fieldRow) // by domain and operation
	for _, line := range table(t, "operations", 7) {
		verb, route, _ := strings.Cut(line[4], " ")
		o := operation{
			domain: line[0], rpc: line[1], sdk: line[2], sites: strings.Split(line[3], ","),
			verb: verb, route: route, rows: strings.Trim(line[5], "-"), writes: line[6] == "write",
		}
		if rows[o.domain] == nil {
			rows[o.domain] = rowsByOperation(t, o.domain)
		}
		for _, row := range rows[o.domain][o.sdk] {
			if row.request {
				o.requests = append(o.requests, row)
			} else {
				o.answers = append(o.answers, row)
			}
		}
		all = append(all, o)
	}
	return all
}

func rowsByOperation(t *testing.T, domain string) map[string][]fieldRow {
	t.Helper()
	all := make(map[string][]fieldRow)
	for _, row := range fieldRows(t, domain) {
		all[row.operation] = append(all[row.operation], row)
	}
	return all
}

// table reads the lines below the heading of a file of fields/.
func table(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	text, err := fieldTables.ReadFile("fields/" + name + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if i < 2 {
			continue // what the file is for, then the heading
		}
		if len(cells) != columns {
			t.Fatalf("fields/%s.tsv line %d: %d columns, want %d", name, i+1, len(cells), columns)
		}
		lines = append(lines, cells)
	}
	return lines
}

// ticketsPrefix tells the operations of service tickets from others of the same name.
const ticketsPrefix = "osm."

// acknowledges says that a success has a body that says nothing.
func (o operation) acknowledges() bool {
	return !slices.ContainsFunc(o.answers, func(row fieldRow) bool { return row.kind != kindNoError })
}

// sdkMethod is a method of the vendor's client of a site.
func sdkMethod(site, name string) (reflect.Method, bool) {
	client := reflect.TypeFor[*cn.BssClient]()
	ticket, isTicket := strings.CutPrefix(name, ticketsPrefix)
	switch {
	case isTicket:
		client = reflect.TypeFor[*osm.OsmClient]()
	case site == siteIntl:
		client = reflect.TypeFor[*intl.BssintlClient]()
	}
	return client.MethodByName(ticket)
}

// sdkTypes are the request and response structs of an operation.
func sdkTypes(t *testing.T, site, name string) (request, response reflect.Type) {
	t.Helper()
	method, ok := sdkMethod(site, name)
	if !ok {
		t.Fatalf("the vendor's client of site %s has no %s", site, name)
	}
	return method.Type.In(1).Elem(), method.Type.Out(0).Elem()
}

// eachOperation runs a subtest for every operation on every site that offers it.
func eachOperation(t *testing.T, run func(t *testing.T, o operation, site string)) {
	t.Helper()
	each(t, func(operation) bool { return true }, run)
}

// eachRead leaves out the operations that answer nothing.
func eachRead(t *testing.T, run func(t *testing.T, o operation, site string)) {
	t.Helper()
	each(t, func(o operation) bool { return !o.answersNothing() }, run)
}

func each(t *testing.T, wanted func(operation) bool, run func(t *testing.T, o operation, site string)) {
	t.Helper()
	for _, o := range loadOperations(t) {
		for _, site := range o.sites {
			if !wanted(o) {
				continue
			}
			t.Run(site+"/"+o.sdk, func(t *testing.T) {
				t.Parallel()
				run(t, o, site)
			})
		}
	}
}
