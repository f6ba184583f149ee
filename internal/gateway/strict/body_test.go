package strict_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/gateway/strict"
)

// good are bodies that must be read, each exactly as protojson reads it.
var good = []string{
	``, ` `, `{}`, ` { } `,
	`{"flag":true,"smallInt":-5,"largeInt":"-9223372036854775808","smallCount":4294967295,"largeCount":"18446744073709551615"}`,
	`{"small_int":1}`, `{"smallInt":"7"}`, `{"smallInt":1e3}`, `{"smallInt":1.50e1}`, `{"smallInt":-0}`, `{"smallInt":0.0e9}`, `{"largeInt":10000000000e-10}`,
	`{"text":"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 é 😀"}`, `{"text":""}`,
	`{"raw":"aGk="}`, `{"raw":"aGk"}`, `{"raw":"_-8="}`, `{"raw":""}`,
	`{"color":"COLOR_RED"}`, `{"color":1}`, `{"color":-1}`, `{"color":77}`,
	`{"child":{}}`, `{"child":{"child":{"text":"x"}}}`, `{"children":[{},{"flag":true}]}`, `{"children":[]}`,
	`{"numbers":[1,"2",3.0]}`, `{"colors":["COLOR_RED",1]}`, `{"labels":{"a":"b","":""}}`, `{"kids":{"k":{"text":"x"}}}`,
	`{"left":"x"}`, `{"right":{}}`, `{"left":null,"right":{}}`, `{"maybe":0}`, `{"maybe":null}`, `{"text":null,"children":null}`,
	`{"at":"2026-10-31T08:00:00.123456789Z"}`, `{"at":"2026-10-31T08:00:00+08:00"}`, `{"lasts":"-3.5s"}`, `{"mask":"a,bC.d"}`,
	`{"wrappedText":"x"}`, `{"wrappedInt":"5"}`, `{"anything":null}`, `{"anything":[1,{"a":null}]}`, `{"object":{"a":[true]}}`,
	`{"any":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}}`, `{"instants":["1970-01-01T00:00:00Z"]}`,
}

func TestBodyReadsWhatProtojsonReads(t *testing.T) {
	t.Parallel()
	for _, text := range good {
		got, want := all(t), all(t)
		if problems := strict.Body(got, []byte(text), nil); len(problems) != 0 {
			t.Errorf("%s: %v", text, problems)
			continue
		}
		reference := text
		if strings.TrimSpace(text) == "" {
			reference = "{}"
		}
		if err := protojson.Unmarshal([]byte(reference), want); err != nil {
			t.Errorf("%s: protojson: %v", text, err)
		} else if !proto.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

func TestBodyRefuses(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, want string }{
		{"is not a known field", `{"colour":1}`, "colour is not a known field"},
		{"unknown nested field", `{"children":[{},{"kid":1}]}`, "children[1].kid is not a known field"},
		{"snake case path", `{"small_int":"x"}`, "small_int must be a whole number"},
		{"camel case path", `{"smallInt":true}`, "smallInt must be a whole number"},
		{"both spellings", `{"smallInt":1,"small_int":1}`, "small_int is given twice"},
		{"same name twice", `{"flag":true,` + "\n" + ` "flag":false}`, `body is not valid JSON at line 2, column 2: the name "flag" is given twice`},
		{"same name twice, escaped", `{"flag":true,"fl\u0061g":true}`, `body is not valid JSON at line 1, column 14: the name "flag" is given twice`},
		{"twice inside free JSON", `{"object":{"a":1,"a":2}}`, `body is not valid JSON at line 1, column 18: the name "a" is given twice`},
		{"int32 above", `{"smallInt":2147483648}`, "smallInt is out of range: must be between -2147483648 and 2147483647"},
		{"int32 below", `{"smallInt":-2147483649}`, "smallInt is out of range: must be between -2147483648 and 2147483647"},
		{"int64 above", `{"largeInt":9223372036854775808}`, "largeInt is out of range: must be between -9223372036854775808 and 9223372036854775807"},
		{"uint32 below", `{"smallCount":-1}`, "smallCount must be a whole number"},
		{"fraction", `{"smallInt":1.5}`, "smallInt must be a whole number"},
		{"monstrous exponent", `{"smallInt":1e999999999999}`, "smallInt must be a whole number"},
		{"number in text with space", `{"smallInt":" 1"}`, "smallInt must be a whole number"},
		{"boolean as text", `{"flag":"true"}`, "flag must be true or false"},
		{"boolean as number", `{"flag":1}`, "flag must be true or false"},
		{"text as number", `{"text":5}`, "text must be a text"},
		{"not base64", `{"raw":"a!"}`, "raw must be base64"},
		{"enum name", `{"color":"RED"}`, "color must be one of COLOR_UNSPECIFIED, COLOR_RED, COLOR_NEG"},
		{"enum type", `{"color":true}`, "color must be one of COLOR_UNSPECIFIED, COLOR_RED, COLOR_NEG"},
		{"list wanted", `{"numbers":1}`, "numbers must be a list"},
		{"null in list", `{"numbers":[1,null]}`, "numbers[1] must not be null"},
		{"null in list of objects", `{"children":[null]}`, "children[0] must not be null"},
		{"object wanted", `{"child":[]}`, "child must be an object"},
		{"map wanted", `{"labels":[]}`, "labels must be an object"},
		{"map value", `{"labels":{"a":1}}`, `labels["a"] must be a text`},
		{"body is a list", `[]`, "body must be an object"},
		{"body is null", `null`, "body must be an object"},
		{"both members of a choice", `{"left":"x","right":{}}`, "right excludes another field that is given too"},
		{"instant", `{"at":"yesterday"}`, "at must be an instant such as 2026-10-31T08:00:00Z"},
		{"instant without zone", `{"at":"2026-10-31T08:00:00"}`, "at must be an instant such as 2026-10-31T08:00:00Z"},
		{"instant as number", `{"at":5}`, "at must be an instant such as 2026-10-31T08:00:00Z"},
		{"duration", `{"lasts":"3 s"}`, "lasts must be a duration such as 3.5s"},
		{"duration without digits", `{"lasts":".s"}`, "lasts must be a duration such as 3.5s"},
		{"duration that ends in its point", `{"lasts":"3.s"}`, "lasts must be a duration such as 3.5s"},
		{"wrapped", `{"wrappedInt":"x"}`, "wrappedInt must be a whole number"},
		{"struct", `{"object":[]}`, "object must be an object"},
		{"unknown any", `{"any":{"@type":"x/y.Z"}}`, "any must be an object whose @type names a known message"},
		{"extension syntax", `{"[strict.test.x]":1}`, "[strict.test.x] is not a known field"},
		{"trailing data", `{} {}`, "body is not valid JSON at line 1, column 4: something follows the value"},
		{"truncated", `{"flag":tr`, "body is not valid JSON at line 1, column 9: a value is expected"},
		{"ends in object", `{"flag":true`, "body is not valid JSON at line 1, column 13: it ends before '}'"},
		{"trailing comma", `{"flag":true,}`, "body is not valid JSON at line 1, column 14: a name in double quotes is expected"},
		{"single quotes", `{'flag':true}`, "body is not valid JSON at line 1, column 2: a name in double quotes is expected"},
		{"comment", "{} // no", "body is not valid JSON at line 1, column 4: something follows the value"},
		{"leading zero", `{"smallInt":01}`, "body is not valid JSON at line 1, column 13: a number must not start with 0"},
		{"NaN", `{"smallInt":NaN}`, "body is not valid JSON at line 1, column 13: a value is expected"},
		{"column counts characters", `{"text":"é",x}`, "body is not valid JSON at line 1, column 13: a name in double quotes is expected"},
		{"control character", "{\"text\":\"\t\"}", "body is not valid JSON at line 1, column 10: a control character must be escaped"},
		{"invalid UTF-8", "{\"text\":\"\xff\"}", "body is not valid JSON at line 1, column 10: not valid UTF-8"},
		{"half a surrogate", `{"text":"\ud83d"}`, "body is not valid JSON at line 1, column 10: half of a surrogate pair"},
		{"bad escape", `{"text":"\x"}`, "body is not valid JSON at line 1, column 10: no such escape sequence"},
		{"too many values", `{"numbers":[` + strings.Repeat("1,", 20_000) + "1]}", "body is not valid JSON at line 1, column 40009: more than 20000 values"},
		{"too deep", strings.Repeat("[", 100), "body is not valid JSON at line 1, column 66: nested deeper than 64"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			problems := strict.Body(all(t), []byte(c.text), nil)
			if len(problems) != 1 || problems[0].Error() != c.want {
				t.Errorf("got %v, want %q", problems, c.want)
			}
		})
	}
}

func TestBodyReportsAllProblems(t *testing.T) {
	t.Parallel()
	problems := strict.Body(all(t), []byte(`{"flag":1,"x":2,"children":[{"y":3}],"text":"fine"}`), nil)
	var got []string
	for _, p := range problems {
		got = append(got, p.Field)
	}
	if want := []string{"flag", "x", "children[0].y"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBodyBoundsItsReport(t *testing.T) {
	t.Parallel()
	text := `{"numbers":[` + strings.Repeat(`"x",`, 1000) + `1]}`
	if got := len(strict.Body(all(t), []byte(text), nil)); got != 16 {
		t.Errorf("%d problems", got)
	}
	name := strings.Repeat("é", 1000)
	problems := strict.Body(all(t), []byte(`{"`+name+`":1}`), nil)
	if len(problems) != 1 || len(problems[0].Field) > 80 || !strings.HasPrefix(problems[0].Field, "ééé") {
		t.Errorf("got %v", problems)
	}
}

func TestBodyRefusesTakenFields(t *testing.T) {
	t.Parallel()
	taken := strict.Taken{6: "already given in the path"}
	problems := strict.Body(all(t), []byte(`{"text":"x","child":{"text":"allowed here"}}`), taken)
	if len(problems) != 1 || problems[0].Error() != "text already given in the path" {
		t.Errorf("got %v", problems)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	messages := file(t).Messages()
	if err := strict.Check(messages.ByName("All")); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{"Rough": "strict.test.Rough.ratio", "Nested": "strict.test.Rough.ratio", "Keyed": "strict.test.Keyed.by_number"} {
		found := false
		for i := range messages.Len() {
			if string(messages.Get(i).Name()) == name {
				err := strict.Check(messages.Get(i))
				found = err != nil && strings.HasPrefix(err.Error(), want)
			}
		}
		if !found {
			t.Errorf("%s is not refused with %s", name, want)
		}
	}
}

// FuzzBody compares with protojson: what we read, it reads to the same message,
// so that being strict is the only difference.
func FuzzBody(f *testing.F) {
	for _, text := range good {
		f.Add([]byte(text))
	}
	f.Add([]byte(`{"smallInt":1.0e-0,"labels":{"a":"b"},"x":[null]}`))
	empty := all(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		got, want := empty.New().Interface(), empty.New().Interface()
		problems := strict.Body(got.ProtoReflect(), text, nil)
		if len(problems) != 0 || strings.TrimSpace(string(text)) == "" {
			return
		}
		if err := protojson.Unmarshal(text, want); err != nil {
			t.Fatalf("read, though protojson refuses it: %v", err)
		}
		if !proto.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
