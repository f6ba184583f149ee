package ordered_test

import (
	"bytes"
	"testing"

	"github.com/ocegate/ocegate/internal/ordered"
)

func TestOrderIsKept(t *testing.T) {
	t.Parallel()
	const text = `{"z":1,"a":[{"y":"<&>","b":null},1.50],"m":{}}`
	value, err := ordered.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []any{value, ordered.Clone(value)} {
		got, err := ordered.Plain(one)
		if err != nil || string(got) != text {
			t.Errorf("%s, %v", got, err)
		}
	}
}

func TestCloneIsApart(t *testing.T) {
	t.Parallel()
	first := ordered.New("list", []any{ordered.New("a", "b")})
	second, ok := ordered.Clone(first).(*ordered.Object)
	if !ok {
		t.Fatal("no object")
	}
	ordered.Walk(second, func(o *ordered.Object) { o.Set("new", true) })
	if text, err := ordered.Plain(first); err != nil || string(text) != `{"list":[{"a":"b"}]}` {
		t.Errorf("%s, %v", text, err)
	}
}

// TestPretty: what is short stands on a line, and both forms mean the same.
func TestPretty(t *testing.T) {
	t.Parallel()
	long := "0123456789012345678901234567890123456789012345678901234567890123456789"
	value := ordered.New("short", ordered.New("a", "b", "c", []any{"d"}), "long", ordered.New("a", long, "b", long), "list", []any{long, long}, "none", []any{})
	text, err := ordered.Pretty(value)
	if err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"short\": {\"a\": \"b\", \"c\": [\"d\"]},\n  \"long\": {\n    \"a\": \"" + long + "\",\n    \"b\": \"" + long +
		"\"\n  },\n  \"list\": [\n    \"" + long + "\",\n    \"" + long + "\"\n  ],\n  \"none\": []\n}\n"
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	again, err := ordered.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	first, _ := ordered.Plain(value)
	second, err := ordered.Plain(again)
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("%s is read back as %s, %v", first, second, err)
	}
}

func TestParseComplains(t *testing.T) {
	t.Parallel()
	for _, text := range []string{``, `{`, `[1`, `{"a":}`, `{} {}`, `]`} {
		if value, err := ordered.Parse(text); err == nil {
			t.Errorf("%q is %v", text, value)
		}
	}
}

// TestNil: what is not there has no members.
func TestNil(t *testing.T) {
	t.Parallel()
	var none *ordered.Object
	if none.Object("a").Object("b") != nil || none.Text("a") != "" || none.List("a") != nil || none.Value("a") != nil || none.Names() != nil {
		t.Error("nothing has members")
	}
	ordered.Walk(none, func(*ordered.Object) { t.Error("nothing was visited") })
}
