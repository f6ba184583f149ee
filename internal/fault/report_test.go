package fault

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

func TestReportOfUpstream(t *testing.T) {
	t.Parallel()
	err := &upstream.Error{
		Operation: read, Kind: upstream.KindRefused, HTTPStatus: 400, Code: "CBC.99000029", RequestID: "up-1",
		Message: "mobile 13912345678 exists", Outcome: upstream.OutcomeRefused, Err: errors.New("write to 13912345678 failed"),
	}
	want := Report{
		Reason: "PHONE_ALREADY_REGISTERED", Operation: read, UpstreamCode: "CBC.99000029", UpstreamStatus: 400, UpstreamRequestID: "up-1",
		Cause: "upstream: refused, outcome refused, HTTP 400: write to *** failed",
	}
	if got := Describe(Error(err)); got != want {
		t.Errorf("%+v", got)
	}
	want.Reason = ""
	if got := Describe(err); got != want {
		t.Errorf("unshaped: %+v", got)
	}
}

// TestReportOfRejectedKeys: the log names the cause that the upstream's words
// show, and none of the words; the caller gets neither.
func TestReportOfRejectedKeys(t *testing.T) {
	t.Parallel()
	const start = "upstream: refused, outcome refused, HTTP 401"
	for words, want := range map[string]string{
		"signature expired, signature time 1, server time 2":                                      ": the clock of this server is wrong",
		"Incorrect IAM authentication information: verify aksk signature fail":                    ": the signature does not fit, so the secret key is wrong",
		"Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist":  ": the access key is not known",
		"Incorrect IAM authentication information: AK access failed to reach the limit,forbidden": ": the access key is locked for some minutes after failed signatures",
		"Incorrect IAM authentication information: decrypt token fail":                            ": the security token is wrong",
		"The token must be updated":    ": the security token or its keys have expired",
		"something new of 13912345678": "",
		"":                             "",
	} {
		err := Error(&upstream.Error{
			Operation: pay, Kind: upstream.KindRefused, HTTPStatus: 401, Code: "APIGW.0301", Outcome: upstream.OutcomeRefused,
			Message: words, Details: []byte(`{"canonical":"GET /"}`),
		})
		if got := Describe(err).Cause; got != start+want {
			t.Errorf("%q: %s", words, got)
		}
		for _, part := range Status(err).Details() {
			if said, isWords := part.(*errdetails.LocalizedMessage); isWords {
				t.Errorf("the caller is told %v", said)
			}
		}
		if info(Status(err)).GetMetadata()["upstream_details"] != "" {
			t.Error("the caller is told the details")
		}
	}
	other := &upstream.Error{Operation: pay, Kind: upstream.KindRefused, HTTPStatus: 400, Code: "CBC.0100", Message: "server time 2"}
	if got := Describe(other).Cause; strings.Contains(got, "clock") {
		t.Errorf("another refusal: %s", got)
	}
}

func TestReportOfOthers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want Report
	}{
		{nil, Report{}},
		{Error(&translate.Error{Kind: translate.KindRequest, Operation: "o", Field: "f", Reason: "r"}), Report{Reason: RequestInvalid, Operation: "o", Cause: "o: f: r"}},
		{Error(&PanicError{Value: 7, Stack: []byte("s")}), Report{Reason: InternalError, Cause: "panic: int", Stack: "s"}},
		{Error(&PanicError{Value: "closed"}), Report{Reason: InternalError, Cause: "panic: closed"}},
		{Error(errors.New("a\nb")), Report{Reason: InternalError, Cause: "a b"}},
		{Error(status.Error(codes.DataLoss, "gone")), Report{Cause: "gone"}},
		{Error(Invalid(Violation{Field: "f", Description: "must be short"})), Report{Reason: RequestInvalid, Cause: "f must be short"}},
		{Error(&RefusalError{Reason: RequestInvalid, Spelled: true, Violations: []Violation{{Field: "secret"}}}), Report{Reason: RequestInvalid, Cause: "1 violations"}},
		{Error(&RefusalError{Reason: MethodUnknown, Where: "/what/the/caller/wrote", Err: errors.New("why")}), Report{Reason: MethodUnknown, Cause: "why"}},
	} {
		if got := Describe(c.err); got != c.want {
			t.Errorf("%v: %+v, want %+v", c.err, got, c.want)
		}
	}
}

func TestScrub(t *testing.T) {
	t.Parallel()
	key := strings.Repeat("Ab1", 12)
	text := scrub(fmt.Sprintf("mail a.b+c@example.com, phone +86 139 1234 5678, key %s, 127.0.0.1:8443 \x00\xff %s", key, strings.Repeat("x ", 600)))
	for _, leak := range []string{"example.com", "1234", "5678", key, "\x00"} {
		if strings.Contains(text, leak) {
			t.Errorf("%q leaks %q", text, leak)
		}
	}
	if !strings.Contains(text, "127.0.0.1:8443") || len(text) > maxScrubbed+4 {
		t.Errorf("%d bytes: %q", len(text), text)
	}
}

func FuzzScrub(f *testing.F) {
	f.Add("phone 13912345678")
	f.Add("a@b \xff\n")
	f.Fuzz(func(t *testing.T, text string) {
		got := scrub(text)
		if len(got) > maxScrubbed+len("…") || strings.ContainsAny(got, "\n\r\x00") {
			t.Errorf("%q", got)
		}
	})
}
