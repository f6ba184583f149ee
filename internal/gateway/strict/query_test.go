package strict_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/grpc-ecosystem/grpc-gateway/v2/utilities"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/ocegate/ocegate/internal/gateway/strict"
)

func TestQueryReads(t *testing.T) {
	t.Parallel()
	cases := []struct{ query, want string }{
		{"", ""},
		{"&&", ""},
		{"flag=true&small_int=-5", "flag: true small_int: -5"},
		{"smallInt=5", "small_int: 5"},
		{"text=a%20b+c%26%2Fd", `text: "a b c&/d"`},
		{"text=", ``},
		{"maybe=0", "maybe: 0"},
		{"color=COLOR_RED", "color: COLOR_RED"},
		{"color=-1", "color: COLOR_NEG"},
		{"colors=COLOR_RED&colors=1&colors=7", "colors: COLOR_RED colors: COLOR_RED colors: 7"},
		{"numbers=1&numbers=2", "numbers: 1 numbers: 2"},
		{"raw=aGk%3D", `raw: "hi"`},
		{"child.small_int=3&child.text=x", `child { small_int: 3 text: "x" }`},
		{"child.child.smallInt=3", `child { child { small_int: 3 } }`},
		{"at=2026-10-31T08:00:00Z", "at { seconds: 1793433600 }"},
		{"at=2026-10-31T08:00:00%2B08:00", "at { seconds: 1793404800 }"},
		{"lasts=1.5s", "lasts { seconds: 1 nanos: 500000000 }"},
		{"mask=a,bC", `mask { paths: "a" paths: "b_c" }`},
		{"wrapped_text=x&wrappedInt=4", `wrapped_text { value: "x" } wrapped_int { value: 4 }`},
		{"instants=1970-01-01T00:00:00Z", "instants { }"},
	}
	for _, c := range cases {
		got, want := all(t), all(t)
		if problems := strict.Query(got, c.query, strict.Limits{}); len(problems) != 0 {
			t.Errorf("%s: %v", c.query, problems)
			continue
		}
		if err := prototext.Unmarshal([]byte(c.want), want); err != nil {
			t.Fatal(err)
		}
		if !proto.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", c.query, got, want)
		}
	}
}

func TestQueryRefuses(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, query, want string }{
		{"unknown", "colour=1", "colour is not a known parameter"},
		{"unknown nested", "child.x=1", "child.x is not a known parameter"},
		{"below a text", "text.x=1", "text.x is not a known parameter"},
		{"below an instant", "at.seconds=1", "at.seconds is not a known parameter"},
		{"below a list", "children.text=1", "children.text is not a known parameter"},
		{"case matters", "SmallInt=1", "SmallInt is not a known parameter"},
		{"too deep", strings.Repeat("child.", 66) + "text=x", strings.Repeat("child.", 10) + "chil… is not a known parameter"},
		{"a message", "child=x", "child cannot be given as a parameter"},
		{"a list of messages", "children=x", "children cannot be given as a parameter"},
		{"a map", "labels=x", "labels cannot be given as a parameter"},
		{"free JSON", "object=x", "object cannot be given as a parameter"},
		{"twice", "smallInt=1&smallInt=1", "smallInt is given twice"},
		{"twice in both spellings", "smallInt=1&small_int=1", "small_int is given twice"},
		{"nested twice", "child.text=1&child.text=1", "child.text is given twice"},
		{"word for a number", "smallInt=x", "smallInt must be a whole number"},
		{"no number", "smallInt=", "smallInt must be a whole number"},
		{"signed", "smallInt=%2B1", "smallInt must be a whole number"},
		{"exponent", "smallInt=1e3", "smallInt must be a whole number"},
		{"out of range", "small_int=2147483648", "small_int is out of range: must be between -2147483648 and 2147483647"},
		{"bool", "flag=1", "flag must be true or false"},
		{"bool in capitals", "flag=TRUE", "flag must be true or false"},
		{"enum", "color=RED", "color must be one of COLOR_UNSPECIFIED, COLOR_RED, COLOR_NEG"},
		{"enum in lower case", "color=color_red", "color must be one of COLOR_UNSPECIFIED, COLOR_RED, COLOR_NEG"},
		{"instant", "at=2026-10-31", "at must be an instant such as 2026-10-31T08:00:00Z"},
		{"instant with a plus not escaped", "at=2026-10-31T08:00:00+08:00", "at must be an instant such as 2026-10-31T08:00:00Z"},
		{"duration", "lasts=3", "lasts must be a duration such as 3.5s"},
		{"duration without digits", "lasts=.s", "lasts must be a duration such as 3.5s"},
		{"quotes around an instant", "at=%222026-10-31T08:00:00Z%22", "at must be an instant such as 2026-10-31T08:00:00Z"},
		{"choice", "left=x&right.text=y", "right.text excludes another field that is given too"},
		{"bad escape", "text=%zz", "text must be percent-encoded"},
		{"bad escape in the name", "%zz=1", "query has a name that is not percent-encoded UTF-8"},
		{"no name", "=1", "query has a name that is not percent-encoded UTF-8"},
		{"semicolon", "text=a;flag=true", "text must be percent-encoded"},
		{"invalid UTF-8", "text=%ff", "text must be UTF-8"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			problems := strict.Query(all(t), c.query, strict.Limits{})
			if len(problems) != 1 || problems[0].Error() != c.want {
				t.Errorf("got %v, want %q", problems, c.want)
			}
		})
	}
}

func TestQueryLimits(t *testing.T) {
	t.Parallel()
	taken := strict.Limits{Taken: strict.Taken{6: "already given in the path"}}
	problems := strict.Query(all(t), "text=x&child.text=y&flag=2", taken)
	if len(problems) != 2 || problems[0].Error() != "text already given in the path" || problems[1].Field != "flag" {
		t.Errorf("got %v", problems)
	}
	problems = strict.Query(all(t), "text=x&flag=true", strict.Limits{Closed: "belongs in the body"})
	if len(problems) != 2 || problems[0].Error() != "text belongs in the body" {
		t.Errorf("got %v", problems)
	}
}

func TestVariable(t *testing.T) {
	t.Parallel()
	m := all(t)
	if problems := strict.Variable(m, "text", "a/b c"); len(problems) != 0 {
		t.Fatal(problems)
	}
	if got := m.Get(m.Descriptor().Fields().ByName("text")).String(); got != "a/b c" {
		t.Errorf("got %q", got)
	}
	problems := strict.Variable(m, "small_int", "x")
	if len(problems) != 1 || problems[0].Error() != "small_int must be a whole number" {
		t.Errorf("got %v", problems)
	}
	if problems := strict.Variable(m, "text", "\xff"); len(problems) != 1 {
		t.Errorf("got %v", problems)
	}
}

// manyDigits are seconds that time.Duration may not hold.
var manyDigits = regexp.MustCompile(`\d{10}`)

// unnamedNumber is how the stock reader refuses a number that an enum has no name
// for. Enums are open: whether such a number is wanted is for the rules to say.
var unnamedNumber = regexp.MustCompile(`"[+-]?\d+" is not a valid value`)

// FuzzQuery compares with the stock reader of grpc-gateway: what we read, it
// reads to the same message.
func FuzzQuery(f *testing.F) {
	for _, query := range []string{
		"flag=true&small_int=-5", "colors=COLOR_RED&colors=1", "child.small_int=3", "at=2026-10-31T08:00:00.5Z",
		"lasts=1.5s&mask=a,bC&raw=aGk%3D", "wrapped_text=x&wrappedInt=4", "left=x&text=%C3%A9+", "maybe=0&largeCount=1",
		"colors=2",
	} {
		f.Add(query)
	}
	empty := all(f)
	// The stock reader finds enums in the registry alone.
	color := dynamicpb.NewEnumType(file(f).Enums().ByName("Color"))
	if err := protoregistry.GlobalTypes.RegisterEnum(color); err != nil {
		f.Fatal(err)
	}
	none := utilities.NewDoubleArray(nil)
	f.Fuzz(func(t *testing.T, query string) {
		got, want := empty.New().Interface(), empty.New().Interface()
		if len(strict.Query(got.ProtoReflect(), query, strict.Limits{})) != 0 {
			return
		}
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatalf("read, though net/url refuses it: %v", err)
		}
		if strings.Contains(query, "raw") || strings.Contains(query, "mask") || strings.Contains(query, "wrapped") {
			return // the stock reader leaves some spellings of these out; the table above covers them
		}
		err = runtime.PopulateQueryParameters(want, values, none)
		if err != nil && strings.Contains(err.Error(), "time: invalid duration") && manyDigits.MatchString(query) {
			return // the stock reader goes by time.Duration, which ends after 292 years; the JSON form after 10,000
		}
		if err != nil && unnamedNumber.MatchString(err.Error()) {
			return
		}
		if err != nil {
			t.Fatalf("read, though grpc-gateway refuses it: %v", err)
		}
		if !proto.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
