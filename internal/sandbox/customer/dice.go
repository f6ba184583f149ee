package customer

import "encoding/binary"

// dice is a linear congruential sequence of its own: the demo data of a seed must
// not change with the Go release, and nothing here needs better randomness.
type dice struct {
	state int64
}

const (
	diceFactor = 6364136223846793005
	diceStep   = 1442695040888963407
	diceShift  = 33 // the low bits of such a sequence repeat early
	diceMask   = 1<<30 - 1
)

func newDice(seed uint64) *dice {
	d := &dice{}
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], seed)
	for _, b := range raw {
		d.state = d.state<<8 | int64(b)
	}
	d.roll(1) // neighbouring seeds must not start with neighbouring numbers
	return d
}

// roll draws from 0 to n-1 for n up to 2^30; the bias of the remainder does not matter for demo data.
func (d *dice) roll(n int) int {
	d.state = d.state*diceFactor + diceStep
	return int(d.state>>diceShift&diceMask) % n
}
