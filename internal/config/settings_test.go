package config

import (
	"slices"
	"strings"
	"testing"
)

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
