package rest

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Money is an amount in units of 1/100,000,000 of the site's currency: bills hold
// eight decimals, and int64 still reaches 92 billion.
type Money int64

// MoneyUnit is one of the currency's main unit.
const MoneyUnit = Money(100_000_000)

const (
	moneyScale  = 8
	moneyCent   = MoneyUnit / 100
	shownPlaces = 2
)

// Cents makes an amount of n hundredths.
func Cents(n int64) Money { return Money(n) * moneyCent }

// String writes the exact decimal with at least two places, as the upstream does.
func (m Money) String() string {
	sign, n := "", int64(m)
	if n < 0 {
		sign, n = "-", -n
	}
	whole, frac := n/int64(MoneyUnit), n%int64(MoneyUnit)
	digits := fmt.Sprintf("%0*d", moneyScale, frac)
	for len(digits) > shownPlaces && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	return sign + strconv.FormatInt(whole, 10) + "." + digits
}

// Number is the amount as a JSON number that keeps its decimal text.
func (m Money) Number() json.Number { return json.Number(m.String()) }

// ParseMoney reads an exact decimal of at most eight places.
func ParseMoney(text string) (Money, error) {
	r, ok := new(big.Rat).SetString(text)
	if !ok || strings.ContainsAny(text, "/eExX_") {
		return 0, fmt.Errorf("not a decimal: %q", text)
	}
	r.Mul(r, big.NewRat(int64(MoneyUnit), 1))
	if !r.IsInt() || !r.Num().IsInt64() {
		return 0, fmt.Errorf("not an amount of eight places: %q", text)
	}
	return Money(r.Num().Int64()), nil
}

// Ratio is a factor in units of 1/10,000.
type Ratio int64

// RatioUnit is the ratio that leaves an amount as it is.
const RatioUnit = 10_000

// Of is the amount times the ratio, rounded half up to hundredths: the account is charged in two places.
func (q Ratio) Of(m Money) Money {
	return MulDiv(m, int64(q), RatioUnit)
}

// Text writes the ratio as a decimal: 8500 is 0.85.
func (q Ratio) Text() string {
	return Money(int64(q) * int64(MoneyUnit) / RatioUnit).String()
}

// Share is amount*part/whole in hundredths, rounded half up; whole must be positive.
func Share(amount, part, whole Money) Money {
	return MulDiv(amount, int64(part), int64(whole))
}

// RatioOf is part/whole in ratio units, rounded down.
func RatioOf(part, whole Money) Ratio {
	if whole == 0 {
		return 0
	}
	n := new(big.Int).Mul(big.NewInt(int64(part)), big.NewInt(RatioUnit))
	return Ratio(n.Quo(n, big.NewInt(int64(whole))).Int64())
}

// MulDiv is an amount times num/den in hundredths, rounded half up; den must be positive.
func MulDiv(m Money, num, den int64) Money {
	n := new(big.Int).Mul(big.NewInt(int64(m)), big.NewInt(num))
	d := new(big.Int).Mul(big.NewInt(den), big.NewInt(int64(moneyCent)))
	// Half up on the magnitude, so that a refund rounds like the charge it mirrors.
	twice := n.Lsh(n, 1)
	if twice.Sign() >= 0 {
		twice.Add(twice, d)
	} else {
		twice.Sub(twice, d)
	}
	return Money(twice.Quo(twice, d.Lsh(d, 1)).Int64()) * moneyCent
}

// Lesser is the lesser one of two amounts.
func Lesser(a, b Money) Money {
	if a < b {
		return a
	}
	return b
}

// Whole makes an amount of n main units.
func Whole(n int64) Money { return Money(n) * MoneyUnit }

// PerUnit is how many parts of a quantity are one of its unit.
const PerUnit = 1000

// Quantity writes thousandths as a decimal.
func Quantity(n int64) string { return fmt.Sprintf("%d.%03d", n/PerUnit, n%PerUnit) }

// Quoted writes a number as a text.
func Quoted(n int) string { return strconv.Itoa(n) }

// MeasureMain is the unit code of amounts in the site's main unit.
const MeasureMain = 1
