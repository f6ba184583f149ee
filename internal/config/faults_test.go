package config

import (
	"os"
	"strings"
	"testing"
)

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
