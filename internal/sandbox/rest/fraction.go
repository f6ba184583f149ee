package rest

import (
	"encoding/json"
	"math/big"
)

// Exact turns an amount into a fraction.
func (m Money) Exact() *big.Rat { return big.NewRat(int64(m), int64(MoneyUnit)) }

// CutOff truncates a fraction to a number of decimals.
func CutOff(r *big.Rat, places int) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	n := new(big.Int).Mul(r.Num(), scale)
	return new(big.Rat).SetFrac(n.Quo(n, r.Denom()), scale)
}

// Off is what a discount takes from an amount.
func Off(r *big.Rat, left Ratio, places int) *big.Rat {
	return CutOff(new(big.Rat).Mul(r, big.NewRat(int64(RatioUnit-left), RatioUnit)), places)
}

// Minus is the difference of two fractions.
func Minus(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

// Decimal writes a fraction with a number of decimals.
func Decimal(r *big.Rat, places int) json.Number { return json.Number(r.FloatString(places)) }
