// Package page makes and reads page tokens. A token is opaque to callers, bound
// to the list that it was issued for, and holds nothing secret; it needs no key,
// so that every replica reads the tokens of every other. The package knows
// neither messages nor the upstream.
package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
)

// Faults of a token, worded for the caller.
var (
	// ErrMalformed is a text that no version of this package has issued.
	ErrMalformed = errors.New("is not a page token; use next_page_token as it was given")
	// ErrOtherList is a token that belongs to another method or other filters.
	ErrOtherList = errors.New("belongs to another list; keep the filters of the first page, or start without a token")
)

const (
	version     = 1
	bindingSize = 12 // bytes of the fingerprint; only accidents must be told apart
)

// Encode makes the token for the rows from offset on of the list that filter
// describes.
func Encode(filter []byte, offset int32) string {
	token := make([]byte, 0, 1+bindingSize+binary.MaxVarintLen32)
	token = append(token, version)
	token = append(token, binding(filter)...)
	token = binary.AppendUvarint(token, uint64(max(offset, 0)))
	return base64.RawURLEncoding.EncodeToString(token)
}

// Decode returns the offset in a token, or ErrMalformed or ErrOtherList. The
// empty token is the first page.
func Decode(filter []byte, token string) (int32, error) {
	if token == "" {
		return 0, nil
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) < 1+bindingSize+1 || raw[0] != version {
		return 0, ErrMalformed
	}
	offset, read := binary.Uvarint(raw[1+bindingSize:])
	if read != len(raw)-1-bindingSize || offset == 0 || offset > 1<<31-1 {
		return 0, ErrMalformed
	}
	if !bytes.Equal(raw[1:1+bindingSize], binding(filter)) {
		return 0, ErrOtherList
	}
	return int32(offset), nil
}

func binding(filter []byte) []byte {
	sum := sha256.Sum256(filter)
	return sum[:bindingSize]
}
