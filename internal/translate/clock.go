package translate

import (
	"fmt"
	"strconv"
	"strings"
)

// maxSpan is the bound of google.protobuf.Duration in seconds.
const maxSpan = 315_576_000_000

// parseClock reads hh:mm:ss, in which the hours may exceed 23.
func parseClock(text string) (seconds int64, ok bool) {
	hours, rest, _ := strings.Cut(text, ":")
	if len(rest) != len("00:00") || rest[2] != ':' || hours == "" || leadingDigits(hours) != len(hours) {
		return 0, false
	}
	hour, err := strconv.ParseInt(hours, 10, 32)
	minute, a := twoDigits(rest, 0)
	second, b := twoDigits(rest, 3)
	if err != nil || !a || !b || minute > 59 || second > 59 {
		return 0, false
	}
	seconds = hour*3600 + int64(minute*60+second)
	return seconds, seconds <= maxSpan
}

// formatClock writes hh:mm:ss.
func formatClock(seconds int64) string {
	return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}
