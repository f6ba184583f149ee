package rest

import (
	"errors"
	"slices"
	"strings"
)

const signAlgorithm = "SDK-HMAC-SHA256"

// authorization is the parsed Authorization header.
type authorization struct {
	accessKey     string
	signedHeaders []string
	signature     string
}

// parseAuthorization reads `SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…`.
func parseAuthorization(header string) (authorization, error) {
	var a authorization
	rest, ok := strings.CutPrefix(header, signAlgorithm+" ")
	if !ok {
		return a, errors.New("the algorithm is not " + signAlgorithm)
	}
	seen := map[string]string{}
	for _, part := range strings.Split(rest, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		if _, twice := seen[name]; !ok || twice || value == "" {
			return a, errors.New("malformed part of the Authorization header")
		}
		seen[name] = value
	}
	a.accessKey, a.signature = seen["Access"], seen["Signature"]
	if len(seen) != 3 || a.accessKey == "" || a.signature == "" || seen["SignedHeaders"] == "" {
		return a, errors.New("the Authorization header needs Access, SignedHeaders and Signature")
	}
	a.signedHeaders = strings.Split(seen["SignedHeaders"], ";")
	return a, checkSignedHeaders(a.signedHeaders)
}

// checkSignedHeaders holds the list to its canonical form: sorted, unique, lower
// case. x-sdk-date must be in it, or a captured signature could be replayed for ever.
func checkSignedHeaders(names []string) error {
	if !slices.Contains(names, "x-sdk-date") {
		return errors.New("x-sdk-date is not among the signed headers")
	}
	for i, name := range names {
		if name == "" || name != strings.ToLower(name) {
			return errors.New("signed header names must be lower case")
		}
		if i > 0 && names[i-1] >= name {
			return errors.New("signed headers must be sorted and unique")
		}
	}
	return nil
}
