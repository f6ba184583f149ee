package manifests

import (
	"maps"
	"path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// externalSecret is brought by whoever uses the base; see deploy/README.md.
const externalSecret = "ocegate-credentials"

func volumeChecks() []check {
	return []check{
		{"volumes", judgeVolumes, map[string]func(*installation){
			"unknown config":   func(i *installation) { i.configs = nil },
			"unknown secret":   func(i *installation) { i.secrets = nil },
			"mount of nothing": func(i *installation) { i.pod().Volumes = nil },
			"unmounted volume": func(i *installation) { i.container().VolumeMounts = nil },
			"writable mount":   func(i *installation) { i.container().VolumeMounts[0].ReadOnly = false },
			"open secret":      func(i *installation) { i.pod().Volumes[1].Secret.DefaultMode = new(int32(0o444)) },
		}},
		{"files", judgeFiles, map[string]func(*installation){
			"config elsewhere": func(i *installation) { replaceArgument(i, "--config=", "--config=/etc/other/config.yaml") },
			"config misnamed":  func(i *installation) { replaceArgument(i, "--config=", "--config=/etc/ocegate/config.yml") },
			"no config":        func(i *installation) { replaceArgument(i, "--config=", "--sandbox") },
			"key elsewhere":    func(i *installation) { i.container().Env[0].Value = "/etc/ocegate/access-key" },
			"key misnamed":     func(i *installation) { i.container().Env[1].Value += "s" },
			"key missing":      func(i *installation) { clear(i.secrets[0].Data) },
		}},
	}
}

// judgeVolumes follows each mount to its volume and each volume to its source.
func judgeVolumes(i *installation) []string {
	var found faults
	mounted := map[string]bool{}
	for _, mount := range i.container().VolumeMounts {
		mounted[mount.Name] = true
		if !mount.ReadOnly {
			found.add("mount %s is writable", mount.Name)
		}
		if i.volume(mount.Name) == nil {
			found.add("mount %s has no volume", mount.Name)
		}
	}
	for position := range i.pod().Volumes {
		volume := &i.pod().Volumes[position]
		if !mounted[volume.Name] {
			found.add("volume %s is not mounted", volume.Name)
		}
		if _, known := i.content(volume); !known {
			found.add("volume %s has no source", volume.Name)
		}
		if secret := volume.Secret; secret != nil && (secret.DefaultMode == nil || *secret.DefaultMode&0o007 != 0) {
			found.add("volume %s is readable by every user", volume.Name)
		}
	}
	return found
}

func (i *installation) volume(name string) *corev1.Volume {
	for position := range i.pod().Volumes {
		if i.pod().Volumes[position].Name == name {
			return &i.pod().Volumes[position]
		}
	}
	return nil
}

// content lists the files of a volume; known is false when its source does not
// exist. The base leaves one secret to others, whose files it can only name.
func (i *installation) content(volume *corev1.Volume) (files []string, known bool) {
	switch {
	case volume.ConfigMap != nil:
		for _, config := range i.configs {
			if config.Name == volume.ConfigMap.Name {
				return slices.Collect(maps.Keys(config.Data)), true
			}
		}
	case volume.Secret != nil:
		for _, secret := range i.secrets {
			if secret.Name == volume.Secret.SecretName {
				return slices.Collect(maps.Keys(secret.Data)), true
			}
		}
		if i.name == "base" && volume.Secret.SecretName == externalSecret {
			return []string{"access-key", "secret-key"}, true
		}
	}
	return nil, false
}

// judgeFiles demands that every file the server is told to read is mounted:
// settings from a config map, keys from a secret.
func judgeFiles(i *installation) []string {
	var found faults
	config, ok := i.argument("--config=")
	if !ok {
		found.add("no --config")
	} else if !i.holds(config, func(v *corev1.Volume) bool { return v.ConfigMap != nil }) {
		found.add("%s is in no mounted config map", config)
	}
	for _, variable := range i.container().Env {
		isSecret := func(v *corev1.Volume) bool { return v.Secret != nil }
		if strings.HasSuffix(variable.Name, "_FILE") && !i.holds(variable.Value, isSecret) {
			found.add("%s: %s is in no mounted secret", variable.Name, variable.Value)
		}
	}
	return found
}

// holds reports whether a mounted volume of the right sort has such a file.
func (i *installation) holds(name string, right func(*corev1.Volume) bool) bool {
	for _, mount := range i.container().VolumeMounts {
		volume := i.volume(mount.Name)
		if mount.MountPath != path.Dir(name) || volume == nil || !right(volume) {
			continue
		}
		files, _ := i.content(volume)
		return slices.Contains(files, path.Base(name))
	}
	return false
}
