package sdk_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// keys sign a request; the token belongs to temporary ones.
type keys struct{ access, secret, token, domain string }

var testKeys = keys{access: "ORACLETESTACCESSKEY1", secret: "oracle-test-secret-key", domain: "0123456789abcdef0123456789abcdef"}

// verify checks an SDK-HMAC-SHA256 signature as the upstream's gateway does: by
// the list of signed headers that the request itself names.
func verify(r received, k keys, now time.Time) error {
	rest, ok := strings.CutPrefix(r.header.Get("Authorization"), "SDK-HMAC-SHA256 ")
	if !ok {
		return errors.New("no signature of the right kind")
	}
	parts := make(map[string]string)
	for part := range strings.SplitSeq(rest, ", ") {
		name, value, _ := strings.Cut(part, "=")
		parts[name] = value
	}
	date := r.header.Get("X-Sdk-Date")
	when, err := time.Parse("20060102T150405Z", date)
	signed := strings.Split(parts["SignedHeaders"], ";")
	switch {
	case err != nil:
		return fmt.Errorf("date: %w", err)
	case now.Sub(when).Abs() > 15*time.Minute:
		return fmt.Errorf("the date %s is too far from %s", date, now)
	case parts["Access"] != k.access:
		return fmt.Errorf("access key %q", parts["Access"])
	case !slices.Contains(signed, "x-sdk-date"):
		return fmt.Errorf("the date is not signed: %q", signed)
	}
	sum := sha256.Sum256([]byte(canonical(r, signed)))
	mac := hmac.New(sha256.New, []byte(k.secret))
	_, _ = mac.Write([]byte("SDK-HMAC-SHA256\n" + date + "\n" + hex.EncodeToString(sum[:]))) // never fails
	if want := hex.EncodeToString(mac.Sum(nil)); want != parts["Signature"] {
		return fmt.Errorf("signature %s, want %s, of %s %s", parts["Signature"], want, r.method, r.raw)
	}
	return nil
}

func canonical(r received, signed []string) string {
	var lines strings.Builder
	for _, name := range signed {
		values := slices.Clone(r.header.Values(name))
		if name == "host" {
			values = []string{r.host}
		}
		slices.Sort(values)
		for _, value := range values {
			lines.WriteString(name + ":" + strings.TrimSpace(value) + "\n")
		}
	}
	payload := r.header.Get("X-Sdk-Content-Sha256")
	if payload == "" {
		sum := sha256.Sum256(r.body)
		payload = hex.EncodeToString(sum[:])
	}
	path := canonicalPath(r.path)
	return strings.Join([]string{r.method, path, canonicalQuery(r.query), lines.String(), strings.Join(signed, ";"), payload}, "\n")
}

func canonicalPath(path string) string {
	segments := strings.Split(path, "/")
	for i := range segments {
		segments[i] = percent(segments[i])
	}
	return strings.TrimSuffix(strings.Join(segments, "/"), "/") + "/"
}

func canonicalQuery(query url.Values) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(query)) {
		for _, value := range slices.Sorted(slices.Values(query[name])) {
			parts = append(parts, percent(name)+"="+percent(value))
		}
	}
	return strings.Join(parts, "&")
}

func percent(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// TestVerifierRefuses is the control of every check of a signature: one changed
// byte anywhere is noticed.
func TestVerifierRefuses(t *testing.T) {
	t.Parallel()
	o := loadOperations(t)[0]
	upstream := startStub(t)
	upstream.expect(func(received) []byte { return []byte(`{"total_count":0,"order_infos":[]}`) })
	if _, err := startFacade(t, siteCN, upstream.url).overGRPC(t, call{operation: o, request: map[string]any{"orderId": "a b"}}); err != nil {
		t.Fatal(err)
	}
	sent := upstream.took(t)[0]
	for name, change := range map[string]func(*received, *keys){
		"method": func(r *received, _ *keys) { r.method = http.MethodPost },
		"path":   func(r *received, _ *keys) { r.path += "x" },
		"query":  func(r *received, _ *keys) { r.query = url.Values{"order_id": {"a+b"}} },
		"date":   func(r *received, _ *keys) { r.header.Set("X-Sdk-Date", "20200101T000000Z") },
		"body":   func(r *received, _ *keys) { r.body = []byte("{}") },
		"domain": func(r *received, _ *keys) { r.header.Set("X-Domain-Id", "other") },
		"access": func(_ *received, k *keys) { k.access += "x" },
		"secret": func(_ *received, k *keys) { k.secret += "x" },
		"scheme": func(r *received, _ *keys) { r.header.Del("Authorization") },
	} {
		changed, k := sent, testKeys
		changed.header = sent.header.Clone()
		change(&changed, &k)
		if verify(changed, k, time.Now()) == nil {
			t.Errorf("a wrong %s passes", name)
		}
	}
	if err := verify(sent, testKeys, time.Now()); err != nil {
		t.Error(err)
	}
}
