package rest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
)

// Numbered makes an id of a running number that is unique within its kind.
func Numbered(prefix string, n int) string {
	return fmt.Sprintf("%s%012d", prefix, n)
}

// AccountID makes the id of a new account from its name.
func AccountID(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:16])
}

// StrongPassword asks for two kinds of characters and something else than the name.
func StrongPassword(password, name string) bool {
	kinds := 0
	for _, kind := range []func(rune) bool{unicode.IsLower, unicode.IsUpper, unicode.IsDigit, unicode.IsPunct} {
		if strings.ContainsFunc(password, kind) {
			kinds++
		}
	}
	return kinds >= 2 && !strings.EqualFold(password, name)
}

// SubAccount is a member account as other rooms list it.
type SubAccount struct{ ID, Name, Phone string }
