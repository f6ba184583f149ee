package service_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// cell is a reply that an upstream, or something on the way to it, may give.
type cell struct {
	name string
	body string
	// success: with status 200 this is an answer of the declared shape.
	success bool
	// refusal: with status 200 this states an error code in so many words, which
	// is a definite no.
	refusal bool
	// fault: the code says that the upstream itself does not know what came of
	// the call, so that no status makes it a definite no.
	fault bool
}

// known: a published code stands in it, or one of the gateway, so that a refusal
// is believed of a call that moves money.
func (c cell) known() bool {
	switch c.name {
	case "BSS error", "error code alone", "refusal beside the answer", "camel error", "camel error beside the answer",
		"code and message", "nested error", "failed items":
		return true
	}
	return false
}

// cells are the odd bodies for one RPC, and a few good ones as a control.
func cells(r rpc, all []rpc) []cell {
	genuine := r.genuine
	if r.empty() {
		genuine = all[0].genuine // somebody else's
	}
	other := all[0].genuine
	switch {
	case slices.Contains(r.keys, "user_coupons"):
		other = `{"refund_infos":[{"id":"R1"}]}`
	case slices.Contains(r.keys, "total_count"), r.empty():
		other = `{"count":1,"user_coupons":[{"coupon_id":"CP1"}]}`
	}
	open := strings.TrimSuffix(genuine, "}")
	codeBesideIt := !r.coded           // else the answer is the code, and a second one makes it neither
	quoted, _ := json.Marshal(genuine) // a string always encodes
	return []cell{
		{"nothing", "", false, false, false},
		{"blanks", " \r\n\t ", false, false, false},
		{"empty object", "{}", r.acknowledged || r.listed(), false, false},
		{"a member of nobody", `{"foo":1}`, false, false, false},
		{"a request id alone", `{"request_id":"1"}`, false, false, false},
		{"empty list", "[]", false, false, false},
		{"null", "null", false, false, false},
		{"empty text", `""`, false, false, false},
		{"zero", "0", false, false, false},
		{"true", "true", false, false, false},
		{"a word", "OK", false, false, false},
		{"half", genuine[:len(genuine)/2], false, false, false},
		{"cut by a byte", open, false, false, false},
		{"brace behind", genuine + "}", false, false, false},
		{"twice", genuine + genuine, false, false, false},
		{"NUL behind", genuine + "\x00", false, false, false},
		{"HTML", "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>", false, false, false},
		{"XML", `<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>`, false, false, false},
		{"BSS error", `{"error_code":"CBC.0100","error_msg":"Parameter error"}`, false, true, false},
		{"error code alone", `{"error_code":"CBC.0100"}`, false, true, false},
		{"error code as number", `{"error_code":100}`, false, true, false},
		{"error code as truth", `{"error_code":true}`, false, false, false},
		{"error code as object", `{"error_code":{"code":1}}`, false, false, false},
		{"error beside the answer", open + `,"error_code":"CBC.0999"}`, false, false, codeBesideIt},
		{"refusal beside the answer", open + `,"error_code":"CBC.0100"}`, false, codeBesideIt, false},
		{"success code alone", `{"error_code":"CBC.0000","error_msg":"Success"}`, r.coded || r.acknowledged || r.listed(), false, false},
		{"error message alone", `{"error_msg":"failed"}`, false, false, false},
		{"camel error", `{"errorCode":"CBC.0100","errorMsg":"x"}`, false, true, false},
		{"camel error beside the answer", open + `,"errorCode":"CBC.0100"}`, false, true, false},
		{"code and message", `{"code":"APIGW.0301","message":"Incorrect IAM authentication information"}`, false, false, false},
		{"IAM error", `{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}`, false, false, false},
		{"nested error", `{"error":{"error_code":"CBC.0100","error_msg":"x"}}`, false, false, false},
		{"failed items", `{"fail_infos":[{"id":"CS1","error_code":"CBC.0100","error_msg":"x"}]}`, false, false, false},
		{"failed checks", `{"fail_check_items":["balance"]}`, false, false, false},
		{"null evidence", withKeys(r, "null"), r.listed(), false, false},
		{"null evidence and a word", strings.TrimSuffix(withKeys(r, "null"), "}") + `,"error_msg":"failed"}`, false, false, false},
		{"text evidence", withKeys(r, `"x"`), r.textual, r.coded, false},
		{"empty text evidence", withKeys(r, `""`), false, false, false},
		{"true evidence", withKeys(r, `true`), r.truth, false, false},
		{"object evidence", withKeys(r, `{}`), false, false, false},
		{"nested list evidence", withKeys(r, `[[]]`), false, false, false},
		{"list of texts", withKeys(r, `["x"]`), false, false, false},
		{"answer in a list", "[" + genuine + "]", false, false, false},
		{"answer in a text", string(quoted), false, false, false},
		{"answer in an object", `{"data":` + genuine + `}`, false, false, false},
		{"answer stands twice", open + "," + strings.TrimPrefix(genuine, "{"), false, false, false},
		{"another operation's answer", other, false, false, false},
		{"gzip", gzipped(genuine), false, false, false},
		{"UTF-16", utf16(genuine), false, false, false},
		{"names of other bytes", "{\"\xff\xfe\":1}", false, false, false},
		{"deep", open + `,"x":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}", false, false, false},
		{"genuine", genuine, true, false, false},
		{"genuine behind a byte order mark", "\uFEFF" + genuine, true, false, false},
		{"genuine with more", "\n" + open + `,"error_code":"","error_msg":null,"new":{"x":["` + "\xff" + `"]}}` + "\n", codeBesideIt && !r.acknowledged, false, false},
		{"genuine with success code", open + `,"error_code":"CBC.0000"}`, codeBesideIt, false, false},
	}
}

func withKeys(r rpc, value string) string {
	var members []string
	for _, key := range append([]string{"x"}, r.keys...) {
		members = append(members, fmt.Sprintf("%q:%s", key, value))
	}
	return "{" + strings.Join(members, ",") + "}"
}

func gzipped(text string) string {
	var out bytes.Buffer
	writer := gzip.NewWriter(&out)
	_, err := writer.Write([]byte(text))
	if errors.Join(err, writer.Close()) != nil {
		return ""
	}
	return out.String()
}

func utf16(text string) string {
	out := "\xff\xfe"
	for i := range len(text) {
		out += text[i:i+1] + "\x00"
	}
	return out
}

var statuses = []int{
	http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNoContent, http.StatusPartialContent,
	http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusBadRequest, http.StatusNotFound,
	http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable,
}

// statusesFor are all for what changes something, where a false word costs money,
// and one of each class for reads, unless the full form is asked for.
func statusesFor(t *testing.T, r rpc) []int {
	t.Helper()
	if effectOf(t, r.method) != upstreamv1.Effect_EFFECT_READ || os.Getenv("OCEGATE_FULL") != "" {
		return statuses
	}
	return []int{http.StatusOK, http.StatusNoContent, http.StatusPartialContent, http.StatusFound, http.StatusBadRequest, http.StatusServiceUnavailable}
}

// grid counts what came of all cells.
type grid struct {
	cells, successes, falseSuccesses, missedSuccesses, panics, falseNoes atomic.Int64
}

// TestOddReplies gives every RPC every body under every status. An answer is a
// success only with the declared status and shape:
//   - an RPC with a body: status 200 and a cell marked as success;
//   - an RPC without one: status 204, under which HTTP has no body, or 200 with
//     the vendor's own word for success.
//
// For the RPCs that change something, whatever is neither success nor a refusal
// in words that are known must leave the outcome open.
func TestOddReplies(t *testing.T) {
	t.Parallel()
	all := rpcs()
	count := &grid{}
	t.Run("rpcs", func(t *testing.T) {
		for _, r := range all {
			t.Run(r.method[strings.LastIndex(r.method, "/")+1:], func(t *testing.T) {
				t.Parallel()
				count.run(t, r, cells(r, all))
			})
		}
	})
	t.Logf("%d cells (%d bodies, up to %d statuses, %d RPCs): %d genuine successes, %d false, %d missed, %d panics, %d false noes",
		count.cells.Load(), len(cells(all[0], all)), len(statuses), len(all), count.successes.Load(),
		count.falseSuccesses.Load(), count.missedSuccesses.Load(), count.panics.Load(), count.falseNoes.Load())
	if count.cells.Load() < 180*50*6 || count.successes.Load() == 0 {
		t.Error("the grid is too small")
	}
}

func (g *grid) run(t *testing.T, r rpc, bodies []cell) {
	t.Helper()
	var status atomic.Int64
	var body atomic.Value
	var strayed atomic.Int64
	w := newWorld(t, r.site, func(w http.ResponseWriter, request *http.Request) {
		if request.URL.Path == "/elsewhere" {
			strayed.Add(1)
		}
		w.Header().Set("Location", "/elsewhere")
		text, _ := body.Load().(string)
		reply(int(status.Load()), text)(w, request)
	})
	for _, code := range statusesFor(t, r) {
		for _, c := range bodies {
			status.Store(int64(code))
			body.Store(c.body)
			g.cells.Add(1)
			out, err := g.guarded(t, w, r)
			g.judge(t, r, c, code, out, err)
		}
	}
	if strayed.Load() > 0 {
		t.Errorf("%d redirects were followed", strayed.Load())
	}
}

func (g *grid) guarded(t *testing.T, w *world, r rpc) (out proto.Message, err error) {
	t.Helper()
	defer func() {
		if fault := recover(); fault != nil {
			g.panics.Add(1)
			t.Errorf("panic: %v", fault)
			err = errors.New("panic")
		}
	}()
	return w.call(t, t.Context(), r.method, r.request)
}

func (g *grid) judge(t *testing.T, r rpc, c cell, status int, out proto.Message, err error) {
	t.Helper()
	due := status == http.StatusOK && (c.success && !r.empty() || r.empty() && c.name == "success code alone") || status == http.StatusNoContent && (r.empty() || r.twofold)
	switch {
	case err == nil && due:
		g.successes.Add(1)
		return
	case err == nil:
		g.falseSuccesses.Add(1)
		t.Errorf("%d %s: taken for %v", status, c.name, out)
		return
	case due:
		g.missedSuccesses.Add(1)
		t.Errorf("%d %s: %v", status, c.name, err)
		return
	}
	var refusal *upstream.Error
	if !errors.As(err, &refusal) || refusal.HTTPStatus != status && refusal.HTTPStatus != 0 {
		t.Errorf("%d %s: %#v", status, c.name, err)
		return
	}
	if redirect := status >= 300 && status < 400; redirect != (refusal.Kind == upstream.KindRedirect) {
		t.Errorf("%d %s: %s", status, c.name, refusal.Kind)
	}
	effect := effectOf(t, r.method)
	sure := c.known() || effect != upstreamv1.Effect_EFFECT_MONEY && effect != upstreamv1.Effect_EFFECT_UNSAFE
	definite := sure && (status >= 400 && status < 500 && !c.fault || status == http.StatusOK && c.refusal)
	if refusal.Outcome != upstream.OutcomeNotSent && (!r.empty() || definite == (refusal.Outcome == upstream.OutcomeRefused)) {
		return
	}
	g.falseNoes.Add(1)
	t.Errorf("%d %s: outcome %s: %v", status, c.name, refusal.Outcome, err)
}

// TestAnswersOfOtherOperations gives every RPC the genuine answer of every
// other. Only answers of one and the same shape cannot be told apart.
func TestAnswersOfOtherOperations(t *testing.T) {
	t.Parallel()
	same := sameShapes()
	name := func(r rpc) string { return r.method[strings.LastIndex(r.method, "/")+1:] }
	for _, asked := range rpcs() {
		if asked.empty() {
			continue
		}
		var body atomic.Value
		w := newWorld(t, asked.site, func(w http.ResponseWriter, request *http.Request) {
			text, _ := body.Load().(string)
			reply(http.StatusOK, text)(w, request)
		})
		for _, given := range rpcs() {
			if given.empty() || given.method == asked.method {
				continue
			}
			body.Store(given.genuine)
			out, err := w.call(t, t.Context(), asked.method, asked.request)
			if (err == nil) != (same[name(asked)+" "+name(given)] || (asked.acknowledged || asked.listed()) && (given.acknowledged || given.coded)) {
				t.Errorf("%s given the answer of %s: %v, %v", name(asked), name(given), out, err)
			}
		}
	}
}

func effectOf(t *testing.T, method string) upstreamv1.Effect {
	t.Helper()
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(strings.ReplaceAll(method[1:], "/", ".")))
	if err != nil {
		t.Fatal(err)
	}
	operation, _ := proto.GetExtension(found.Options(), upstreamv1.E_Operation).(*upstreamv1.Operation)
	return operation.GetEffect()
}
