package sandbox

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// money is an amount in units of 1/100,000,000 of the site's currency: bills hold
// eight decimals, and int64 still reaches 92 billion.
type money int64

// moneyUnit is one of the currency's main unit.
const moneyUnit = money(100_000_000)

const (
	moneyScale  = 8
	moneyCent   = moneyUnit / 100
	shownPlaces = 2
)

// cents makes an amount of n hundredths.
func cents(n int64) money { return money(n) * moneyCent }

// String writes the exact decimal with at least two places, as the upstream does.
func (m money) String() string {
	sign, n := "", int64(m)
	if n < 0 {
		sign, n = "-", -n
	}
	whole, frac := n/int64(moneyUnit), n%int64(moneyUnit)
	digits := fmt.Sprintf("%0*d", moneyScale, frac)
	for len(digits) > shownPlaces && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	return sign + strconv.FormatInt(whole, 10) + "." + digits
}

// number is the amount as a JSON number that keeps its decimal text.
func (m money) number() json.Number { return json.Number(m.String()) }

// parseMoney reads an exact decimal of at most eight places.
func parseMoney(text string) (money, error) {
	r, ok := new(big.Rat).SetString(text)
	if !ok || strings.ContainsAny(text, "/eExX_") {
		return 0, fmt.Errorf("not a decimal: %q", text)
	}
	r.Mul(r, big.NewRat(int64(moneyUnit), 1))
	if !r.IsInt() || !r.Num().IsInt64() {
		return 0, fmt.Errorf("not an amount of eight places: %q", text)
	}
	return money(r.Num().Int64()), nil
}

// ratio is a factor in units of 1/10,000.
type ratio int64

// ratioUnit is the ratio that leaves an amount as it is.
const ratioUnit = 10_000

// of is the amount times the ratio, rounded half up to hundredths: the account is charged in two places.
func (q ratio) of(m money) money {
	return mulDiv(m, int64(q), ratioUnit)
}

// text writes the ratio as a decimal: 8500 is 0.85.
func (q ratio) text() string {
	return money(int64(q) * int64(moneyUnit) / ratioUnit).String()
}

// share is amount*part/whole in hundredths, rounded half up; whole must be positive.
func share(amount, part, whole money) money {
	return mulDiv(amount, int64(part), int64(whole))
}

// ratioOf is part/whole in ratio units, rounded down.
func ratioOf(part, whole money) ratio {
	if whole == 0 {
		return 0
	}
	n := new(big.Int).Mul(big.NewInt(int64(part)), big.NewInt(ratioUnit))
	return ratio(n.Quo(n, big.NewInt(int64(whole))).Int64())
}

// mulDiv is an amount times num/den in hundredths, rounded half up; den must be positive.
func mulDiv(m money, num, den int64) money {
	n := new(big.Int).Mul(big.NewInt(int64(m)), big.NewInt(num))
	d := new(big.Int).Mul(big.NewInt(den), big.NewInt(int64(moneyCent)))
	// Half up on the magnitude, so that a refund rounds like the charge it mirrors.
	twice := n.Lsh(n, 1)
	if twice.Sign() >= 0 {
		twice.Add(twice, d)
	} else {
		twice.Sub(twice, d)
	}
	return money(twice.Quo(twice, d.Lsh(d, 1)).Int64()) * moneyCent
}

// lesser is the lesser one of two amounts.
func lesser(a, b money) money {
	if a < b {
		return a
	}
	return b
}

// moneyOf makes an amount of n main units.
func moneyOf(n int64) money { return money(n) * moneyUnit }

// perUnit is how many parts of a quantity are one of its unit.
const perUnit = 1000

// quantity writes thousandths as a decimal.
func quantity(n int64) string { return fmt.Sprintf("%d.%03d", n/perUnit, n%perUnit) }

// quoted writes a number as a text.
func quoted(n int) string { return strconv.Itoa(n) }

// measureMain is the unit code of amounts in the site's main unit.
const measureMain = 1
