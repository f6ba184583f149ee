package page_test

import (
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

func TestEmptyTokenIsTheFirstPage(t *testing.T) {
	t.Parallel()
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
		"other version":  "Ag" + good[2:],
		"offset zero":    page.Encode([]byte("f"), 0),
		"very long":      strings.Repeat("A", 4096),
		"a plain number": "10",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := page.Decode([]byte("f"), token); !errors.Is(err, page.ErrMalformed) {
				t.Errorf("Decode(%q) = %v, want ErrMalformed", token, err)
			}
		})
	}
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
