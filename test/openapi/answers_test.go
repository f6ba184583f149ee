package openapi

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/gen"
	"github.com/ocegate/ocegate/test/cases"
)

// played is a case that has an HTTP request.
type played struct {
	name string
	cases.Case
}

func playable(t *testing.T) []played {
	t.Helper()
	all, err := cases.Read("../cases")
	if err != nil {
		t.Fatal(err)
	}
	var list []played
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if c := all[name]; c.HTTP != "" && slices.Contains(c.Doors, "http") {
			list = append(list, played{name, c})
		}
	}
	if len(list) < 400 {
		t.Fatalf("only %d cases", len(list))
	}
	return list
}

func stage(t *testing.T) *cases.Stage {
	t.Helper()
	made, err := cases.NewStage()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(made.Close)
	return made
}

// TestEveryAnswerIsDescribed plays every case and compares what the caller gets
// with the description.
func TestEveryAnswerIsDescribed(t *testing.T) {
	t.Parallel()
	d, s := committed(t), stage(t)
	for _, c := range playable(t) {
		got, err := s.Play(t.Context(), c.Case)
		if err != nil {
			t.Fatal(err)
		}
		if got.OK() != (c.Error == nil) {
			t.Errorf("%s: status %d", c.name, got.Status)
		}
		if err := d.check(c.RPC, got.Status, got.Body); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestUnknownCodesAreDescribed gives every enum of the upstream's answers a code
// that nobody has a name for: what the caller gets then is described, too.
func TestUnknownCodesAreDescribed(t *testing.T) {
	t.Parallel()
	d, s := committed(t), stage(t)
	numbers := 0
	for _, c := range playable(t) {
		if c.Error != nil {
			continue
		}
		for _, code := range []string{"98765", "NEWLY_INVENTED"} {
			strange, changed := strangeCase(t, c.Case, code)
			if !changed {
				continue
			}
			got, err := s.Play(t.Context(), strange)
			if err != nil {
				t.Fatal(err)
			}
			if err := d.check(c.RPC, got.Status, got.Body); err != nil {
				t.Errorf("%s with %s: %v", c.name, code, err)
			}
			if got.OK() && strings.Contains(string(got.Body), ":98765") {
				numbers++
			}
		}
	}
	if numbers < 60 {
		t.Errorf("only %d answers with a number without a name: the codes do not reach the caller", numbers)
	}
}

// TestEveryExampleIsDescribed reads the examples, requests included, against the
// schemas beside them.
func TestEveryExampleIsDescribed(t *testing.T) {
	t.Parallel()
	d := committed(t)
	answers, requests := 0, 0
	for _, r := range d.routes {
		answers += d.examples(t, r.pointer+"/responses/200/content/"+escape("application/json"), object(object(object(r.operation["responses"])["200"])["content"])["application/json"])
		requests += d.examples(t, r.pointer+"/requestBody/content/"+escape("application/json"), object(object(r.operation["requestBody"])["content"])["application/json"])
	}
	if answers < 180 || requests < 40 {
		t.Errorf("%d examples of answers, %d of requests", answers, requests)
	}
}

// TestValidationComplains is the negative control: answers that the description
// does not allow, and a description that closes what answers leave open.
func TestValidationComplains(t *testing.T) {
	t.Parallel()
	const rpc = "ocegate.orders.v1.OrderService/ListOrders"
	var sound []byte
	for _, c := range playable(t) {
		if c.name == "orders/list_orders/unknown_codes" {
			got, err := stage(t).Play(t.Context(), c.Case)
			if err != nil || !got.OK() {
				t.Fatal(got, err)
			}
			sound = got.Body
		}
	}
	d := committed(t)
	if err := d.check(rpc, 200, sound); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"word without a name": {`"status":77`, `"status":"ORDER_STATUS_NEW"`},
		"fraction":            {`"status":77`, `"status":77.5`},
		"truth value":         {`"status":77`, `"status":true`},
		"member left out":     {`"type":99,`, ``},
		"number for a text":   {`"orderId":"CS1"`, `"orderId":1`},
	} {
		broken := strings.Replace(string(sound), edit[0], edit[1], 1)
		if broken == string(sound) {
			t.Fatalf("%s changes nothing in %s", name, sound)
		}
		if err := d.check(rpc, 200, []byte(broken)); err == nil {
			t.Errorf("%s: no complaint", name)
		}
	}
	closed := parse(t, regexp.MustCompile(`(schemas/[\w.]+)OrNumber"`).ReplaceAll(gen.OpenAPI(), []byte(`$1"`)))
	if err := closed.check(rpc, 200, sound); err == nil {
		t.Error("closed enums: no complaint")
	}
	if err := d.check(rpc, 409, []byte(`{}`)); err == nil || !strings.Contains(err.Error(), "does not list") {
		t.Errorf("status that is not listed: %v", err)
	}
	if err := d.check(rpc, 400, []byte(`{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"m","details":[]}}`)); err == nil {
		t.Error("no reason: no complaint")
	}
}
