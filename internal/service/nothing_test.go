package service_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// descriptor is the declaration of the RPC.
func (r rpc) descriptor() protoreflect.MethodDescriptor {
	name := strings.ReplaceAll(strings.TrimPrefix(r.method, "/"), "/", ".")
	found, _ := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(name)) // nil beside an error
	method, _ := found.(protoreflect.MethodDescriptor)
	return method
}

func (r rpc) operation() *upstreamv1.Operation {
	operation, _ := proto.GetExtension(r.descriptor().Options(), upstreamv1.E_Operation).(*upstreamv1.Operation)
	return operation
}

// lists says whether every member of proof is a list, by the declarations.
func (r rpc) lists() bool {
	names := listNames(r.descriptor().Output().Fields())
	for _, key := range r.operation().GetEvidence() {
		if !slices.Contains(names, key) {
			return false
		}
	}
	return len(r.operation().GetEvidence()) > 0
}

func listNames(fields protoreflect.FieldDescriptors) []string {
	var names []string
	for i := range fields.Len() {
		if !fields.Get(i).IsList() {
			continue
		}
		option, _ := proto.GetExtension(fields.Get(i).Options(), upstreamv1.E_Field).(*upstreamv1.Field)
		if name := option.GetName(); name != "" {
			names = append(names, name)
		} else {
			names = append(names, string(fields.Get(i).Name()))
		}
	}
	return names
}

// listed says whether the RPC is a read of which an answer without its lists says
// that there is nothing.
func (r rpc) listed() bool {
	operation := r.operation()
	return operation.GetEffect() == upstreamv1.Effect_EFFECT_READ && operation.GetShape() == upstreamv1.Shape_SHAPE_BODY && r.lists()
}

// TestNothingThere: null, absent and empty are one thing where nothing but lists is
// read. A call that changes something must have its lists.
func TestNothingThere(t *testing.T) {
	t.Parallel()
	reads, writes := 0, 0
	for _, r := range rpcs() {
		if !r.lists() {
			continue
		}
		nothing := map[string]bool{`{}`: r.listed(), `{"error_code":"CBC.0000"}`: r.listed(), `{"foo":1}`: false, `{"error_msg":"failed"}`: false}
		for _, key := range r.operation().GetEvidence() {
			nothing[`{"`+key+`":null}`] = r.listed()
			nothing[`{"`+key+`":null,"error_msg":"failed"}`] = false
			if r.listed() {
				nothing[`{"`+key+`":[]}`] = true // of a change it says that nothing failed, or nothing at all
			}
		}
		if reads++; !r.listed() {
			reads, writes = reads-1, writes+1
		}
		for body, want := range nothing {
			w := newWorld(t, r.site, reply(http.StatusOK, body))
			out, err := w.call(t, t.Context(), r.method, r.request)
			if (err == nil) != want {
				t.Errorf("%s given %s: %v, %v", r.method, body, out, err)
			}
		}
	}
	t.Logf("%d reads and %d writes are proven by lists alone", reads, writes)
	if reads < 20 || writes < 8 {
		t.Errorf("only %d reads and %d writes", reads, writes)
	}
}

// TestDebtWithoutBalances: what is declared is told, also beside a list that is
// left out.
func TestDebtWithoutBalances(t *testing.T) {
	t.Parallel()
	w := newWorld(t, upstream.SiteChina, reply(http.StatusOK, `{"debt_amount":12.5,"measure_id":1,"currency":"CNY"}`))
	out, err := w.call(t, t.Context(), accountsv1.AccountService_GetBalances_FullMethodName, &accountsv1.GetBalancesRequest{})
	balances, _ := out.(*accountsv1.GetBalancesResponse) // nil beside an error
	if err != nil || balances.GetDebtAmount().GetAmount() != "12.5" || len(balances.GetBalances()) != 0 {
		t.Errorf("%v, %v", out, err)
	}
}
