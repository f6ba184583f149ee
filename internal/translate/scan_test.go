package translate

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// scanAll reads one JSON value and nothing behind it.
func scanAll(text string) error {
	s := scanner{text: text}
	if err := s.skip(); err != nil {
		return err
	}
	if err := s.end(); err != nil {
		return err
	}
	return nil
}

// scanString reads a JSON string that fills the text.
func scanString(text string) (string, error) {
	s := scanner{text: text}
	value, err := s.str()
	if err != nil {
		return "", err
	}
	if err := s.end(); err != nil {
		return "", err
	}
	return value, nil
}

// depthOf is how deep brackets are nested outside of strings.
func depthOf(text string) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch {
		case quoted && text[i] == '\\':
			i++
		case text[i] == '"':
			quoted = !quoted
		case quoted:
		case text[i] == '{', text[i] == '[':
			depth++
			deepest = max(deepest, depth)
		case text[i] == '}', text[i] == ']':
			depth--
		}
	}
	return deepest
}

var jsonTexts = []string{
	``, ` `, `{}`, `[]`, `null`, `true`, `false`, `0`, `-0`, `""`, `{"a":1}`, `{"a":[1,2,{"b":null}]}`, "\t\r\n{ \"a\" : [ ] } ",
	`{"a":1,}`, `[1,]`, `[,1]`, `{,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{'a':1}`, `[1 2]`, `{"a":1 "b":2}`, `{"a":1}}`, `[1]]`, `{`, `[`,
	`"`, `"\"`, `"\u12"`, `"\u123g"`, `"\x"`, "\"\x01\"", "\"\t\"", `"\ud83d\ude00"`, `"\ud83d"`, `"\ude00"`, `"\ud83dx"`, `"\ud83d\u0041"`, `"\ud83d\ud83d\ude00"`,
	"\"\\n\x1f\"", "\"\\n\x7f\"", `"\u0000"`, `"\/\b\f\n\r\t\\\""`, "\"\x7f\"", "\"\u2028\"", "\"12345678\"", "\"1234567\\\"\"", "\"12345678\x1f\"", "\"éééé\x1f\"", "\"\u0080\u0080\u0080\"",
	`01`, `-`, `-01`, `1.`, `.1`, `1.e1`, `1e`, `1e+`, `+1`, `1e5`, `1E-5`, `1.25e+30`, `00`, `0x1`, `1_0`, `NaN`, `Infinity`, `1 `, `1x`,
	`nul`, `nulll`, `tru`, `True`, `falsee`, `truefalse`, `{"a":nul}`, `[tru]`, "\ufeff{}", "{}\x00", "\x00", "{\x00}", `{} {}`, `{}x`, "{}\u00a0",
	`{"a":1,"a":2}`, `[[[[[[[[]]]]]]]]`, `"` + strings.Repeat("x", 100) + `"`, `[` + strings.Repeat(" ", 30) + `]`, `{"":""}`, `//x`, `{}//x`, `[1]/**/`,
}

// FuzzScan holds acceptance against encoding/json, the nesting limit aside.
func FuzzScan(f *testing.F) {
	for _, text := range jsonTexts {
		f.Add(text)
	}
	f.Add(strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth))
	f.Add(strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1))
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		err := scanAll(text)
		want := json.Valid([]byte(text)) && depthOf(text) <= maxDepth
		if want != (err == nil) {
			t.Fatalf("%q: %v, encoding/json says %t", text, err, want)
		}
	})
}

// FuzzScanString holds the value of strings against encoding/json, lone
// surrogates included.
func FuzzScanString(f *testing.F) {
	for _, text := range jsonTexts {
		f.Add(text)
		f.Add(`"` + text + `"`)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || !strings.HasPrefix(text, `"`) {
			return
		}
		var want string
		fault := json.Unmarshal([]byte(text), &want)
		got, err := scanString(text)
		if (fault == nil) != (err == nil) || got != want {
			t.Fatalf("%q is %q, %v; encoding/json says %q, %v", text, got, err, want, fault)
		}
	})
}

// TestPlainEndAtEveryOffset puts every byte at every place of a word, between
// neighbours that could borrow from it.
func TestPlainEndAtEveryOffset(t *testing.T) {
	t.Parallel()
	for _, filler := range []byte{' ', '!', '"' + 1, '\\' - 1, '\\' + 1, 'a', 0x7f, 0x80, 0xff} {
		for length := range 20 {
			for at := range length {
				for b := range 256 {
					text := []byte(strings.Repeat(string([]byte{filler}), length))
					text[at] = byte(b)
					want := at
					if b >= 0x20 && b != '"' && b != '\\' {
						want = length
					}
					got, ascii := plainEnd(string(text), 0)
					if got != want {
						t.Fatalf("plainEnd(%q) = %d, want %d", text, got, want)
					}
					if isASCII(text) && !ascii || ascii && !isASCII(text[:got]) {
						t.Fatalf("plainEnd(%q) says %t of its first %d bytes", text, ascii, got)
					}
				}
			}
		}
	}
}

func isASCII(text []byte) bool {
	return !slices.ContainsFunc(text, func(b byte) bool { return b >= utf8.RuneSelf })
}

func TestNestingIsBounded(t *testing.T) {
	t.Parallel()
	for _, open := range []string{`[`, `{"a":`} {
		if err := scanAll(strings.Repeat(open, 1<<20)); err == nil || !strings.Contains(err.Error(), tooDeep) {
			t.Errorf("a million times %s: %v", open, err)
		}
	}
}
