package rest

import (
	"net/url"
	"slices"
	"testing"
)

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
