package config

import (
	"errors"
	"fmt"
)

// Validate reports what single settings cannot show: what contradicts or needs
// each other. Each fault names the settings and says what to do.
func (c *Config) Validate() error {
	var faults []error
	named := map[string]*setting{}
	for _, s := range settings(c) {
		named[s.name] = &s
	}
	for _, door := range []struct{ setting, address string }{
		{"http-addr", c.Doors.HTTP}, {"grpc-addr", c.Doors.GRPC}, {"admin-addr", c.Doors.Admin},
	} {
		if !c.Doors.AllowUnauthenticated && !isLoopback(door.address) {
			faults = append(faults, fmt.Errorf(
				"%s: the address can be reached from other machines, and callers are not authenticated: "+
					"use 127.0.0.1, or give --insecure-allow-unauthenticated if something else guards the door",
				named[door.setting].spellings()))
		}
	}
	if !isLoopback(c.Sandbox.Addr) {
		faults = append(faults, fmt.Errorf("%s: the sandbox's keys are published, so it listens on loopback only: use 127.0.0.1",
			named["sandbox-addr"].spellings()))
	}
	if c.Calls.DefaultTimeout > c.Calls.MaxTimeout {
		faults = append(faults, fmt.Errorf("%s: must not be longer than %s",
			named["default-timeout"].spellings(), named["max-timeout"].spellings()))
	}
	if c.Life.DrainMargin >= c.Life.DrainTimeout {
		faults = append(faults, fmt.Errorf("%s: must be shorter than %s",
			named["drain-margin"].spellings(), named["drain-timeout"].spellings()))
	}
	if c.Sandbox.Enabled {
		faults = append(faults, c.checkSandbox(named)...)
	} else {
		faults = append(faults, c.checkCredentials(named)...)
	}
	return errors.Join(faults...)
}

// checkSandbox refuses to mix the emulator with the real upstream.
func (c *Config) checkSandbox(named map[string]*setting) []error {
	var faults []error
	for _, override := range []struct{ name, endpoint string }{
		{"bss-endpoint", c.Upstream.BSSEndpoint}, {"osm-endpoint", c.Upstream.OSMEndpoint}, {"iam-endpoint", c.Upstream.IAMEndpoint},
	} {
		if override.endpoint != "" {
			faults = append(faults, fmt.Errorf("%s: the sandbox is the upstream when --sandbox is given: leave one of the two out",
				named[override.name].spellings()))
		}
	}
	if c.Upstream.Credentials.IsSet() {
		faults = append(faults, c.checkCredentials(named)...)
	}
	return faults
}

// checkCredentials wants both halves of the key pair.
func (c *Config) checkCredentials(named map[string]*setting) []error {
	var faults []error
	for _, part := range []struct {
		name  string
		value Secret
	}{{"access-key", c.Upstream.Credentials.AccessKey}, {"secret-key", c.Upstream.Credentials.SecretKey}} {
		if !part.value.IsSet() {
			faults = append(faults, fmt.Errorf("%s: not set, and the upstream takes signed requests only; without an account try --sandbox",
				named[part.name].spellings()))
		}
	}
	return faults
}
