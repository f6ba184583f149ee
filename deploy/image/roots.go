package main

import (
	"bytes"
	"encoding/pem"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// roots returns the certificates that the server trusts, as one PEM file.
//
// They come from a pinned Go module rather than from the building machine, whose
// bundle would change the digest, and they lie in a file rather than in the
// binary, so that an operator can mount another bundle over it. Roots that are
// trusted only for certificates issued before some day are left out: a PEM file
// cannot carry that condition, and trusting them without it would be wrong.
func roots() ([]byte, error) {
	var text bytes.Buffer
	for root := range bundle.Roots() {
		if root.Constraint != nil {
			continue
		}
		if err := pem.Encode(&text, &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}); err != nil {
			return nil, err
		}
	}
	return text.Bytes(), nil
}
