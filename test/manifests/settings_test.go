package manifests

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/ocegate/ocegate/internal/config"
)

func settingsChecks() []check {
	return []check{
		{"settings", judgeSettings, map[string]func(*installation){
			"unknown flag":    func(i *installation) { i.container().Args = append(i.container().Args, "--verbose") },
			"unknown key":     func(i *installation) { i.configs[0].Data["config.yaml"] += "\ncolour: red\n" },
			"bad value":       func(i *installation) { i.configs[0].Data["config.yaml"] = "site: mars\n" },
			"unguarded doors": func(i *installation) { replaceArgument(i, "--insecure-allow", "--log-level=info") },
			"half a key pair": func(i *installation) { i.container().Env = i.container().Env[1:] },
			"empty key":       func(i *installation) { i.secrets[0].Data["access-key"] = nil },
			"blank in a key":  func(i *installation) { i.secrets[0].Data["access-key"] = []byte("two words") },
		}},
	}
}

// judgeSettings has the server's own configuration read what the pod would give
// it: arguments, environment and mounted files.
func judgeSettings(i *installation) []string {
	if _, err := config.Load(i.source()); err != nil {
		return []string{err.Error()}
	}
	return nil
}

func (i *installation) source() config.Source {
	return config.Source{Args: i.container().Args, Env: i.variable, ReadFile: i.read}
}

func (i *installation) variable(name string) (string, bool) {
	for _, variable := range i.container().Env {
		if variable.Name == name {
			return variable.Value, true
		}
	}
	return "", false
}

// read finds a file in the volumes, as they are mounted.
func (i *installation) read(name string) ([]byte, error) {
	for _, mount := range i.container().VolumeMounts {
		if mount.MountPath != path.Dir(name) {
			continue
		}
		if content, ok := i.file(mount.Name, path.Base(name)); ok {
			return content, nil
		}
	}
	return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
}

func (i *installation) file(volumeName, key string) ([]byte, bool) {
	volume := i.volume(volumeName)
	if volume == nil {
		return nil, false
	}
	if volume.ConfigMap != nil {
		for _, settings := range i.configs {
			text, ok := settings.Data[key]
			if settings.Name == volume.ConfigMap.Name && ok {
				return []byte(text), true
			}
		}
	}
	if volume.Secret == nil {
		return nil, false
	}
	for _, secret := range i.secrets {
		content, ok := secret.Data[key]
		if secret.Name == volume.Secret.SecretName && ok {
			return content, true
		}
	}
	// The base leaves its keys to whoever uses it.
	return []byte("brought-by-others"), i.name == "base" && strings.HasSuffix(key, "-key")
}
