package sdk_test

import (
	"encoding/json"
	"flag"
	"strconv"
	"sync/atomic"
	"testing"
)

// perOperation is how many random answers and questions every operation gets on
// every site; a longer run finds what a short one misses.
var perOperation = flag.Int("instances", 24, "random answers and questions per operation and site")

const answerPage = 100 // the largest page of a list that states no other

func itoa(n int) string { return strconv.Itoa(n) }

// TestAnswersArriveWhole serves random answers in the vendor's structs and
// wants every leaf at its field, over both doors.
func TestAnswersArriveWhole(t *testing.T) {
	t.Parallel()
	seed := chosenSeed(t)
	var operations, instances, leaves atomic.Int64
	shared := newBenches(t)
	t.Run("all", func(t *testing.T) {
		eachRead(t, func(t *testing.T, o operation, site string) {
			t.Helper()
			operations.Add(1)
			c := newAnswerCase(t, shared, o, site, seed)
			for i := range *perOperation {
				c.draw.exact, c.draw.long = i%2 == 1, i < 2 && !c.bounded()
				instances.Add(1)
				leaves.Add(int64(c.compareBoth(t)))
			}
		})
	})
	t.Logf("%d operations, %d answers, %d leaves compared", operations.Load(), instances.Load(), leaves.Load())
}

// answerCase is one operation on one site with its own upstream.
type answerCase struct {
	operation operation
	site      string
	upstream  *stub
	facade    *facade
	draw      answerDraw
	present   shown
}

func newAnswerCase(t *testing.T, shared benches, o operation, site string, seed uint64) *answerCase {
	t.Helper()
	upstream := &stub{}
	return &answerCase{
		operation: o, site: site, upstream: upstream, facade: shared.borrow(t, site, upstream).facade,
		draw:    answerDraw{draw: newDraw(t, seed), t: t, rows: onSite(o.answers, site)},
		present: presentFields(o),
	}
}

// compareBoth sends one random answer through both doors and counts the leaves.
func (c *answerCase) compareBoth(t *testing.T) int {
	t.Helper()
	_, response := sdkTypes(t, c.site, c.operation.sdk)
	request := c.question(t)
	body := c.draw.body(c.operation.settled(c.draw.answer(c.operation, response), request), response)
	tree := parseTree(t, body)
	want := newExpected(t, c.operation, c.site, c.draw.enums, tree).out
	c.serve(t, tree, body)
	compared := 0
	for _, door := range doors() {
		if wrong := differences(want, c.ask(t, door, request)); len(wrong) > 0 {
			t.Fatalf("over %s:\n%s\nanswered to %s", door.name, firstFew(wrong), shorten(body))
		}
		compared += len(want)
	}
	return compared
}

// bounded says that no answer is longer than a page: where pages are counted, and
// where a full page says something of its own.
func (c *answerCase) bounded() bool {
	paging, _ := c.operation.paging()
	return paging.kind == kindPageNumber || c.operation.pagesByHand()
}

// serve lets the upstream answer; lists that the RPC gathers come in pages.
func (c *answerCase) serve(t *testing.T, tree any, body []byte) {
	t.Helper()
	root, _ := tree.(map[string]any)
	lines, _ := root[c.operation.rows].([]any)
	c.upstream.expect(func(r received) []byte {
		if !c.operation.gathers() || len(lines) <= answerPage {
			return body
		}
		page := make(map[string]any)
		for name, value := range root {
			page[name] = value
		}
		offset, _ := strconv.Atoi(r.query.Get("offset")) // absent is 0
		page[c.operation.rows] = lines[min(offset, len(lines)):min(offset+answerPage, len(lines))]
		text, err := json.Marshal(page)
		if err != nil {
			return []byte(err.Error())
		}
		return text
	})
}

func (c *answerCase) ask(t *testing.T, door door, request map[string]any) map[string]string {
	t.Helper()
	answer, err := door.call(c.facade, t, call{operation: c.operation, request: request})
	if err != nil {
		t.Fatalf("over %s: %v", door.name, err)
	}
	return actual(answer, c.present)
}

// question has only what must be given.
func (c *answerCase) question(t *testing.T) map[string]any {
	t.Helper()
	r := newRequestDraw(t, c.operation, c.site, c.draw.draw)
	r.least = true
	request := r.request()
	delete(request, "pageSize") // what is drawn is the page of a caller who states none
	return request
}
