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
	"math"
	"strings"
	"unicode/utf8"
)

// Faults of a token, worded for the caller.
var (
	// ErrMalformed is a text that no version of this package has issued.
	ErrMalformed = errors.New("is not a page token; use next_page_token as it was given")
	// ErrOtherList is a token that belongs to another method or other filters.
	ErrOtherList = errors.New("belongs to another list; keep the filters of the first page, or start without a token")
)

// The first byte of a token: what it holds behind the fingerprint.
const (
	holdsOffset = 1
	holdsMarker = 2
)

const bindingSize = 12 // bytes of the fingerprint; only accidents must be told apart

// Encode makes the token for the rows from offset on of the list that filter
// describes.
func Encode(filter []byte, offset int32) string {
	token := start(holdsOffset, filter, binary.MaxVarintLen32)
	token = binary.AppendUvarint(token, uint64(max(offset, 0)))
	return base64.RawURLEncoding.EncodeToString(token)
}

// EncodeMarker makes the token for the page of the list that filter describes
// which starts at the list's own marker.
func EncodeMarker(filter []byte, marker string) string {
	token := append(start(holdsMarker, filter, len(marker)), marker...)
	return base64.RawURLEncoding.EncodeToString(token)
}

// Decode returns the offset in a token, or ErrMalformed or ErrOtherList. The
// empty token is the first page.
func Decode(filter []byte, token string) (int32, error) {
	held, err := open(holdsOffset, filter, token)
	if err != nil || held == nil {
		return 0, err
	}
	offset, read := binary.Uvarint(held)
	longer := read > 1 && held[read-1] == 0 // than the number needs
	if read != len(held) || longer || offset == 0 || offset > math.MaxInt32 {
		return 0, ErrMalformed
	}
	return int32(offset), nil
}

// DecodeMarker returns the marker in a token, or ErrMalformed or ErrOtherList.
// The empty token is the first page.
func DecodeMarker(filter []byte, token string) (string, error) {
	held, err := open(holdsMarker, filter, token)
	if err == nil && held != nil && !utf8.Valid(held) {
		err = ErrMalformed
	}
	if err != nil {
		return "", err
	}
	return string(held), nil
}

func start(holds byte, filter []byte, room int) []byte {
	token := append(make([]byte, 0, 1+bindingSize+room), holds)
	return append(token, binding(filter)...)
}

// open returns what a token holds behind the fingerprint, never nothing, or nil
// for the empty token.
func open(holds byte, filter []byte, token string) ([]byte, error) {
	if token == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	broken := strings.ContainsAny(token, "\r\n") // the decoder skips line ends, which no token has
	if err != nil || broken || len(raw) <= 1+bindingSize || raw[0] != holdsOffset && raw[0] != holdsMarker {
		return nil, ErrMalformed
	}
	if raw[0] != holds || !bytes.Equal(raw[1:1+bindingSize], binding(filter)) {
		return nil, ErrOtherList
	}
	return raw[1+bindingSize:], nil
}

func binding(filter []byte) []byte {
	sum := sha256.Sum256(filter)
	return sum[:bindingSize]
}
