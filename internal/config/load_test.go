package config

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"time"
)

// source is a process with its surroundings.
func source(args string, env, files map[string]string) Source {
	return Source{
		Args: strings.Fields(args),
		Env: func(name string) (string, bool) {
			text, ok := env[name]
			return text, ok
		},
		ReadFile: func(name string) ([]byte, error) {
			if text, ok := files[name]; ok {
				return []byte(text), nil
			}
			return nil, fmt.Errorf("open %s: %w", name, fs.ErrNotExist)
		},
	}
}

type texts = map[string]string

func mustLoad(t *testing.T, s Source) Config {
	t.Helper()
	c, err := Load(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// keys are the credentials that every run without the sandbox needs.
func keys(more texts) texts {
	env := texts{"OCEGATE_ACCESS_KEY": "AK", "OCEGATE_SECRET_KEY": "SK"}
	for name, text := range more {
		env[name] = text
	}
	return env
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	c := mustLoad(t, source("", keys(nil), nil))
	want := Doors{HTTP: "127.0.0.1:8080", GRPC: "127.0.0.1:9090", Admin: "127.0.0.1:8081", IdleTimeout: 65 * time.Minute, Compress: true}
	if !reflect.DeepEqual(c.Doors, want) {
		t.Errorf("%+v", c.Doors)
	}
	if c.Calls != (Calls{30 * time.Second, 2 * time.Minute, 15 * time.Second, 2000, 2000, 64 << 20}) {
		t.Errorf("%+v", c.Calls)
	}
	if c.Life.DrainTimeout != 125*time.Second || c.Life.DrainMargin != 5*time.Second || c.Life.GCPercent != 400 {
		t.Errorf("%+v", c.Life)
	}
	if c.Files != (Files{MaxUpload: 20 << 20, MaxDownload: 64 << 20}) {
		t.Errorf("%+v", c.Files)
	}
	if c.Upstream.Site != "cn" || c.Log != (Log{"info", "json"}) || c.Sandbox.Enabled {
		t.Errorf("%+v", c)
	}
	if got := c.Upstream.Credentials; got.AccessKey.Reveal() != "AK" || got.SecretKey.Reveal() != "SK" {
		t.Error("the keys did not arrive")
	}
}

// TestPrecedence: flag, environment, file, default, for every pair of places.
func TestPrecedence(t *testing.T) {
	t.Parallel()
	file := texts{"f": "log-level: debug\nsite: intl\n"}
	env := keys(texts{"OCEGATE_LOG_LEVEL": "warn"})
	for _, c := range []struct {
		args string
		env  texts
		want string
	}{
		{"--config f --log-level=error", env, "error"},
		{"--config f", env, "warn"},
		{"--config f", keys(nil), "debug"},
		{"", env, "warn"},
		{"--log-level error", keys(nil), "error"},
		{"", keys(nil), "info"},
		{"", keys(texts{"OCEGATE_LOG_LEVEL": ""}), "info"}, // an empty variable is none
	} {
		if got := mustLoad(t, source(c.args, c.env, file)); got.Log.Level != c.want {
			t.Errorf("%s: %s, want %s", c.args, got.Log.Level, c.want)
		}
	}
	if got := mustLoad(t, source("-config f", keys(nil), file)); got.Upstream.Site != "intl" {
		t.Errorf("site %s", got.Upstream.Site)
	}
}

// TestEverySettingFromEveryPlace finds a row of the table that some place
// does not reach.
func TestEverySettingFromEveryPlace(t *testing.T) {
	t.Parallel()
	for _, s := range settings(new(Config)) {
		if s.flagOnly || s.name == "insecure-allow-unauthenticated" {
			continue
		}
		other := "other"
		switch v := s.value.(type) {
		case address:
			other = "127.0.0.1:7"
		case yesNo:
			other = "true"
		case choice:
			other = v.of[1]
		case duration:
			other = "31s"
		case number:
			other = "77"
		case size:
			other = "7KiB"
		}
		sources := map[string]Source{
			"env":  source("", keys(texts{s.env(): other}), nil),
			"file": source("--config f", keys(nil), texts{"f": s.key() + ": " + other}),
			"flag": source(s.flag()+"="+other, keys(nil), nil),
		}
		if s.secret {
			delete(sources, "flag")
			env := keys(texts{s.env() + "_FILE": "s"})
			delete(env, s.env())
			sources["env file"] = source("", env, texts{"s": other + "\n"})
			sources["flag file"] = source("--"+s.name+"-file=s", keys(nil), texts{"s": other})
		}
		for place, from := range sources {
			l := &loader{source: from, given: map[string]given{}}
			l.table = settings(&l.config)
			l.flags()
			l.file()
			if _, direct := from.Env(s.env()); place == "file" && direct {
				continue // the keys come from the environment, which is stronger
			}
			l.environment()
			l.secretFiles()
			if len(l.faults) != 0 || l.given[s.name].text != other {
				t.Errorf("%s from %s: %q %v", s.name, place, l.given[s.name].text, errors.Join(l.faults...))
			}
		}
	}
}

func TestVendorVariables(t *testing.T) {
	t.Parallel()
	vendor := texts{
		"HUAWEICLOUD_SDK_AK": "VAK", "HUAWEICLOUD_SDK_SK": "VSK", "HUAWEICLOUD_SDK_SECURITY_TOKEN": "VT", "HUAWEICLOUD_SDK_DOMAIN_ID": "VD",
	}
	c := mustLoad(t, source("", vendor, nil)).Upstream.Credentials
	if c.AccessKey.Reveal() != "VAK" || c.SecretKey.Reveal() != "VSK" || c.SecurityToken.Reveal() != "VT" || c.DomainID != "VD" {
		t.Error("the vendor's variables are not read")
	}
	// A token of other keys must not be mixed in.
	vendor["OCEGATE_ACCESS_KEY"], vendor["OCEGATE_SECRET_KEY"] = "AK", "SK"
	c = mustLoad(t, source("", vendor, nil)).Upstream.Credentials
	if c.AccessKey.Reveal() != "AK" || c.SecurityToken.IsSet() || c.DomainID != "" {
		t.Error("keys of two origins are mixed")
	}
	// Real keys have no business in the emulator.
	delete(vendor, "OCEGATE_ACCESS_KEY")
	delete(vendor, "OCEGATE_SECRET_KEY")
	if mustLoad(t, source("--sandbox", vendor, nil)).Upstream.Credentials.IsSet() {
		t.Error("the sandbox got the vendor's keys")
	}
}

func TestSecretFiles(t *testing.T) {
	t.Parallel()
	env := texts{"OCEGATE_ACCESS_KEY_FILE": "ak", "OCEGATE_SECRET_KEY_FILE": "sk"}
	c := mustLoad(t, source("", env, texts{"ak": "AK\r\n", "sk": "SK"})).Upstream.Credentials
	if c.AccessKey.Reveal() != "AK" || c.SecretKey.Reveal() != "SK" {
		t.Error("the files are not read")
	}
	// The stronger place wins, whichever form it uses.
	both := texts{"OCEGATE_ACCESS_KEY": "AK", "OCEGATE_SECRET_KEY": "SK"}
	c = mustLoad(t, source("--config f", both, texts{"f": "access-key-file: ak", "ak": "weaker"})).Upstream.Credentials
	if c.AccessKey.Reveal() != "AK" {
		t.Error("the file won over the environment")
	}
}

// TestDrainMargin: calls are ended with time for their answers, and a longest call
// fits into what is left by default.
func TestDrainMargin(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]time.Duration{
		"": 5 * time.Second, "--drain-timeout=5s": time.Second, "--drain-timeout=10m": 5 * time.Second, "--drain-margin=2s": 2 * time.Second,
	} {
		if got := mustLoad(t, source(args, keys(nil), nil)).Life.DrainMargin; got != want {
			t.Errorf("%q: %v, want %v", args, got, want)
		}
	}
	if c := mustLoad(t, source("", keys(nil), nil)); c.Life.DrainTimeout-c.Life.DrainMargin < c.Calls.MaxTimeout {
		t.Error("by default a stop ends calls that may take longer")
	}
}

func TestCollectorIsLeftToTheOperator(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		env  texts
		want int
	}{{keys(nil), 400}, {keys(texts{"GOGC": "50"}), 0}, {keys(texts{"GOMEMLIMIT": "1GiB"}), 400}, {keys(texts{"OCEGATE_GC_PERCENT": "200"}), 200}} {
		if got := mustLoad(t, source("", c.env, nil)); got.Life.GCPercent != c.want {
			t.Errorf("%v: %d, want %d", c.env, got.Life.GCPercent, c.want)
		}
	}
}

func TestAskingOnly(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"--help", "-help", "--version", "--http-addr=:1 --help"} {
		if c := mustLoad(t, source(args, nil, nil)); !c.Life.ShowHelp && !c.Life.ShowVersion {
			t.Errorf("%s is not understood", args)
		}
	}
}

func TestProcess(t *testing.T) {
	t.Parallel()
	if s := Process([]string{"--help"}); s.Env == nil || s.ReadFile == nil || len(s.Args) != 1 {
		t.Error("a process has no surroundings")
	}
}
