package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/ordered"
)

const root = "../.."

func committed(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, document))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestDocumentIsCurrent fails when a case or a reason changed and make gen was
// not run: filling what is filled changes nothing.
func TestDocumentIsCurrent(t *testing.T) {
	t.Parallel()
	text := committed(t)
	again, err := fill(text, filepath.Join(root, "test", "cases"))
	if err != nil {
		t.Fatal(err)
	}
	if again != text {
		t.Error("the examples or the reasons are not what the server answers: run 'make gen' and commit the result")
	}
}

// TestStaleDocumentIsFilled is the other half: an example that nobody answered
// and a reason that nobody issues do not stay.
func TestStaleDocumentIsFilled(t *testing.T) {
	t.Parallel()
	text := committed(t)
	stale := strings.Replace(strings.Replace(text, "CS1", "CS2", 1), "ORDER_NOT_FOUND", "ORDER_NOT_SEEN", 1)
	if stale == text {
		t.Fatal("nothing was changed")
	}
	got, err := fill(stale, filepath.Join(root, "test", "cases"))
	if err != nil {
		t.Fatal(err)
	}
	if got != text {
		t.Error("something stale was left")
	}
}

// TestFillComplains: an operation without a case, and a document without its
// places, are no half-filled document.
func TestFillComplains(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{`[]`, "no document"},
		{`{"paths": {}, "components": {"schemas": {}}}`, "no place for reasons"},
		{strings.Replace(committed(t), `"operationId": "OrderService_ListOrders"`, `"operationId": "OrderService_ListNothing"`, 1), "no case shows an answer"},
	} {
		if _, err := fill(c.text, filepath.Join(root, "test", "cases")); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

// TestParameters: what must be given has an example, in both spellings and in
// the path; what need not be given has none.
func TestParameters(t *testing.T) {
	t.Parallel()
	parameter := func(name string, required bool) *ordered.Object {
		return ordered.New("name", name, "required", required, "schema", ordered.New("type", "string"))
	}
	list := []any{parameter("orderId", true), parameter("billMonth", true), parameter("pageToken", false)}
	parameters(list, "/v1/orders/{orderId}:pay", "POST /v1/orders/a%2Fb:pay?bill_month=2026-10&page_token=x")
	text, err := ordered.Plain(list)
	if err != nil {
		t.Fatal(err)
	}
	for want, count := range map[string]int{`"example":"a/b"`: 1, `"example":"2026-10"`: 1, `"example"`: 2} {
		if strings.Count(string(text), want) != count {
			t.Errorf("%s: not %d times in %s", want, count, text)
		}
	}
}
