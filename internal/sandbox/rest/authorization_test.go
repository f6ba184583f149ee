package rest

import (
	"slices"
	"strings"
	"testing"
)

func FuzzAuthorizationHeader(f *testing.F) {
	f.Add("SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=00ff")
	f.Add("SDK-HMAC-SHA256 Access=,SignedHeaders=;,Signature==")
	f.Add("SDK-HMAC-SHA256 ")
	f.Add("")
	f.Fuzz(func(t *testing.T, header string) {
		a, err := parseAuthorization(header)
		if err != nil {
			return
		}
		if a.accessKey == "" || a.signature == "" || !slices.Contains(a.signedHeaders, "x-sdk-date") {
			t.Errorf("accepted %q as %+v", header, a)
		}
		if !slices.IsSorted(a.signedHeaders) || strings.ToLower(strings.Join(a.signedHeaders, "")) != strings.Join(a.signedHeaders, "") {
			t.Errorf("list of %q is not canonical: %v", header, a.signedHeaders)
		}
		rebuilt := signAlgorithm + " Access=" + a.accessKey + ", SignedHeaders=" + strings.Join(a.signedHeaders, ";") + ", Signature=" + a.signature
		if again, err := parseAuthorization(rebuilt); err != nil || again.signature != a.signature || again.accessKey != a.accessKey {
			t.Errorf("%q does not survive rebuilding: %v", header, err)
		}
	})
}
