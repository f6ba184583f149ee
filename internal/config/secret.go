package config

import "fmt"

// hidden stands for a secret wherever it is printed.
const hidden = "***"

// Secret is text that no printer shows. It is kept behind a pointer, because
// package fmt prints what it finds in fields that it cannot call methods on.
type Secret struct{ text *string }

// NewSecret keeps a text secret.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{text: &text}
}

// Reveal is the text itself, for the one place that needs it.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// IsSet says whether there is a text.
func (s Secret) IsSet() bool { return s.text != nil }

// String hides the text but shows whether there is one.
func (s Secret) String() string {
	if s.text == nil {
		return ""
	}
	return hidden
}

// GoString hides the text.
func (s Secret) GoString() string { return s.String() }

// Format hides the text under every verb of package fmt.
func (s Secret) Format(state fmt.State, _ rune) {
	// A failed write is the printer's to report, and fmt.State never fails.
	_, _ = state.Write([]byte(s.String()))
}

// MarshalText hides the text from every text encoder.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON hides the text.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + s.String() + `"`), nil }

// MarshalYAML hides the text.
func (s Secret) MarshalYAML() (any, error) { return s.String(), nil }
