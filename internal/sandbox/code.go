package sandbox

import "time"

// smsCode is the last verification code that was sent to a number.
type smsCode struct {
	text    string
	sent    time.Time
	expires time.Time
}

// How codes are made, how often one is sent to the same contact, and how long it counts.
const (
	codeLength         = 6
	codePause          = time.Minute
	defaultCodeMinutes = 10
	longestCodeMinutes = 60
	cappedCodeMinutes  = 5
)
