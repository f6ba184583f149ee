package rest

import "time"

// Code is the last verification code that was sent to a number.
type Code struct {
	Text    string
	Sent    time.Time
	Expires time.Time
}

// How codes are made, how often one is sent to the same contact, and how long it counts.
const (
	CodeLength         = 6
	CodePause          = time.Minute
	DefaultCodeMinutes = 10
	LongestCodeMinutes = 60
	CappedCodeMinutes  = 5
)
