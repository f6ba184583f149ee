package page_test

import (
	"encoding/base64"
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ocegate/ocegate/internal/page"
)

func TestTokenComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		filter := rapid.SliceOf(rapid.Byte()).Draw(t, "filter")
		offset := rapid.Int32Range(1, math.MaxInt32).Draw(t, "offset")
		token := page.Encode(filter, offset)
		if got, err := page.Decode(filter, token); err != nil || got != offset {
			t.Fatalf("Decode = %d, %v, want %d", got, err, offset)
		}
		other := append([]byte("x"), filter...)
		if _, err := page.Decode(other, token); !errors.Is(err, page.ErrOtherList) {
			t.Fatalf("another list: %v", err)
		}
	})
}

func TestMarkerTokenComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		filter := rapid.SliceOf(rapid.Byte()).Draw(t, "filter")
		marker := rapid.StringN(1, 64, -1).Draw(t, "marker")
		token := page.EncodeMarker(filter, marker)
		if got, err := page.DecodeMarker(filter, token); err != nil || got != marker {
			t.Fatalf("DecodeMarker = %q, %v, want %q", got, err, marker)
		}
		if _, err := page.DecodeMarker(append([]byte("x"), filter...), token); !errors.Is(err, page.ErrOtherList) {
			t.Fatalf("another list: %v", err)
		}
		if _, err := page.Decode(filter, token); !errors.Is(err, page.ErrOtherList) {
			t.Fatalf("a marker taken for an offset: %v", err)
		}
	})
}

func TestOffsetTokenIsNoMarker(t *testing.T) {
	t.Parallel()
	if _, err := page.DecodeMarker([]byte("f"), page.Encode([]byte("f"), 10)); !errors.Is(err, page.ErrOtherList) {
		t.Fatalf("an offset taken for a marker: %v", err)
	}
	if _, err := page.DecodeMarker([]byte("f"), page.EncodeMarker([]byte("f"), "\xff")); !errors.Is(err, page.ErrMalformed) {
		t.Fatalf("a marker that is not text: %v", err)
	}
}

func TestEmptyTokenIsTheFirstPage(t *testing.T) {
	t.Parallel()
	if marker, err := page.DecodeMarker([]byte("f"), ""); marker != "" || err != nil {
		t.Fatalf("DecodeMarker = %q, %v", marker, err)
	}
	if offset, err := page.Decode([]byte("f"), ""); offset != 0 || err != nil {
		t.Fatalf("Decode = %d, %v", offset, err)
	}
}

func TestForeignTextIsRefused(t *testing.T) {
	t.Parallel()
	good := page.Encode([]byte("f"), 10)
	for name, token := range map[string]string{
		"not base64":     "!!!",
		"too short":      good[:8],
		"with padding":   good + "==",
		"longer":         good + "AAAA",
		"other version":  "Aw" + good[2:],
		"offset zero":    page.Encode([]byte("f"), 0),
		"very long":      strings.Repeat("A", 4096),
		"a plain number": "10",
		"a line end":     good[:4] + "\r" + good[4:],
		"another end":    good + "\n",
		"a longer zero":  overlong(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := page.Decode([]byte("f"), token); !errors.Is(err, page.ErrMalformed) {
				t.Errorf("Decode(%q) = %v, want ErrMalformed", token, err)
			}
		})
	}
}

// overlong is a token whose number is written with a byte too many.
func overlong() string {
	raw, err := base64.RawURLEncoding.DecodeString(page.Encode([]byte("f"), 10))
	if err != nil {
		return err.Error()
	}
	raw[len(raw)-1] |= 0x80
	return base64.RawURLEncoding.EncodeToString(append(raw, 0))
}

func FuzzDecode(f *testing.F) {
	f.Add("f", page.Encode([]byte("f"), 7))
	f.Fuzz(func(t *testing.T, filter, token string) {
		offset, err := page.Decode([]byte(filter), token)
		if err == nil && token != "" && page.Encode([]byte(filter), offset) != token {
			t.Fatalf("%q reads as %d but is not its token", token, offset)
		}
	})
}
