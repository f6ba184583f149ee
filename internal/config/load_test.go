package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
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

func TestNames(t *testing.T) {
	t.Parallel()
	var names []string
	for _, s := range settings(new(Config)) {
		names = append(names, s.name)
		if s.help == "" || s.value == nil {
			t.Errorf("%s lacks its help or value", s.name)
		}
	}
	slices.Sort(names)
	if len(slices.Compact(names)) != len(settings(new(Config))) {
		t.Error("a setting stands twice")
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

// TestFaults: each in words that name the setting and say what to do.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args  string
		env   texts
		files texts
		want  string
	}{
		{"", nil, nil, "access-key (OCEGATE_ACCESS_KEY, OCEGATE_ACCESS_KEY_FILE, access-key in the file): not set"},
		{"", texts{"OCEGATE_ACCESS_KEY": "x"}, nil, "secret-key"},
		{"--sandbox", texts{"OCEGATE_ACCESS_KEY": "x"}, nil, "secret-key"},
		{"--http-addr=:8080", keys(nil), nil, "http-addr (--http-addr, OCEGATE_HTTP_ADDR, http-addr in the file): the address can be reached from other machines"},
		{"--grpc-addr=0.0.0.0:1", keys(nil), nil, "give --insecure-allow-unauthenticated"},
		{"--admin-addr=[::]:1", keys(nil), nil, "admin-addr"},
		{"--sandbox --sandbox-addr=example.com:1", nil, nil, "sandbox-addr"},
		{"--sandbox --sandbox-addr=:1 --insecure-allow-unauthenticated", nil, nil, "on loopback only"},
		{"--http-addr=8080", keys(nil), nil, "host:port"},
		{"--http-addr=127.0.0.1:http", keys(nil), nil, "port from 0 to 65535"},
		{"--site=eu", keys(nil), nil, "one of cn, intl"},
		{"--drain-timeout=5", keys(nil), nil, "drain-timeout"},
		{"--drain-timeout=-5s", keys(nil), nil, "above zero"},
		{"--drain-margin=25s --drain-timeout=25s", keys(nil), nil, "must be shorter than drain-timeout"},
		{"--max-calls=0", keys(nil), nil, "max-calls"},
		{"--default-timeout=5m", keys(nil), nil, "must not be longer than max-timeout"},
		{"--gc-percent=1", keys(nil), nil, "from 10 to 10000"},
		{"", keys(texts{"OCEGATE_SANDBOX": "1"}), nil, "true or false"},
		{"--bss-endpoint=bss.example.com", keys(nil), nil, "bss-endpoint (--bss-endpoint, OCEGATE_BSS_ENDPOINT, bss-endpoint in the file): must start with https://"},
		{"", keys(texts{"OCEGATE_OSM_ENDPOINT": "http://osm.example.com"}), nil, "osm-endpoint"},
		{"--iam-endpoint=https://s3cret@iam.example.com", keys(nil), nil, "must not hold a user name or password"},
		{"", keys(texts{"OCEGATE_SECRET_KEY": "\ufeffs3cret"}), nil, "secret-key (OCEGATE_SECRET_KEY, OCEGATE_SECRET_KEY_FILE, secret-key in the file): holds a blank"},
		{"", keys(texts{"OCEGATE_SECURITY_TOKEN": "s3cret s3cret"}), nil, "security-token"},
		{"--sandbox", keys(texts{"OCEGATE_ACCESS_KEY": "s3cret\n"}), nil, "access-key"},
		{"", keys(texts{"OCEGATE_SECRET_KEY_FILE": "sk", "OCEGATE_SECRET_KEY": ""}), texts{"sk": "\ufeffs3cret\n"}, "secret-key"},
		{"--domain-id=dömain", keys(nil), nil, "domain-id"},
		{"--sandbox --bss-endpoint=https://x", nil, nil, "bss-endpoint"},
		{"--nonsense=s3cret", keys(nil), nil, "--nonsense is not a flag"},
		{"--access-key=s3cret", keys(nil), nil, "--access-key would show in the list of processes"},
		{"--http-addr", keys(nil), nil, "--http-addr is not a flag, or lacks its value"},
		{"serve s3cret", keys(nil), nil, "2 arguments that are no flags"},
		{"--config missing", keys(nil), nil, "open missing"},
		{"--config f", keys(nil), texts{"f": "log_level: info"}, `no setting "log_level", perhaps log-level`},
		{"--config f", keys(nil), texts{"f": "sitee: cn"}, "perhaps site"},
		{"--config f", keys(nil), texts{"f": "x: cn"}, `no setting "x"`},
		{"--config f", keys(nil), texts{"f": "site: [s3cret]"}, "site must be one plain value"},
		{"--config f", keys(nil), texts{"f": "site:"}, "site must be one plain value"},
		{"--config f", keys(nil), texts{"f": "config: x"}, `no setting "config"`},
		{"--config f", keys(nil), texts{"f": "site: cn\nsite: cn"}, "each name once"},
		{"--config f", keys(nil), texts{"f": "s3cret"}, "mapping of names to values"},
		{"--config f", keys(nil), texts{"f": "a: 'b"}, "yaml"},
		{"--config f", keys(nil), texts{"f": "site: cn\n---\nsite: cn"}, "more than one document"},
		{"", texts{"OCEGATE_ACCESS_KEY": "s3cret", "OCEGATE_ACCESS_KEY_FILE": "ak"}, nil, "both directly and as a file"},
		{"", texts{"OCEGATE_ACCESS_KEY_FILE": "ak"}, nil, "its file cannot be read: open ak"},
		{"", texts{"OCEGATE_ACCESS_KEY_FILE": "ak"}, texts{"ak": "\n"}, "its file is empty"},
		{"", texts{"OCEGATE_ACCESS_KEY_FILE": "ak"}, texts{"ak": strings.Repeat("s3cret", maxSecret)}, "longer than"},
	} {
		_, err := Load(source(c.args, c.env, c.files))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: %v, want %q", c.args, c.env, err, c.want)
			continue
		}
		if strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: the fault repeats a value: %v", c.args, err)
		}
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	_, err := Load(source("--site=eu --log-level=loud --config f", texts{"OCEGATE_GC_PERCENT": "x"}, texts{"f": "wrong: 1\nlog-format: xml"}))
	for _, want := range []string{"site", "log-level", "gc-percent", "wrong", "log-format"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not named in %v", want, err)
		}
	}
	_, err = Load(source("--bss-endpoint=x --osm-endpoint=x", texts{"OCEGATE_IAM_ENDPOINT": "x", "OCEGATE_ACCESS_KEY": "a b", "OCEGATE_SECRET_KEY": "a b"}, nil))
	for _, want := range []string{"bss-endpoint", "osm-endpoint", "iam-endpoint", "access-key", "secret-key"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not named in %v", want, err)
		}
	}
	_, err = Load(source("--http-addr=:1 --grpc-addr=:2", nil, nil))
	for _, want := range []string{"http-addr", "grpc-addr", "access-key", "secret-key"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not named in %v", want, err)
		}
	}
}

func TestAllowed(t *testing.T) {
	t.Parallel()
	for _, args := range []string{
		"--insecure-allow-unauthenticated --http-addr=:8080 --grpc-addr=0.0.0.0:1 --admin-addr=host.example:1",
		"--http-addr=localhost:0 --grpc-addr=[::1]:0 --admin-addr=127.9.9.9:0",
		"--insecure-allow-unauthenticated=false",
	} {
		mustLoad(t, source(args, keys(nil), nil))
	}
	mustLoad(t, source("--config f", keys(nil), texts{"f": "# nothing\n"}))
	mustLoad(t, source("--sandbox", nil, nil))
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

// TestHelpIsComplete: what --help does not tell, nobody finds.
func TestHelpIsComplete(t *testing.T) {
	t.Parallel()
	help := Help()
	for _, s := range settings(new(Config)) {
		for _, name := range []string{s.flag(), s.env(), s.vendor, s.standard, s.help} {
			if !strings.Contains(help, name) {
				t.Errorf("%s: %q is missing", s.name, name)
			}
		}
	}
	for _, line := range strings.Split(help, "\n") {
		if len(line) > 170 || strings.TrimRight(line, " ") != line {
			t.Errorf("%d characters: %q", len(line), line)
		}
	}
}

// TestEndlessFiles: of a device as much is read as it takes to refuse it.
func TestEndlessFiles(t *testing.T) {
	t.Parallel()
	const endless = "/dev/zero"
	if _, err := os.Stat(endless); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		env  texts
		want string
	}{
		{[]string{"--config", endless}, keys(nil), "--config: /dev/zero is longer than 1048576 bytes"},
		{[]string{"--access-key-file", endless}, nil, "access-key (OCEGATE_ACCESS_KEY, OCEGATE_ACCESS_KEY_FILE, access-key in the file): its file is longer than 65536 bytes"},
		{nil, texts{"OCEGATE_SECRET_KEY_FILE": endless}, "secret-key"},
	} {
		s := Process(c.args)
		s.Env = source("", c.env, nil).Env
		if _, err := Load(s); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "longer than") {
			t.Errorf("%v %v: %v", c.args, c.env, err)
		}
	}
}

func TestProcess(t *testing.T) {
	t.Parallel()
	if s := Process([]string{"--help"}); s.Env == nil || s.ReadFile == nil || len(s.Args) != 1 {
		t.Error("a process has no surroundings")
	}
}

// TestLists: names and origins that would never match are refused, and told by
// the name of the setting.
func TestLists(t *testing.T) {
	t.Parallel()
	c := mustLoad(t, source("--http-hosts=ocegate,*.svc.cluster.local --http-origins=https://portal.corp.example,http://localhost:3000/", keys(nil), nil))
	if !slices.Equal(c.Doors.Hosts, []string{"ocegate", "*.svc.cluster.local"}) || len(c.Doors.Origins) != 2 {
		t.Errorf("%+v", c.Doors)
	}
	c = mustLoad(t, source("--config f", keys(nil), texts{"f": `http-hosts: "a, b"`}))
	if !slices.Equal(c.Doors.Hosts, []string{"a", "b"}) {
		t.Errorf("%q", c.Doors.Hosts)
	}
	for setting, words := range map[string][]string{
		"http-hosts":   {"*", "*.", "a:8080", "http://a", "a.*", "10.0.0.1", "[::1]", "a,b:1"},
		"http-origins": {"*", "portal.corp.example", "https://", "https://*.corp.example", "https://a/path", "https://u@a", "ftp://a", "https://a?b", "null"},
	} {
		for _, word := range words {
			if _, err := Load(source("--"+setting+"="+word, keys(nil), nil)); err == nil || !strings.Contains(err.Error(), setting+" (") {
				t.Errorf("%s %q: %v", setting, word, err)
			}
		}
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		"1": 1, "7B": 7, "512KiB": 512 << 10, "20MiB": 20 << 20, "1024MiB": 1 << 30, "1073741824": 1 << 30,
		"": 0, "0": 0, "-1": 0, "1025MiB": 0, "9999999999999MiB": 0, "1.5MiB": 0, "1MB": 0, "MiB": 0, "1 MiB": 0, "1GiB": 0, "1iB": 0,
	} {
		var got int64
		if err := (size{&got}).set(text); (err != nil) != (want == 0) || got != want {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
}
