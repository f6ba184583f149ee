package translate

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDecimalText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"0", "0"},
		{"1.50", "1.50"},
		{"-1.50", "-1.50"},
		{"007.10", "007.10"},
		{"123456789012345678.0123456789", "123456789012345678.0123456789"},
		{"-0", "0"},
		{"-0.00", "0.00"},
		{"-0e5", "0"},
		{"-0.0e-2", "0.000"},
		{"1e0", "1"},
		{"1E+2", "100"},
		{"1.5e1", "15"},
		{"1.50e1", "15.0"},
		{"1.5e3", "1500"},
		{"12.34e-1", "1.234"},
		{"12.34e-5", "0.0001234"},
		{"-12.34e-5", "-0.0001234"},
		{"0.001e3", "1"},
		{"0.001e2", "0.1"},
		{"1e-10", "0.0000000001"},
		{"00e1", "0"},
		{"1e63", "1" + strings.Repeat("0", 63)},
		{"-" + strings.Repeat("1", 54) + "." + strings.Repeat("1", 10), "-" + strings.Repeat("1", 54) + "." + strings.Repeat("1", 10)},
	} {
		if got, ok := decimalText(c.in); !ok || got != c.want {
			t.Errorf("decimalText(%q) = %q, %t, want %q", c.in, got, ok, c.want)
		}
	}
}

func TestDecimalTextRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "-", "+1", ".5", "-.5", "1.", "1.e1", "1e", "1e+", "1e-", "e1", "1e1.5", "1,5", "1 ", " 1", "1_0", "0x1",
		"1e64", "1e65", "1e-65", "1e400", "1e99999999999999999999", "-1e-64", strings.Repeat("1", 65), "0." + strings.Repeat("1", 64), "NaN", "Infinity", "--1", "1-", "1e1e1", "１", "1\x00", "true",
	} {
		if got, ok := decimalText(text); ok {
			t.Errorf("decimalText(%q) = %q, want a refusal", text, got)
		}
	}
}

func TestShiftPoint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		places int
		want   string
	}{
		{"1234", -2, "12.34"},
		{"5", -2, "0.05"},
		{"-5", -2, "-0.05"},
		{"0", -2, "0.00"},
		{"12.3", -1, "1.23"},
		{"12.3", 2, "1230"},
		{"0.05", 1, "0.5"},
		{"100", 0, "100"},
	} {
		if got, ok := shiftPoint(c.in, c.places); !ok || got != c.want {
			t.Errorf("shiftPoint(%q, %d) = %q, %t, want %q", c.in, c.places, got, ok, c.want)
		}
	}
	if got, ok := shiftPoint(strings.Repeat("1", maxDecimalDigits+1), -1); ok {
		t.Errorf("a number of %d digits was accepted", len(got))
	}
}

func TestParseWhole(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{"10": 10, "10.00": 10, "1e3": 1000, "-5": -5, "1.20e1": 12, "0.0": 0, "-0": 0} {
		if got, ok := integer(text, 32); !ok || got != want {
			t.Errorf("integer(%q) = %d, %t, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"1.5", "2147483648", "-2147483649", "x", "", "1e10", "0.1e0", "true"} {
		if got, ok := integer(text, 32); ok {
			t.Errorf("integer(%q) = %d, want a refusal", text, got)
		}
	}
	if got, ok := integer("9223372036854775807", 64); !ok || got != 1<<63-1 {
		t.Errorf("the largest int64 came out as %d, %t", got, ok)
	}
}

// decimalNumber draws a decimal as JSON writes numbers.
func decimalNumber(t *rapid.T) string {
	return rapid.StringMatching(`-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,10})?([eE][+-]?[0-3]?[0-9])?`).Draw(t, "number")
}

func TestDecimalTextIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := decimalNumber(t)
		got, ok := decimalText(text)
		if !ok {
			t.Fatalf("%q was refused", text)
		}
		if strings.ContainsAny(got, "eE+") || strings.HasPrefix(got, "-0") && strings.Trim(got, "-0.") == "" {
			t.Fatalf("%q became %q, which is not plain", text, got)
		}
		if rational(t, text).Cmp(rational(t, got)) != 0 {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func rational(t interface{ Fatalf(string, ...any) }, text string) *big.Rat {
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return value
}

// FuzzDecimal holds the grammar and the value against math/big.
func FuzzDecimal(f *testing.F) {
	for _, seed := range []string{"0", "-0.0", "1e5", "1.5E-3", "12345678901234567890.0123456789", "1.", ".1", "1e", "0x1p-2", "1_000", "Inf", "1/2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := decimalText(text)
		if !ok {
			return
		}
		if strings.Trim(text, "0123456789.eE+-") != "" {
			t.Fatalf("%q was accepted as %q", text, got)
		}
		if strings.Trim(strings.TrimPrefix(got, "-"), "0123456789.") != "" {
			t.Fatalf("%q became %q, which is not plain", text, got)
		}
		if len(text) < 100 && rational(t, text).Cmp(rational(t, got)) != 0 {
			t.Fatalf("%q became %q", text, got)
		}
	})
}
