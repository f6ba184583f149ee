package customer

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

func TestSpreadGivesEverythingAway(t *testing.T) {
	t.Parallel()
	lines := []*Line{{Official: rest.Cents(333)}, {Official: rest.Cents(333)}, {Official: rest.Cents(334)}, {Official: 0}}
	for amount := int64(0); amount <= 1000; amount += 37 {
		var sum rest.Money
		Spread(lines, rest.Cents(amount), officialOf, func(l *Line, part rest.Money) {
			if part < 0 {
				t.Errorf("%d: a line gives %s", amount, part)
			}
			sum += part
		})
		if sum != rest.Cents(amount) {
			t.Errorf("%d: %s given away", amount, sum)
		}
	}
}
