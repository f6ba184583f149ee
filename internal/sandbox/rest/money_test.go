package rest

import "testing"

func TestMoneyText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0": "0.00", "1": "1.00", "-1.5": "-1.50", "0.12345678": "0.12345678", "-0.00000001": "-0.00000001",
		"12345678901.12": "12345678901.12", "100.10000000": "100.10",
	} {
		m, err := ParseMoney(text)
		if err != nil || m.String() != want {
			t.Errorf("%s: %s, %v", text, m, err)
		}
	}
	for _, text := range []string{"", "x", "1e2", "1/2", "0x1", "1_000", "0.123456789", "99999999999999999999", "NaN", "Inf"} {
		if m, err := ParseMoney(text); err == nil {
			t.Errorf("%q was read as %s", text, m)
		}
	}
}

func TestMoneyArithmeticRoundsHalfUp(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		got  Money
		want string
	}{
		{Ratio(9000).Of(Cents(99999)), "899.99"},           // 899.991
		{Ratio(5000).Of(Cents(1)), "0.01"},                 // 0.005
		{Ratio(5000).Of(Cents(-1)), "-0.01"},               // the mirror image
		{Ratio(3333).Of(Cents(100)), "0.33"},               // 0.3333
		{Share(Cents(100), 1, 3), "0.33"},                  // a third
		{Share(Cents(200), 1, 3), "0.67"},                  // two thirds
		{Share(Cents(9_000_000_000), 7, 7), "90000000.00"}, // no overflow on the way
	} {
		if row.got.String() != row.want {
			t.Errorf("%s, want %s", row.got, row.want)
		}
	}
	if Ratio(8500).Text() != "0.85" || RatioOf(Cents(80000), Cents(100000)) != 8000 || RatioOf(1, 0) != 0 {
		t.Error("ratios")
	}
}
