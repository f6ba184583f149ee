package rest

import (
	"context"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

func FuzzAuthorizationHeader(f *testing.F) {
	f.Add("SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=00ff")
	f.Add("SDK-HMAC-SHA256 Access=,SignedHeaders=;,Signature==")
	f.Add("SDK-HMAC-SHA256 ")
	f.Add("")
	f.Fuzz(func(t *testing.T, header string) {
		a, err := parseAuthorization(header)
		if err != nil {
			return
		}
		if a.accessKey == "" || a.signature == "" || !slices.Contains(a.signedHeaders, "x-sdk-date") {
			t.Errorf("accepted %q as %+v", header, a)
		}
		if !slices.IsSorted(a.signedHeaders) || strings.ToLower(strings.Join(a.signedHeaders, "")) != strings.Join(a.signedHeaders, "") {
			t.Errorf("list of %q is not canonical: %v", header, a.signedHeaders)
		}
		rebuilt := signAlgorithm + " Access=" + a.accessKey + ", SignedHeaders=" + strings.Join(a.signedHeaders, ";") + ", Signature=" + a.signature
		if again, err := parseAuthorization(rebuilt); err != nil || again.signature != a.signature || again.accessKey != a.accessKey {
			t.Errorf("%q does not survive rebuilding: %v", header, err)
		}
	})
}

// FuzzQuery holds the strict parser to the standard library's wherever that one reports no error.
func FuzzQuery(f *testing.F) {
	for _, seed := range []string{"a=1&b=2", "a", "a=", "&&a=%20+%2B", "a=%zz", "=1", "a;b=1", "a=%ff", "%E4%B8%AD=x", "a=b=c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got, err := parseQuery(raw)
		values, stdErr := url.ParseQuery(raw)
		if err != nil {
			return
		}
		for _, p := range got {
			if p.name == "" {
				t.Errorf("%q: empty name", raw)
			}
			if stdErr == nil && !slices.Contains(values[p.name], p.value) {
				t.Errorf("%q: %q=%q is not what net/url reads", raw, p.name, p.value)
			}
		}
		if again, err := parseQuery(canonicalQuery(got)); err != nil || canonicalQuery(again) != canonicalQuery(got) {
			t.Errorf("%q: the canonical form does not parse to itself: %v", raw, err)
		}
	})
}

func FuzzBody(f *testing.F) {
	f.Add([]byte(`{"a":[1,"x",null,true,{"b":{}}]}`))
	f.Add([]byte(`{"a":1,"a":2}`))
	f.Add([]byte(`[[[[`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		node, err := ParseJSON(raw)
		if err == nil && node.Kind == 0 {
			t.Errorf("%q: accepted without a value", raw)
		}
	})
}

func TestMoneyText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0": "0.00", "1": "1.00", "-1.5": "-1.50", "0.12345678": "0.12345678", "-0.00000001": "-0.00000001",
		"12345678901.12": "12345678901.12", "100.10000000": "100.10",
	} {
		m, err := ParseMoney(text)
		if err != nil || m.String() != want {
			t.Errorf("%s: %s, %v", text, m, err)
		}
	}
	for _, text := range []string{"", "x", "1e2", "1/2", "0x1", "1_000", "0.123456789", "99999999999999999999", "NaN", "Inf"} {
		if m, err := ParseMoney(text); err == nil {
			t.Errorf("%q was read as %s", text, m)
		}
	}
}

func TestMoneyArithmeticRoundsHalfUp(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		got  Money
		want string
	}{
		{Ratio(9000).Of(Cents(99999)), "899.99"},           // 899.991
		{Ratio(5000).Of(Cents(1)), "0.01"},                 // 0.005
		{Ratio(5000).Of(Cents(-1)), "-0.01"},               // the mirror image
		{Ratio(3333).Of(Cents(100)), "0.33"},               // 0.3333
		{Share(Cents(100), 1, 3), "0.33"},                  // a third
		{Share(Cents(200), 1, 3), "0.67"},                  // two thirds
		{Share(Cents(9_000_000_000), 7, 7), "90000000.00"}, // no overflow on the way
	} {
		if row.got.String() != row.want {
			t.Errorf("%s, want %s", row.got, row.want)
		}
	}
	if Ratio(8500).Text() != "0.85" || RatioOf(Cents(80000), Cents(100000)) != 8000 || RatioOf(1, 0) != 0 {
		t.Error("ratios")
	}
}

func TestEveryQueryParameterHasAPresenceRule(t *testing.T) {
	t.Parallel()
	for _, site := range []string{SiteChina, SiteInternational} {
		ops, err := loadOperations(os.DirFS(".."), site, someHandlers(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, op := range ops {
			for i := range op.Request {
				f := &op.Request[i]
				if f.In == "query" && len(strings.Fields(f.rule.Presence)) != 3 {
					t.Errorf("%s.%s: presence %q", op.Name, f.Name, f.rule.Presence)
				}
			}
			if op.rules.Quota == 0 {
				t.Errorf("%s has no quota", op.Name)
			}
		}
	}
}

// someHandlers are handlers for all operations of the catalogue, whatever they do.
func someHandlers(t *testing.T) map[string]Handler {
	t.Helper()
	all, _, err := readData(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Handler{}
	for _, op := range all {
		out[op.Name] = func(context.Context, *Call) (any, *Refusal) { return nil, nil }
	}
	return out
}
