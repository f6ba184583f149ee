package config

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.yaml.in/yaml/v3"
)

// TestSecretsAreNeverPrinted tries every verb, encoder and wrapping.
func TestSecretsAreNeverPrinted(t *testing.T) {
	t.Parallel()
	const secret = "s3cret"
	s := NewSecret(secret)
	c := Config{Upstream: Upstream{Credentials: Credentials{AccessKey: s, SecretKey: s, SecurityToken: s}}}
	unexported := struct{ inner Secret }{s}
	var printed []string
	for _, value := range []any{s, &s, c, &c, unexported, []Secret{s}, map[string]Secret{"k": s}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T"} {
			printed = append(printed, fmt.Sprintf(verb, value))
		}
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		printed = append(printed, string(text))
	}
	text, err := yaml.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()).EncodeEntry(zapcore.Entry{},
		[]zap.Field{zap.Any("any", s), zap.Any("config", c), zap.Reflect("reflect", c), zap.Stringer("stringer", s)})
	if err != nil {
		t.Fatal(err)
	}
	printed = append(printed, string(text), encoded.String(), s.String(), s.GoString())
	hex := fmt.Sprintf("%x", secret)
	for _, text := range printed {
		if strings.Contains(text, secret) || strings.Contains(strings.ToLower(text), hex) {
			t.Errorf("printed: %q", text)
		}
	}
	if !strings.Contains(fmt.Sprint(c), hidden) {
		t.Error("nothing shows that there is a secret")
	}
}

func TestSecret(t *testing.T) {
	t.Parallel()
	if s := NewSecret("x"); !s.IsSet() || s.Reveal() != "x" || s.String() != hidden {
		t.Errorf("%v", s)
	}
	if s := NewSecret(""); s.IsSet() || s.Reveal() != "" || s.String() != "" {
		t.Errorf("%v", s)
	}
}
