package translate

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// twins are the plans and the reference for the same site.
type twins struct {
	plans     *Set
	reference *reference
	methods   []protoreflect.MethodDescriptor
}

func newTwins(tb testing.TB) *twins {
	tb.Helper()
	return &twins{
		plans:     compileAll(tb, upstreamv1.Site_SITE_CN),
		reference: newReference("CNY"),
		methods:   publicMethods(),
	}
}

// alone is the same twins for one goroutine.
func (w *twins) alone() *twins {
	own := *w.reference
	return &twins{plans: w.plans, reference: &own, methods: w.methods}
}

// compare decodes a body by plan and by reference: both must refuse it, at the
// same place, or make the same of it. It tells whether the body was accepted.
func (w *twins) compare(t *testing.T, method protoreflect.MethodDescriptor, body []byte) bool {
	t.Helper()
	plan := w.plans.Plan(fullMethod(method))
	got, want := newMessage(t, method.Output()), newMessage(t, method.Output())
	answer, err := plan.Into(got).Decode(body)
	w.compareRecycled(t, plan, body, outcome{got, answer, err})
	document := parseNode(body)
	w.reference.rows, w.reference.china = plan.operation.GetPaging().GetRows(), !plan.operation.GetTimeZoneHeader()
	fault := w.reference.decode(document, want.ProtoReflect())
	if document == nil || fault != nil {
		w.compareRefusals(t, body, document, fault, err)
		return false
	}
	if w.reference.Code != "" || w.reference.proves(plan, method.Output()) {
		if err != nil {
			t.Fatalf("%s\n%s\nrefused: %v", method.FullName(), body, err)
		}
	} else {
		if err == nil {
			t.Fatalf("%s\n%s\naccepted without evidence", method.FullName(), body)
		}
		return false
	}
	if !proto.Equal(got, want) {
		t.Fatalf("%s\n%s\ngot  %s\nwant %s", method.FullName(), body, prototext.Format(got), prototext.Format(want))
	}
	if plan.operation.GetPaging() == nil {
		w.reference.Rows, answer.Rows = 0, 0
	}
	if answer != w.reference.Answer {
		t.Fatalf("%s\n%s\ngot  %+v\nwant %+v", method.FullName(), body, answer, w.reference.Answer)
	}
	return w.reference.Code == ""
}

// outcome is what a decoder made of a body.
type outcome struct {
	message proto.Message
	answer  Answer
	err     error
}

// compareRecycled decodes the same body into memory that other answers have used.
func (w *twins) compareRecycled(t *testing.T, plan *Plan, body []byte, want outcome) {
	t.Helper()
	arena := &Arena{}
	defer arena.Release()
	got := want.message.ProtoReflect().New().Interface()
	answer, err := plan.Into(got).In(arena).Decode(body)
	if err == nil && !proto.Equal(got, want.message) {
		t.Fatalf("%s\n%s\nrecycled %s\nowned    %s", plan.method, body, prototext.Format(got), prototext.Format(want.message))
	}
	if answer != want.answer {
		t.Fatalf("%s\n%s\nrecycled %+v\nowned    %+v", plan.method, body, answer, want.answer)
	}
	if fmt.Sprint(err) != fmt.Sprint(want.err) {
		t.Fatalf("%s\n%s\nrecycled %v\nowned    %v", plan.method, body, err, want.err)
	}
}

func (w *twins) compareRefusals(t *testing.T, body []byte, document *node, fault *refError, err error) {
	t.Helper()
	var refusal *Error
	if !errors.As(err, &refusal) || refusal.Kind != KindAnswer {
		t.Fatalf("%s\naccepted (%v), the reference says %+v", body, err, fault)
	}
	if document == nil {
		return // where a text stops being JSON is told by no path
	}
	if refusal.Field != fault.field || refusal.Upstream != fault.upstream || !strings.HasPrefix(refusal.Reason, fault.reason) && fault.reason != "not an object" {
		t.Fatalf("%s\ngot  %+v\nwant %+v", body, refusal, fault)
	}
}

// proves says whether the answer holds evidence by the rules of the options.
func (r *reference) proves(plan *Plan, output protoreflect.MessageDescriptor) bool {
	names := plan.operation.GetEvidence()
	switch plan.operation.GetShape() {
	case upstreamv1.Shape_SHAPE_ACKNOWLEDGED:
		return r.UnknownFields == 0 && (r.Message == "" || r.Succeeded)
	case upstreamv1.Shape_SHAPE_EMPTY:
		return true
	case upstreamv1.Shape_SHAPE_CODE_IN_BODY:
		names = []string{"error_code"}
	}
	read := plan.operation.GetEffect() == upstreamv1.Effect_EFFECT_READ && plan.operation.GetShape() == upstreamv1.Shape_SHAPE_BODY
	named := false
	for _, name := range names {
		says, there := r.proven[name]
		if says {
			return true
		}
		named = named || there
		field, _ := r.find(output, name, &refObject{})
		read = read && field != nil && field.IsList()
	}
	return read && (named || r.UnknownFields == 0) && (r.Message == "" || r.Succeeded)
}

// TestDecodeLikeTheReference reads random answers of every RPC both ways.
func TestDecodeLikeTheReference(t *testing.T) {
	t.Parallel()
	w := newTwins(t)
	rounds := 120
	if testing.Short() {
		rounds = 30
	}
	accepted, total := 0, 0
	for _, method := range w.methods {
		for seed := range rounds {
			odd := []int{0, 0, 40, 15}[seed%4]
			body := newAuthor(uint64(seed), odd).document(method.Output())
			total++
			if w.compare(t, method, []byte(body)) {
				accepted++
			}
		}
	}
	t.Logf("%d of %d random answers were accepted", accepted, total)
	if accepted < total/3 || accepted > total*9/10 {
		t.Errorf("%d of %d is no good mixture", accepted, total)
	}
}

// FuzzDecodeRandom lets the fuzzer choose the random answers.
func FuzzDecodeRandom(f *testing.F) {
	for seed := range uint64(26) {
		f.Add(uint8(seed), seed, uint8(seed%3*10))
	}
	w := newTwins(f)
	f.Fuzz(func(t *testing.T, rpc uint8, seed uint64, odd uint8) {
		method := w.methods[int(rpc)%len(w.methods)]
		w.alone().compare(t, method, []byte(newAuthor(seed, int(odd)).document(method.Output())))
	})
}

// FuzzDecodeBytes lets the fuzzer write the answers itself.
func FuzzDecodeBytes(f *testing.F) {
	w := newTwins(f)
	for i, method := range w.methods {
		for seed := range uint64(2) {
			f.Add(uint8(i), []byte(newAuthor(seed, 30).document(method.Output())))
		}
	}
	for i, text := range jsonTexts {
		f.Add(uint8(i), []byte(text))
		f.Add(uint8(i), []byte(`{"total_count":`+text+`}`))
	}
	f.Add(uint8(0), []byte("\xef\xbb\xbf{\"order_infos\":[{\"order_id\":\"\xff\xfe\"}]}"))
	f.Add(uint8(0), []byte(strings.Repeat(`{"order_infos":[`, 60)))
	for _, row := range []string{
		`"status":6.0,"order_type":1e0,"source_type":"3.0"`, `"status":60e-1,"status_":1`, `"official_amount":1250,"measure_id":3.0`,
		`"official_amount":-0.0,"measure_id":0`, `"official_amount":1,"measure_id":0.0`, `"create_time":"2026-10-01 08:30:00"`,
		`"create_time":"3/31/2015 8:30:00","payment_time":"2026-10-01T16:30:00+0800"`, `"agent_pay_info":{"is_agent_pay":1.0}`,
	} {
		f.Add(uint8(0), []byte(`{"total_count":1.0,"order_infos":[{`+row+`}]}`))
	}
	for i := range w.methods {
		f.Add(uint8(i), []byte(`{"error_msg":null}`))
	}
	f.Fuzz(func(t *testing.T, rpc uint8, body []byte) {
		method := w.methods[int(rpc)%len(w.methods)]
		before := bytes.Clone(body)
		w.alone().compare(t, method, body)
		if !bytes.Equal(before, body) {
			t.Fatal("the body was written to")
		}
	})
}
