package translate

import (
	"strconv"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

func compiledCodes(tb testing.TB, enum protoreflect.Enum) *codes {
	tb.Helper()
	compiled, err := compileCodes(enum.Descriptor())
	if err != nil {
		tb.Fatal(err)
	}
	return compiled
}

func TestCodesOfDigits(t *testing.T) {
	t.Parallel()
	table := compiledCodes(t, ordersv1.PeriodUnit(0))
	for _, c := range []struct {
		code   string
		number int32
		known  bool
	}{
		{"0", 100, true},   // remapped, because zero means unspecified
		{"2", 2, true},     // its own number
		{"100", 0, false},  // collides with the number of another code
		{"8", 8, false},    // unknown, keeps its number
		{"77", 77, false},  // unknown, keeps its number
		{"-1", -1, false},  // unknown, keeps its number
		{"week", 0, false}, // not a number
		{"", 0, false},     //
		{"2.0", 2, true},   // the code 2, as numbers are written elsewhere
		{"2e0", 2, true},   //
		{"20e-1", 2, true}, //
		{"0.0", 100, true}, //
		{"8.0", 8, false},  // unknown, keeps its number
		{"100.0", 0, false},
		{"2.5", 0, false}, // not a code
		{"02", 2, false},  // another code, of the same number
		{"999", 999, false},
		{"99999999999", 0, false},
	} {
		if number, known := table.number(c.code); number != c.number || known != c.known {
			t.Errorf("number(%q) = %d, %t, want %d, %t", c.code, number, known, c.number, c.known)
		}
	}
}

func TestCodesOfOlderAnswers(t *testing.T) {
	t.Parallel()
	table := compiledCodes(t, ordersv1.PaymentCouponType(0))
	for code, want := range map[string]int32{"300": 300, "2": 300, "301": 301, "1": 301, "302": 302, "4": 302, "3": 3, "303": 303} {
		if number, known := table.number(code); number != want || !known {
			t.Errorf("number(%q) = %d, %t, want %d", code, number, known, want)
		}
	}
	if table.text[300] != "300" {
		t.Errorf("an older code would be sent: %q", table.text[300])
	}
}

func TestCodesOfWords(t *testing.T) {
	t.Parallel()
	table := compiledCodes(t, typev1.LedgerDirection(0))
	if number, known := table.number("EXPENSE"); number != 2 || !known || !table.words {
		t.Errorf("EXPENSE = %d, %t, words %t", number, known, table.words)
	}
	// The number 2 stands for EXPENSE, so the code "2" is something else, and a
	// number beside words would mean nothing.
	for _, code := range []string{"2", "7", "-1"} {
		if number, known := table.number(code); number != 0 || known {
			t.Errorf("the code %s = %d, %t", code, number, known)
		}
	}
}

// TestCodesComeBack holds every code of every public enum in both directions
// against the options themselves.
func TestCodesComeBack(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, file := range publicFiles() {
		for i := range file.Enums().Len() {
			enum := file.Enums().Get(i)
			table, err := compileCodes(enum)
			if err != nil {
				t.Errorf("%s: %v", enum.FullName(), err)
				continue
			}
			for j := range enum.Values().Len() {
				value := enum.Values().Get(j)
				if value.Number() == 0 {
					continue
				}
				seen++
				code, number := codeOf(value), int32(value.Number())
				if table.text[number] != code.GetValue() {
					t.Errorf("%s is sent as %q, want %q", value.FullName(), table.text[number], code.GetValue())
				}
				for _, text := range append([]string{code.GetValue()}, code.GetAlso()...) {
					if got, known := table.number(text); got != number || !known {
						t.Errorf("%s: code %q is read as %d, %t", value.FullName(), text, got, known)
					}
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d values were seen", seen)
	}
}

// codeOf reads the option by itself, for comparison.
func codeOf(value protoreflect.EnumValueDescriptor) *upstreamv1.Code {
	if code, ok := proto.GetExtension(value.Options(), upstreamv1.E_Code).(*upstreamv1.Code); ok && code != nil {
		return code
	}
	return &upstreamv1.Code{Value: strconv.Itoa(int(value.Number()))}
}

func TestCodeOfZeroChannel(t *testing.T) {
	t.Parallel()
	table := compiledCodes(t, accountsv1.PaymentChannel(0))
	if number, known := table.number("0"); number != 1000 || !known {
		t.Errorf("channel 0 = %d, %t", number, known)
	}
	if number, known := table.number("1000"); number != 0 || known {
		t.Errorf("channel 1000 = %d, %t: it would look like the named one", number, known)
	}
}
