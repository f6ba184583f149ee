package sandbox

import "testing"

func TestSpreadGivesEverythingAway(t *testing.T) {
	t.Parallel()
	lines := []*line{{official: cents(333)}, {official: cents(333)}, {official: cents(334)}, {official: 0}}
	for amount := int64(0); amount <= 1000; amount += 37 {
		var sum money
		spread(lines, cents(amount), officialOf, func(l *line, part money) {
			if part < 0 {
				t.Errorf("%d: a line gives %s", amount, part)
			}
			sum += part
		})
		if sum != cents(amount) {
			t.Errorf("%d: %s given away", amount, sum)
		}
	}
}
