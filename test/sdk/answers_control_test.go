package sdk_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestSwappedFieldsAreNoticed is the control of TestAnswersArriveWhole: when the
// upstream puts two values of one kind in each other's place, the comparison
// fails. It tries every two leaves of one object that could be mixed up.
func TestSwappedFieldsAreNoticed(t *testing.T) {
	t.Parallel()
	seed := chosenSeed(t)
	var swaps, dropped atomic.Int64
	shared := newBenches(t)
	t.Run("all", func(t *testing.T) {
		eachRead(t, func(t *testing.T, o operation, site string) {
			t.Helper()
			c := newAnswerCase(t, shared, o, site, seed)
			for _, pair := range confusable(c.draw.rows) {
				c.noticesSwap(t, pair)
				swaps.Add(1)
			}
			for _, path := range slices.Sorted(maps.Keys(c.draw.rows)) {
				if c.draw.rows[path].facade != "" {
					c.noticesLoss(t, path)
					dropped.Add(1)
				}
			}
		})
	})
	if swaps.Load() == 0 || dropped.Load() == 0 {
		t.Error("nothing was tried")
	}
	t.Logf("%d swaps and %d losses noticed", swaps.Load(), dropped.Load())
}

// confusable are the pairs of neighbours in one object that are of one kind.
func confusable(rows map[string]fieldRow) [][2]string {
	byKind := make(map[string][]string)
	for path, row := range rows {
		if row.facade == "" || row.kind == kindBoolean || row.kind == kindOneZero || strings.HasSuffix(path, "[]") {
			continue
		}
		group := path[:strings.LastIndex(path, ".")+1] + " " + row.kind
		if row.kind == kindEnum {
			group += strings.Join(row.arguments, ",")
		}
		byKind[group] = append(byKind[group], path)
	}
	var pairs [][2]string
	for _, paths := range byKind {
		slices.Sort(paths)
		for i := 1; i < len(paths); i++ {
			pairs = append(pairs, [2]string{paths[i-1], paths[i]})
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return cmp.Compare(a[0]+" "+a[1], b[0]+" "+b[1]) })
	return pairs
}

// noticesSwap fails when an answer with two values exchanged is taken for the
// answer as it was.
func (c *answerCase) noticesSwap(t *testing.T, pair [2]string) {
	t.Helper()
	c.noticesChange(t, "exchanging "+pair[0]+" and "+pair[1], func(tree members) bool {
		changed := false
		leaves := leavesOf(any(tree))
		for _, path := range slices.Sorted(maps.Keys(leaves)) {
			if pattern(path) != pair[0] {
				continue
			}
			other := place(pair[1], path)
			a, b := leaves[path], leaves[other]
			if b == nil || a == b || a == "" || b == "" {
				continue
			}
			put(tree, path, b)
			put(tree, other, a)
			changed = true
		}
		return changed
	})
}

// noticesLoss fails when a leaf that never comes is not missed.
func (c *answerCase) noticesLoss(t *testing.T, lost string) {
	t.Helper()
	c.noticesChange(t, "leaving out "+lost, func(tree members) bool {
		changed := false
		for path, value := range leavesOf(any(tree)) {
			row := c.draw.rows[lost]
			inside := row.kind == kindFree && strings.HasPrefix(pattern(path), lost+".")
			if inside || pattern(path) == lost && !meansNothing(c.draw, row, value) {
				put(tree, place(lost, path), nil)
				changed = true
			}
		}
		return changed
	})
}

// meansNothing are values that the public API writes like absent ones.
func meansNothing(d answerDraw, row fieldRow, value any) bool {
	e := expected{t: d.t, rows: d.rows, enums: d.enums, out: make(map[string]string), tree: make(map[string]any)}
	e.leaf(row, row.upstream, value)
	return len(e.out) == 0
}

// noticesChange draws answers until the change applies, then serves the changed
// one and compares with what the unchanged one means.
func (c *answerCase) noticesChange(t *testing.T, what string, change func(tree members) bool) {
	t.Helper()
	_, response := sdkTypes(t, c.site, c.operation.sdk)
	for range 200 {
		request := c.question(t)
		body := c.draw.body(c.operation.settled(c.draw.answer(c.operation, response), request), response)
		want := newExpected(t, c.operation, c.site, c.draw.enums, parseTree(t, body)).out
		changed := parseObject(t, body)
		if !change(changed) || len(differences(want, newExpected(t, c.operation, c.site, c.draw.enums, any(changed)).out)) == 0 {
			continue
		}
		c.serve(t, changed, printTree(t, changed))
		door := doors()[c.draw.IntN(2)]
		answer, err := door.call(c.facade, t, call{operation: c.operation, request: request})
		if err == nil && len(differences(want, actual(answer, c.present))) == 0 {
			t.Errorf("%s goes unnoticed over %s", what, door.name)
		}
		return
	}
	t.Errorf("%s never applied", what)
}
