package cases_test

import (
	"crypto/rand"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// token is a text or a number of a JSON document.
var token = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|-?\d[0-9.eE+-]*`)

// rewritten writes every whole number of a document in another way, and tells how
// many there are.
func rewritten(document, suffix string) (string, int) {
	count := 0
	return token.ReplaceAllStringFunc(document, func(text string) string {
		if strings.ContainsAny(text, `".eE`) {
			return text
		}
		count++
		return text + suffix
	}), count
}

// TestWholeNumbersInOtherWays: 6.0 and 6e0 are 6, whether the number is a code, a
// flag, a unit or a count, in the answers of all case files.
func TestWholeNumbersInOtherWays(t *testing.T) {
	t.Parallel()
	total, facades := 0, openFacades(t)
	for name, c := range readCases(t) {
		if c.Answer == nil || c.NextPage {
			continue // a token is bound to more than the answer
		}
		numbers := 0
		for _, suffix := range []string{".0", "e0"} {
			varied := c
			varied.Exchanges = nil
			for _, e := range c.Exchanges {
				body, count := rewritten(e.Body, suffix)
				if e.Body != "" && !json.Valid([]byte(body)) {
					t.Fatalf("%s: %s", name, body)
				}
				e.Body, numbers = body, numbers+count
				varied.Exchanges = append(varied.Exchanges, e)
			}
			if numbers > 0 {
				t.Run(name+suffix, func(t *testing.T) {
					t.Parallel()
					compareNumbers(t, facades[c.Site], varied)
				})
			}
		}
		total += numbers / 2
	}
	t.Logf("%d whole numbers", total)
	if total < 320 {
		t.Errorf("only %d whole numbers", total)
	}
}

// compareNumbers plays a case in the process itself and compares the answers. An
// amount keeps its digits, so that 12.0 is not made 12.
func compareNumbers(t *testing.T, f *facade, c testCase) {
	t.Helper()
	id := rand.Text()
	upstream := f.scripts.expect(t, id, c.Exchanges)
	method := methodOf(t, c.RPC)
	request, got, want := messageOf(t, method.Input()), messageOf(t, method.Output()), messageOf(t, method.Output())
	if err := protojson.Unmarshal(asJSON(t, c.Request), request); err != nil {
		t.Fatal(err)
	}
	if err := protojson.Unmarshal(asJSON(t, c.Answer), want); err != nil {
		t.Fatal(err)
	}
	ctx := metadata.AppendToOutgoingContext(t.Context(), keyRequestID, id)
	if c.Language != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "accept-language", c.Language)
	}
	if err := f.local.Invoke(ctx, "/"+c.RPC, request, got); err != nil {
		t.Fatal(err)
	}
	upstream.finished()
	plain(got.ProtoReflect())
	plain(want.ProtoReflect())
	if !proto.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", protojson.Format(got), protojson.Format(want))
	}
}

// plain drops places that are zero from the decimals of a message.
func plain(m protoreflect.Message) {
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsMap():
		case field.IsList() && field.Message() != nil:
			for i := range value.List().Len() {
				plain(value.List().Get(i).Message())
			}
		case !field.IsList() && field.Message() != nil:
			plain(value.Message())
		case isDecimal(field):
			if text := value.String(); strings.Contains(text, ".") {
				m.Set(field, protoreflect.ValueOfString(strings.TrimRight(strings.TrimRight(text, "0"), ".")))
			}
		}
		return true
	})
}

func isDecimal(field protoreflect.FieldDescriptor) bool {
	option, _ := proto.GetExtension(field.Options(), upstreamv1.E_Field).(*upstreamv1.Field)
	return option.GetFormat() == upstreamv1.Format_FORMAT_DECIMAL || field.FullName() == "ocegate.type.v1.Money.amount"
}
