package rest

import (
	"fmt"
	"net/http"
	"time"
)

// How often a code is sent to the same contact, and how long it counts.
const (
	codePause          = time.Minute
	defaultCodeMinutes = 10
	longestCodeMinutes = 60
	cappedCodeMinutes  = 5
)

// Codes are the verification codes that were sent: to each contact the last one.
type Codes map[string]*Code

// Code is a verification code that was sent.
type Code struct {
	Text    string
	Expires time.Time
	Wrong   int // attempts with another one
	sent    time.Time
}

// Recent tells whether a code was sent to the contact a moment ago.
func (k Codes) Recent(contact string, now time.Time) bool {
	last := k[contact]
	return last != nil && now.Before(last.sent.Add(codePause))
}

// Send makes a code of six digits out of a running number; it counts until a time has passed.
func (k Codes) Send(contact string, number int, now time.Time, counts time.Duration) *Code {
	code := &Code{Text: fmt.Sprintf("%06d", (number*7919+104729)%1_000_000), sent: now, Expires: now.Add(counts)}
	k[contact] = code
	return code
}

// Is tells whether this code was sent, and not another one or none.
func (k *Code) Is(given string) bool { return k != nil && k.Text == given }

// Over tells whether a code that was sent counts no longer.
func (k *Code) Over(now time.Time) bool { return k != nil && !now.Before(k.Expires) }

// CodeTime is how long the code that a call asks for will count.
func (c *Call) CodeTime() time.Duration {
	minutes := c.In.Num("timeout", defaultCodeMinutes)
	if minutes > longestCodeMinutes {
		minutes = cappedCodeMinutes
	}
	return time.Duration(minutes) * time.Minute
}

// TooManyCodes refuses to send a second code at once.
func TooManyCodes() *Refusal {
	return Refuse(http.StatusBadRequest, "CBC.99000082", "Verification codes are sent too often.")
}

// LostCode is the refusal when a code was made but does not arrive.
func LostCode() *Refusal {
	return Refuse(http.StatusBadRequest, "CBC.99004003", "The verification code was generated but could not be delivered.")
}
