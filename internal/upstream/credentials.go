package upstream

import (
	"errors"
	"fmt"

	"github.com/ocegate/ocegate/internal/endpoint"
)

const redacted = "***"

// Credentials sign every request. SecurityToken belongs to temporary keys and
// is only valid together with the pair it was issued with; DomainID is the
// account id, sent as X-Domain-Id when known.
//
// Printing or encoding them in any form hides the three secret parts.
type Credentials struct {
	AccessKey     string
	SecretKey     string
	SecurityToken string
	DomainID      string
}

// Validate reports every fault at once and never repeats a value.
func (c Credentials) Validate() error {
	var faults []error
	if c.AccessKey == "" {
		faults = append(faults, errors.New("credentials: the access key is empty"))
	}
	if c.SecretKey == "" {
		faults = append(faults, errors.New("credentials: the secret key is empty"))
	}
	for _, part := range []struct{ name, value string }{
		{"access key", c.AccessKey},
		{"secret key", c.SecretKey},
		{"security token", c.SecurityToken},
		{"domain id", c.DomainID},
	} {
		if err := endpoint.CheckHeader(part.value); err != nil {
			faults = append(faults, fmt.Errorf("credentials: the %s %w", part.name, err))
		}
	}
	return errors.Join(faults...)
}

func mask(s string) string {
	if s == "" {
		return ""
	}
	return redacted
}

// String hides the secrets.
func (c Credentials) String() string {
	return fmt.Sprintf("{AccessKey:%s SecretKey:%s SecurityToken:%s DomainID:%s}",
		mask(c.AccessKey), mask(c.SecretKey), mask(c.SecurityToken), c.DomainID)
}

// GoString hides the secrets.
func (c Credentials) GoString() string { return "upstream.Credentials" + c.String() }

// Format hides the secrets under every verb of package fmt.
func (c Credentials) Format(state fmt.State, _ rune) {
	// A failed write is the printer's to report, and fmt.State never fails.
	_, _ = state.Write([]byte(c.String()))
}

// MarshalJSON hides the secrets.
func (c Credentials) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// MarshalText hides the secrets from every text encoder.
func (c Credentials) MarshalText() ([]byte, error) { return []byte(redacted), nil }
