package cases_test

import (
	"crypto/rand"
	"slices"
	"strings"
	"sync"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/test/cases"
)

// sharedValidator is compiled once; its rules take longer than all cases.
var sharedValidator = sync.OnceValues(func() (*interceptor.Validator, error) {
	return interceptor.NewValidator(service.Descriptors())
})

func validator(t *testing.T) *interceptor.Validator {
	t.Helper()
	made, err := sharedValidator()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestCases(t *testing.T) {
	t.Parallel()
	doors := map[string]func(*facade, *testing.T, testCase, string) outcome{"grpc": (*facade).overGRPC, "http": (*facade).overHTTP}
	facades := openFacades(t)
	for name, c := range readCases(t) {
		for _, door := range c.Doors {
			t.Run(name+"/"+door, func(t *testing.T) {
				t.Parallel()
				f, id := facades[c.Site], rand.Text()
				upstream := f.scripts.expect(t, id, c.Exchanges)
				got := doors[door](f, t, c, id)
				upstream.finished()
				f.witness.confirm(t, id, got)
				if c.Error != nil {
					compareError(t, c, got, door)
					return
				}
				compareAnswer(t, c, got)
			})
		}
	}
}

func compareAnswer(t *testing.T, c testCase, got outcome) {
	t.Helper()
	if got.status.Code() != codes.OK {
		t.Fatalf("error %s: %s %v", got.status.Code(), got.status.Message(), got.status.Details())
	}
	want := messageOf(t, got.answer.ProtoReflect().Descriptor())
	if err := protojson.Unmarshal(asJSON(t, c.Answer), want); err != nil {
		t.Fatal(err)
	}
	if next := got.answer.ProtoReflect().Descriptor().Fields().ByName("next_page_token"); next != nil {
		token := got.answer.ProtoReflect().Get(next).String()
		if (token != "") != c.NextPage {
			t.Errorf("next_page_token = %q, want one: %v", token, c.NextPage)
		}
		got.answer.ProtoReflect().Clear(next)
	}
	if !proto.Equal(got.answer, want) {
		t.Errorf("got\n%s\nwant\n%s", protojson.Format(got.answer), protojson.Format(want))
	}
}

func compareError(t *testing.T, c testCase, got outcome, door string) {
	t.Helper()
	want := c.Error
	var code codes.Code
	if err := code.UnmarshalJSON([]byte(`"` + want.Code + `"`)); err != nil {
		t.Fatal(err)
	}
	if got.status.Code() != code {
		t.Errorf("code %s, want %s: %s %v", got.status.Code(), code, got.status.Message(), got.status.Details())
	}
	reason, fields := "", []string(nil)
	for _, detail := range got.status.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			reason = detail.GetReason()
		case *errdetails.BadRequest:
			for _, violation := range detail.GetFieldViolations() {
				fields = append(fields, violation.GetField())
			}
		case error:
			t.Error(detail)
		}
	}
	if reason == "" || want.Reason != "" && reason != want.Reason {
		t.Errorf("reason %q, want %q", reason, want.Reason)
	}
	if !slices.EqualFunc(fields, want.Fields, func(got, want string) bool { return got == spelling(want, door, c.HTTP) }) {
		t.Errorf("fields %q, want %q", fields, want.Fields)
	}
}

// spelling is how a door spells a field: JSON callers know the JSON names, unless
// they wrote another themselves.
func spelling(field, door, line string) string {
	if door == "grpc" || strings.Contains(line, "?"+field+"=") || strings.Contains(line, "&"+field+"=") {
		return field
	}
	var out []rune
	raise := false
	for _, r := range field {
		switch {
		case r == '_':
			raise = true
		case raise && r >= 'a' && r <= 'z':
			out, raise = append(out, r-'a'+'A'), false
		default:
			out, raise = append(out, r), false
		}
	}
	return string(out)
}

// TestEveryRPCHasCases fails for an RPC without a case, and without one that
// shows an answer.
func TestEveryRPCHasCases(t *testing.T) {
	t.Parallel()
	answers := map[string]bool{}
	for _, c := range readCases(t) {
		answers[c.RPC] = answers[c.RPC] || c.Answer != nil
	}
	streamed := answeredStreams()
	for _, descriptor := range service.Descriptors() {
		for i := range descriptor.Methods().Len() {
			method := descriptor.Methods().Get(i)
			rpc := rpcOf(method)
			switch {
			case streams(method) && !streamed[rpc]:
				t.Errorf("%s has no case with an answer in streams_test.go", rpc)
			case !streams(method) && !answers[rpc]:
				t.Errorf("%s has no case with an answer in %s", rpc, cases.FolderOf(rpc))
			}
		}
	}
}

func rpcOf(method protoreflect.MethodDescriptor) string {
	return string(method.Parent().FullName()) + "/" + string(method.Name())
}
