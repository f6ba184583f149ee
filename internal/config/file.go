package config

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// file reads the settings file, strictly: an unknown or repeated key, a value
// that is no plain text, and a second document are faults.
func (l *loader) file() {
	l.path = l.given["config"].text
	if l.path == "" {
		return
	}
	content, err := l.source.ReadFile(l.path)
	if err != nil {
		l.fail("--config: %w", err)
		return
	}
	if len(content) > maxFile {
		l.fail("--config: %s is longer than %d bytes", l.path, maxFile)
		return
	}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	var entries map[string]yaml.Node
	switch err := decoder.Decode(&entries); {
	case errors.Is(err, io.EOF):
		return // an empty file sets nothing
	case err != nil:
		l.fail("%s: not a list of settings: %s", l.path, yamlFault(err))
		return
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		l.fail("%s: more than one document", l.path)
	}
	known := l.keys()
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		node := entries[key]
		switch {
		case !slices.Contains(known, key):
			l.fail("%s line %d: there is no setting %q%s", l.path, node.Line, key, nearest(key, known))
		case node.Kind != yaml.ScalarNode || node.Tag == "!!null":
			l.fail("%s line %d: %s must be one plain value", l.path, node.Line, key)
		default:
			l.give(key, node.Value, levelFile)
		}
	}
}

// yamlFault drops the second line of a fault, which may quote a value.
func yamlFault(err error) string {
	var typed *yaml.TypeError
	if errors.As(err, &typed) {
		return "a mapping of names to values is needed, each name once"
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// keys are the names that may stand in the file.
func (l *loader) keys() []string {
	var names []string
	for _, s := range l.table {
		if s.flagOnly {
			continue
		}
		names = append(names, s.key())
		if s.secret {
			names = append(names, s.key()+"-file")
		}
	}
	return names
}

// nearest suggests the key that was probably meant: the same letters with other
// marks between the words, or one that starts alike.
func nearest(key string, known []string) string {
	plain := func(s string) string {
		return strings.ToLower(strings.NewReplacer("-", "", "_", "", ".", "").Replace(s))
	}
	for _, name := range known {
		if plain(name) == plain(key) {
			return ", perhaps " + name
		}
	}
	for _, name := range known {
		if len(key) >= 4 && strings.HasPrefix(plain(name), plain(key[:4])) {
			return ", perhaps " + name
		}
	}
	return ""
}
