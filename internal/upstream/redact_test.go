package upstream_test

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/ocegate/ocegate/internal/upstream"
)

// longToken is as long as real security tokens are, and with their alphabet.
func longToken() string {
	var b strings.Builder
	for state := uint32(1); b.Len() < 3012; state = state*1664525 + 1013904223 {
		b.WriteByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[state>>26])
	}
	return b.String() + "=="
}

// canaries are secrets that must not come out again.
func canaries() upstream.Credentials {
	return upstream.Credentials{AccessKey: "HPUAQ7ZKEXAMPLE0KEY2", SecretKey: "pZ9w/Kq7+Yt3-Lm8_Xv5/Bn2QrTsUvWy41Ab6Cd0", SecurityToken: longToken()}
}

// spellings are the ways in which a secret can stand in an answer.
func spellings() map[string]func(string) string {
	each := func(format string) func(string) string {
		return func(s string) string {
			out := ""
			for i := range len(s) {
				out += fmt.Sprintf(format, s[i])
			}
			return out
		}
	}
	punctuation := regexp.MustCompile(`[-+/=_]`)
	some := func(format string) func(string) string {
		return func(s string) string {
			return punctuation.ReplaceAllStringFunc(s, func(c string) string { return fmt.Sprintf(format, c[0]) })
		}
	}
	return map[string]func(string) string{
		"plain":           func(s string) string { return s },
		"upper":           strings.ToUpper,
		"lower":           strings.ToLower,
		"slashed":         func(s string) string { return strings.ReplaceAll(s, "/", `\/`) },
		"json":            some(`\u%04x`),
		"json throughout": each(`\u%04X`),
		"hex escapes":     each(`\x%02x`),
		"url":             url.QueryEscape,
		"url throughout":  each("%%%02x"),
		"url twice":       func(s string) string { return url.QueryEscape(url.QueryEscape(s)) },
		"html":            some("&#x%x;"),
		"html decimal":    each("&#%d;"),
		"html of url":     func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "%", "&percnt;") },
		"named":           strings.NewReplacer("/", "&sol;", "+", "&plus;", "=", "&equals;", "_", "&lowbar;").Replace,
		"lines":           func(s string) string { return regexp.MustCompile(`.{1,20}`).ReplaceAllString(s, "$0\r\n  ") },
		"strewn":          func(s string) string { return strings.ReplaceAll(s, "A", "A\u200b") },
		"base64":          func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
		"base64url":       func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte("x" + s)) },
		"base64 in it":    func(s string) string { return base64.StdEncoding.EncodeToString([]byte("ak:" + s + "\n")) },
		"hexadecimal":     func(s string) string { return hex.EncodeToString([]byte(s)) },
		"cut":             func(s string) string { return s[:len(s)-3] + "..." },
		"end":             func(s string) string { return "..." + s[5:] },
	}
}

// plainer takes escapes off by other means than the product.
func plainer(text string) string {
	escape := regexp.MustCompile(`(?i)(\\u00|\\x|%)[0-9a-f]{2}`)
	for range 4 {
		text = html.UnescapeString(text)
		text = escape.ReplaceAllStringFunc(text, func(s string) string {
			b, _ := hex.DecodeString(s[len(s)-2:])
			return string(b)
		})
		text = strings.ReplaceAll(text, `\/`, "/")
	}
	return strings.ToLower(regexp.MustCompile(`\\[nrt]|[^\x21-\x7e]`).ReplaceAllString(text, ""))
}

// watch knows every run of 15 characters of the secrets and of their other forms.
type watch map[string]bool

const run = 15

func newWatch() watch {
	w, c := watch{}, canaries()
	for _, secret := range []string{c.AccessKey, c.SecretKey, c.SecurityToken} {
		b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
		for _, form := range []string{secret, hex.EncodeToString([]byte(secret)), b64(secret), b64("x" + secret)[2:], b64("xx" + secret)[3:]} {
			for i := range len(form) - run + 1 {
				w[strings.ToLower(form[i:i+run])] = true
			}
		}
	}
	return w
}

// finds gives a part of a secret in a text.
func (w watch) finds(text string) string {
	text = plainer(text)
	for i := range max(0, len(text)-run+1) {
		if w[text[i:i+run]] {
			return text[i : i+run]
		}
	}
	return ""
}

// places are answers with a text in each place that an error is made from; the
// text is JSON already where it stands in JSON.
func places(text string) map[string]answerOf {
	quoted := strings.NewReplacer("\r", `\r`, "\n", `\n`).Replace(text)
	with := func(body string) string { return strings.ReplaceAll(body, "CANARY", quoted) }
	return map[string]answerOf{
		"code":        {400, "application/json", with(`{"error_code":"CANARY","error_msg":"x"}`), ""},
		"message":     {401, "application/json", with(`{"error_code":"APIGW.0301","error_msg":"verify ak CANARY fail"}`), ""},
		"request id":  {400, "application/json", with(`{"error_code":"CBC.0100","request_id":"CANARY"}`), ""},
		"header":      {500, "application/json", `{"error_code":"CBC.0999"}`, strings.NewReplacer("\r\n", " ", "\u200b", "").Replace(text)},
		"detail":      {400, "application/json", with(`{"error_code":"CBC.0100","request":{"ak":["x CANARY"]}}`), ""},
		"name":        {400, "application/json", with(`{"error_code":"CBC.0100","request":{"CANARY":1},"CANARY":{}}`), ""},
		"nested":      {403, "application/json", with(`{"error":{"code":"X.1","message":"CANARY"}}`), ""},
		"item":        {400, "application/json", with(`{"fail_check_items":["CANARY"]}`), ""},
		"text":        {502, "text/plain", strings.Repeat("x ", 20) + text, ""},
		"html":        {403, "text/html", "<pre>X-Security-Token: " + text + "</pre>", ""},
		"behind":      {502, "text/plain", "e" + strings.Repeat(" ", 1770) + text, ""},
		"over a cut":  {502, "text/plain", "e" + strings.Repeat("\r\n", 8180) + text, ""},
		"broken json": {500, "application/json", with(`{"error_code":"CBC.0100","x":"CANARY"`), ""},
		"no code":     {400, "application/json", with(`{"x":"CANARY"}`), ""},
		"in 200":      {200, "application/json", with(`{"error_code":"CBC.0100","error_msg":"CANARY","request":{"ak":"CANARY"},"request_id":"CANARY"}`), ""},
	}
}

type answerOf struct {
	status             int
	media, body, reqID string
}

func (a answerOf) serve(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	w.Header().Set("Content-Type", a.media)
	if a.reqID != "" {
		w.Header().Set("X-Request-Id", a.reqID)
	}
	w.WriteHeader(a.status)
	_, _ = io.WriteString(w, a.body)
}

// told is all that an error says to anybody.
func told(t *testing.T, err error) string {
	t.Helper()
	var e *upstream.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v", err)
	}
	return fmt.Sprintf("%v %+v %s", err, *e, e.Details)
}

// TestSecretsInEverySpelling: no part of a key or token comes out of an error, in
// whatever spelling and place upstream echoes it.
func TestSecretsInEverySpelling(t *testing.T) {
	t.Parallel()
	c, w := canaries(), newWatch()
	for spelling, spell := range spellings() {
		for secret, value := range map[string]string{"access key": c.AccessKey, "secret key": c.SecretKey, "token": c.SecurityToken} {
			t.Run(spelling+" "+secret, func(t *testing.T) {
				t.Parallel()
				if w.finds(spell(value)) == "" {
					t.Fatal("the check does not see it")
				}
				var now atomic.Pointer[answerOf]
				base := serve(t, func(w http.ResponseWriter, r *http.Request) { now.Load().serve(w, r) })
				client := newClient(t, base, func(config *upstream.Config) { config.Credentials = c })
				for place, a := range places(spell(value)) {
					now.Store(&a)
					w.checkTold(t, client, place)
				}
			})
		}
	}
}

func (w watch) checkTold(t *testing.T, client *upstream.Client, place string) {
	t.Helper()
	for _, req := range []*upstream.Request{read(), pay()} {
		resp, err := client.Do(t.Context(), req)
		if err == nil { // the decoding room finds those
			err = req.AnswerError(resp, "CBC.0100", "", resp.Body)
		}
		if found := w.finds(told(t, err)); found != "" {
			t.Errorf("%s of %s: %s in %.300s", place, req.Operation, found, told(t, err))
		}
	}
	if _, err := client.Download(t.Context(), fetch(), 1<<20); err != nil {
		if found := w.finds(told(t, err)); found != "" {
			t.Errorf("%s of a download: %s", place, found)
		}
	}
}

// TestSignatureIsNotRepeated: some gateways print what they were to verify.
func TestSignatureIsNotRepeated(t *testing.T) {
	t.Parallel()
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		sent := r.Header.Get("Authorization")
		answerOf{status: 403, media: "application/json", body: `{"error_code":"CBC.0100","error_msg":"got ` + sent + `","sent":{"` + sent + `":1}}`}.serve(w, r)
	})
	failed := do(t, newClient(t, base, nil), pay())
	if text := fmt.Sprintf("%v %s", failed, failed.Details); !strings.Contains(text, "Signature=***") || regexp.MustCompile("[0-9a-f]{16}").MatchString(text) {
		t.Errorf("%s", text)
	}
}

// TestCausesHoldNoSecret: what net/http quotes of a malformed reply, and what the
// decoder says of an answer.
func TestCausesHoldNoSecret(t *testing.T) {
	t.Parallel()
	server := serveRaw(t, func(c *rawConn) {
		if c.request() {
			c.reply("HTTP/1.1 " + canaries().SecretKey + " x\r\n\r\n")
		}
	})
	w, client := newWatch(), newClient(t, server.url(), func(config *upstream.Config) { config.Credentials = canaries() })
	_, err := client.Do(t.Context(), pay())
	if text := told(t, err); w.finds(text) != "" || !strings.Contains(text, redactedText) {
		t.Errorf("%s", text)
	}
	resp, err := newClient(t, answer(t, 200, "{}"), func(config *upstream.Config) { config.Credentials = canaries() }).Do(t.Context(), read())
	if err != nil {
		t.Fatal(err)
	}
	cause := errors.New("the unit " + canaries().AccessKey + " is not known")
	if failed := read().UnreadableError(resp, cause); w.finds(told(t, failed)) != "" || !errors.Is(failed, cause) {
		t.Errorf("%s", failed)
	}
}

const redactedText = "***"

// TestOrdinaryWordsStay is the control of the tests above.
func TestOrdinaryWordsStay(t *testing.T) {
	t.Parallel()
	body := `{"error_code":"CBC.99003106","error_msg":"订单 CS2610311200ABCDE: 100% of \"x\" & y\\z, see https://example.com/a%2Fb?c=d&amp;e","more":{"n":1.50,"a":["<b>",true,null]},"request_id":"7e6c8a1f0b2d4c5e9f3a1b2c3d4e5f60"}`
	client := newClient(t, answer(t, 400, body), func(config *upstream.Config) { config.Credentials = canaries() })
	failed := do(t, client, pay())
	if want := `订单 CS2610311200ABCDE: 100% of "x" & y\z, see https://example.com/a%2Fb?c=d&amp;e`; failed.Message != want {
		t.Errorf("%s", failed.Message)
	}
	if want := `{"more":{"a":["<b>",true,null],"n":1.50}}`; string(failed.Details) != want {
		t.Errorf("%s", failed.Details)
	}
}
