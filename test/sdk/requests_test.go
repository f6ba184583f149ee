package sdk_test

import (
	"encoding/json"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestRequestsArriveAsTheVendorsDo asks the same question through the vendor's
// client and through both doors, and wants the same request upstream.
func TestRequestsArriveAsTheVendorsDo(t *testing.T) {
	t.Parallel()
	seed := chosenSeed(t)
	var operations, questions, requests atomic.Int64
	shared := newBenches(t)
	t.Run("all", func(t *testing.T) {
		eachOperation(t, func(t *testing.T, o operation, site string) {
			t.Helper()
			operations.Add(1)
			c := newRequestCase(t, shared, o, site, seed)
			for range c.count() {
				questions.Add(1)
				requests.Add(int64(c.compare(t)))
			}
		})
	})
	t.Logf("%d operations, %d questions, %d requests counting later pages; each by the vendor's client and both doors",
		operations.Load(), questions.Load(), requests.Load())
}

// requestCase is one operation on one site with its own upstream and clients.
type requestCase struct {
	operation operation
	upstream  *stub
	facade    *facade
	vendor    vendorClient
	draw      *requestDraw
	answers   answerDraw
	response  reflect.Type
}

func newRequestCase(t *testing.T, shared benches, o operation, site string, seed uint64) *requestCase {
	t.Helper()
	upstream := &stub{}
	b := shared.borrow(t, site, upstream)
	d := newDraw(t, seed)
	_, response := sdkTypes(t, site, o.sdk)
	return &requestCase{
		operation: o, upstream: upstream, facade: b.facade, response: response,
		vendor: newVendorClient(t, site, b.url, testKeys), draw: newRequestDraw(t, o, site, d),
		answers: answerDraw{draw: d, t: t, rows: onSite(o.answers, site)},
	}
}

// count asks once where there is nothing to ask differently.
func (c *requestCase) count() int {
	if len(c.operation.requests) == 0 {
		return 3
	}
	return *perOperation
}

// compare asks one question, follows its pages for a while and says how many
// requests that took.
func (c *requestCase) compare(t *testing.T) int {
	t.Helper()
	c.draw.language = c.draw.pick(acceptLanguages()...)
	request := c.draw.request()
	if !c.paged() {
		c.upstream.expect(c.answer(t, 0, 0))
		c.ask(t, request, 0)
		return 1
	}
	pages, offset := 1+c.draw.IntN(3), 0
	for range pages {
		rows := c.rows(request)
		c.upstream.expect(c.answer(t, rows, offset+rows))
		token := c.ask(t, request, offset)
		offset += rows
		if token == "" {
			t.Fatalf("no token for the page after %d rows", offset)
		}
		request["pageToken"] = token
	}
	return pages
}

// rows are how many a page has: any number where pages are found by their
// offset, a full page where they are counted or where the list states no total.
func (c *requestCase) rows(request map[string]any) int {
	paging, _ := c.operation.paging()
	if paging.kind == kindPageNumber || paging.kind == kindPageToken && !c.operation.counts() {
		return c.draw.pageSize(leavesOf(any(request)))
	}
	return 1 + c.draw.IntN(5)
}

func (c *requestCase) paged() bool {
	_, paged := c.operation.paging()
	return paged
}

// answer is some answer that is read without complaint; of a paged list it has
// so many rows and many more to come, which start at next,
// or none when next is 0.
func (c *requestCase) answer(t *testing.T, rows, next int) reply {
	t.Helper()
	if c.operation.answersNothing() {
		return func(received) []byte { return nil }
	}
	tree := c.answers.answer(c.operation, c.response)
	if c.operation.pagesByHand() {
		tree[listOf(c.operation, c.response)] = []any{} // no full page
	}
	if c.paged() {
		list := make([]any, rows)
		for i := range list {
			list[i] = c.barestRow()
		}
		tree[c.operation.rows] = list
		c.promise(t, tree, next)
	}
	return c.operation.settling(tree, func(tree map[string]any) []byte { return c.answers.body(tree, c.response) })
}

// barestRow holds nothing but the id without which a row of the list is none.
func (c *requestCase) barestRow() map[string]any {
	row := make(map[string]any)
	for path, leaf := range c.answers.rows {
		name, inRow := strings.CutPrefix(path, c.operation.rows+"[].")
		if inRow && leaf.kind == kindMustText {
			row[name] = "1"
		}
	}
	return row
}

// promise says that the list goes on.
func (c *requestCase) promise(t *testing.T, tree map[string]any, next int) {
	t.Helper()
	for _, row := range c.operation.answers {
		switch {
		case row.kind == kindNextMarker:
			put(tree, row.upstream, markerAt(next))
		case row.facade == "totalSize" && next == 0:
			rows, _ := tree[c.operation.rows].([]any)
			tree[row.upstream] = json.Number(itoa(len(rows)))
		case row.facade == "totalSize":
			tree[row.upstream] = json.Number("1000000")
		}
	}
}

// ask puts the question in all three ways, compares what arrived and returns the
// token of the next page.
func (c *requestCase) ask(t *testing.T, request map[string]any, offset int) string {
	t.Helper()
	token, wrong := c.compareAsked(t, c.draw.vendor(request, offset), request)
	if wrong != "" {
		t.Fatalf("asked %s:\n%s", printTree(t, request), wrong)
	}
	return token
}

// compareAsked asks the vendor's client the one and the facade the other, and
// says how what arrived differs.
func (c *requestCase) compareAsked(t *testing.T, vendor, request map[string]any) (token, wrong string) {
	t.Helper()
	if _, err := c.vendor.do(t, c.operation.sdk, vendor); err != nil {
		t.Fatal(err)
	}
	for _, door := range doors() {
		answer, err := door.call(c.facade, t, call{operation: c.operation, request: request, language: c.draw.language})
		if err != nil {
			t.Fatalf("over %s, %s: %v", door.name, printTree(t, request), err)
		}
		token, _ = leavesOf(answer)["nextPageToken"].(string)
	}
	seen := c.upstream.took(t)
	if len(seen) != 1+len(doors()) {
		t.Fatalf("%d requests arrived, want %d", len(seen), 1+len(doors()))
	}
	var all []string
	for i, door := range doors() {
		if difference := c.differences(t, seen[0], seen[1+i]); difference != "" {
			all = append(all, "over "+door.name+": "+difference)
		}
	}
	if len(all) == 1 {
		t.Fatalf("the doors differ, asked %s: %s", printTree(t, request), all[0])
	}
	return token, strings.Join(all, "\n")
}

// differences says where a request is not the vendor's.
func (c *requestCase) differences(t *testing.T, vendor, ours received) string {
	t.Helper()
	var wrong []string
	check := func(what string, want, got any) {
		if !reflect.DeepEqual(want, got) {
			wrong = append(wrong, what+": the vendor sends "+string(printTree(t, want))+", the facade "+string(printTree(t, got)))
		}
	}
	check("method", vendor.method, ours.method)
	check("path", vendor.path, ours.path)
	check("query", c.joinedLists(vendor.query), c.joinedLists(ours.query))
	check("body", c.asReference(bodyTree(t, vendor.body)), bodyTree(t, ours.body))
	check("X-Domain-Id", vendor.header.Get("X-Domain-Id"), ours.header.Get("X-Domain-Id"))
	if language := ours.header.Get("X-Language"); language != "" || vendor.header.Get("X-Language") != "" {
		check("X-Language", c.draw.wantedLanguage(), language)
	}
	for _, name := range []string{"X-Site", "X-Time-Zone", "X-Phone-Verifiedid", "X-Email-Verifiedid"} {
		check(name, vendor.header.Get(name), ours.header.Get(name))
	}
	return strings.Join(wrong, "\n")
}

// joinedLists writes lists as one parameter with commas, sorted: some callers repeat
// the parameter, and the facade sends repeated ones in the order of the signature.
func (c *requestCase) joinedLists(query url.Values) url.Values {
	for _, row := range c.operation.requests {
		name := strings.TrimSuffix(row.upstream, "[]")
		if row.inQueryList() && len(query[name]) > 0 {
			values := strings.Split(strings.Join(query[name], ","), ",")
			slices.Sort(values)
			query.Set(name, strings.Join(values, ","))
		}
	}
	return query
}

// asReference writes the decimals of a body as numbers, which the reference says
// they are; the vendor's client alone quotes them.
func (c *requestCase) asReference(body any) any {
	root, _ := body.(map[string]any)
	for path, value := range leavesOf(body) {
		for _, row := range c.operation.requests {
			text, quoted := value.(string)
			isNumber := row.kind == kindDecimal || row.kind == kindMoney && c.draw.types[row.upstream].String() == "decimal.Decimal"
			if quoted && isNumber && "body."+pattern(path) == row.upstream {
				put(root, path, json.Number(text))
			}
		}
	}
	return body
}

func bodyTree(t *testing.T, body []byte) any {
	t.Helper()
	if len(body) == 0 {
		return nil
	}
	return parseTree(t, body)
}
