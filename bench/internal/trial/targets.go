package trial

import "fmt"

// What ocegate has to reach; 0 where there is no target.

func shareTargets() map[place]float64 {
	return map[place]float64{
		{ocegateGRPC, 1}: 0.75, {ocegateGRPC, 10}: 0.65, {ocegateGRPC, 100}: 0.40,
		{ocegateJSON, 10}: 0.75, {ocegateJSON, 100}: 0.45,
	}
}

func byteTargets() map[string]float64 {
	return map[string]float64{ocegateGRPC: 1.5, ocegateJSON: 1.8}
}

func addedTargets() map[string]float64 {
	return map[string]float64{ocegateGRPC: 0.2, ocegateJSON: 0.2}
}

func memoryTargets() map[string]float64 {
	return map[string]float64{ocegateGRPC: 42, ocegateJSON: 42}
}

// judged says what was to be reached and whether it was.
func judged(got, most float64, format string) string {
	switch {
	case most == 0:
		return ""
	case got <= most:
		return ", reached " + fmt.Sprintf(format, most)
	default:
		return ", **missed " + fmt.Sprintf(format, most) + "**"
	}
}
