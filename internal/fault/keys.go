package fault

import "strings"

// keysCause is what the upstream's words say about why it did not accept the
// server's keys: one of a closed set, so that the words themselves, which quote
// keys and signatures, need not be told. Empty when they say nothing known.
func keysCause(words string) string {
	words = strings.ToLower(words)
	for _, known := range [...]struct {
		cause string
		any   []string
	}{
		{"the access key is locked for some minutes after failed signatures", []string{"reach the limit"}},
		{"the access key is not known", []string{"ak not exist", "get secretkey failed", "access key not exist", "access key does not exist"}},
		{"the security token or its keys have expired", []string{"token must be updated", "token is expired", "token expired", "token has expired"}},
		{"the security token is wrong", []string{"decrypt token", "security token", "securitytoken", "x-auth-token", "x_auth_token", "token is invalid", "invalid token"}},
		{"the clock of this server is wrong", []string{"signature expired", "signature time", "server time", "date expired", "x-sdk-date", "timestamp", "clock"}},
		{"the signature does not fit, so the secret key is wrong", []string{"verify aksk signature", "verify ak sk signature", "signature"}},
	} {
		for _, word := range known.any {
			if strings.Contains(words, word) {
				return known.cause
			}
		}
	}
	return ""
}
