package translate

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSegment(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"CS2610010000000001": "CS2610010000000001",
		"a b":                "a%20b",
		"a+b":                "a%2Bb",
		"a?b#c&d=e;f":        "a%3Fb%23c%26d%3De%3Bf",
		"-_.~":               "-_.~",
		"...":                "...",
		"..a":                "..a",
		"%":                  "%25",
		"订单":                 "%E8%AE%A2%E5%8D%95",
		"a:b@c":              "a%3Ab%40c",
	} {
		if got, err := segment(in); err != nil || got != want {
			t.Errorf("segment(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}

// pathAttacks are values that would change which path is meant.
var pathAttacks = []string{
	"", ".", "..", "/", "a/../b", "../x", "x/..", "a/b", `a\b`, `..\x`, "\x00", "a\nb", "a\x7f", "\x1f", "\xff", "a\xc3",
}

func TestSegmentRefuses(t *testing.T) {
	t.Parallel()
	for _, in := range pathAttacks {
		if got, err := segment(in); err == nil {
			t.Errorf("segment(%q) = %q, want a refusal", in, got)
		} else if err.Kind != KindRequest || err.Reason == "" {
			t.Errorf("segment(%q): %+v", in, err)
		}
	}
}

// FuzzSegment proves that a segment stays one segment, whoever decodes it and
// however often.
func FuzzSegment(f *testing.F) {
	for _, seed := range append([]string{"%2F", "%2e%2e", "%252F", "a b", "订单"}, pathAttacks...) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		encoded, err := segment(value)
		if err != nil {
			return
		}
		decoded, fault := url.PathUnescape(encoded)
		if fault != nil || decoded != value {
			t.Fatalf("%q became %q, which decodes to %q, %v", value, encoded, decoded, fault)
		}
		if strings.ContainsAny(encoded, `/\?#&; `) {
			t.Fatalf("%q became %q", value, encoded)
		}
		parsed, fault := url.Parse("http://host/v2/" + encoded + "/end")
		if fault != nil || strings.Count(parsed.Path, "/") != 3 || parsed.RawQuery != "" || parsed.Fragment != "" {
			t.Fatalf("%q became the path %+v, %v", value, parsed, fault)
		}
		if cleaned := parsed.JoinPath(); cleaned.Path != parsed.Path {
			t.Fatalf("%q is cleaned to %q", parsed.Path, cleaned.Path)
		}
	})
}

// FuzzJSONString holds the writer of strings against encoding/json.
func FuzzJSONString(f *testing.F) {
	for _, seed := range []string{"", "plain text, long enough", `quote " and \`, "\n\r\t\b\f\x00\x1f\x7f", "中文 \U0001F600", "1234567\"", "<&>\u2028"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		written := appendJSONString([]byte("x"), text)
		var back string
		if err := json.Unmarshal(written[1:], &back); err != nil || back != text {
			t.Fatalf("%q was written as %s, which is %q, %v", text, written, back, err)
		}
	})
}
