package sandbox

import (
	"encoding/json"
	"math/big"
)

// exact turns an amount into a fraction.
func (m money) exact() *big.Rat { return big.NewRat(int64(m), int64(moneyUnit)) }

// cutOff truncates a fraction to a number of decimals.
func cutOff(r *big.Rat, places int) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	n := new(big.Int).Mul(r.Num(), scale)
	return new(big.Rat).SetFrac(n.Quo(n, r.Denom()), scale)
}

// off is what a discount takes from an amount.
func off(r *big.Rat, left ratio, places int) *big.Rat {
	return cutOff(new(big.Rat).Mul(r, big.NewRat(int64(ratioUnit-left), ratioUnit)), places)
}

// minus is the difference of two fractions.
func minus(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

// decimal writes a fraction with a number of decimals.
func decimal(r *big.Rat, places int) json.Number { return json.Number(r.FloatString(places)) }
