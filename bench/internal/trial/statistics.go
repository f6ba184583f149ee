package trial

import "slices"

// median of at least one value; the mean of the middle two of an even number.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// spread is a median with the smallest and the largest value.
type spread struct{ median, least, most float64 }

func spreadOf(values []float64) spread {
	return spread{median: median(values), least: slices.Min(values), most: slices.Max(values)}
}

// place is a variant with a size of page.
type place struct {
	name string
	rows int
}

// series holds the samples of every place, one for each round.
type series map[place][]sample

func (s series) of(p place, value func(sample) float64) []float64 {
	values := make([]float64, len(s[p]))
	for i := range s[p] {
		values[i] = value(s[p][i])
	}
	return values
}

// against pairs each round of a place with the same round of the baseline: what
// disturbed the machine for a while disturbed both.
func (s series) against(p place, baseline string, pair func(of, base sample) float64) []float64 {
	base := s[place{baseline, p.rows}]
	values := make([]float64, len(s[p]))
	for i := range s[p] {
		values[i] = pair(s[p][i], base[i])
	}
	return values
}
