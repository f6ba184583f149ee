package config

import "strings"

// setting is the one place that a setting is written down.
type setting struct {
	name     string // of the flag and of the key in the file
	standard string // default, in the form that an operator writes
	help     string
	vendor   string // variable of the vendor's own tools that is read when nothing else is given
	secret   bool   // never a flag; also read from the file that <name>-file names
	flagOnly bool   // makes no sense in a file or the environment
	value    value
}

// settings is the table, bound to the config that it fills.
func settings(c *Config) []setting {
	return []setting{
		{name: "http-addr", standard: "127.0.0.1:8080", help: "where JSON calls are taken", value: address{&c.Doors.HTTP}},
		{name: "grpc-addr", standard: "127.0.0.1:9090", help: "where gRPC calls are taken", value: address{&c.Doors.GRPC}},
		{name: "admin-addr", standard: "127.0.0.1:8081", help: "where /livez, /readyz, /metrics and /version are served", value: address{&c.Doors.Admin}},
		{name: "http-hosts", help: "names in Host that are answered, besides localhost and IP addresses: a, *.b", value: list{&c.Doors.Hosts, checkHost}},
		{name: "http-origins", help: "origins of other pages that may call: https://a, http://b:81", value: list{&c.Doors.Origins, checkOrigin}},
		{name: "http-idle-timeout", standard: "65m", help: "time that an HTTP connection stays open without requests", value: duration{&c.Doors.IdleTimeout}},
		{name: "http-compress", standard: "true", help: "compress JSON answers for callers that accept gzip", value: yesNo{&c.Doors.Compress}},
		{name: "insecure-allow-unauthenticated", standard: "false", help: "listen beyond loopback although callers are not authenticated", value: yesNo{&c.Doors.AllowUnauthenticated}},

		{name: "sandbox", standard: "false", help: "run against the embedded emulator with demo data instead of the upstream", value: yesNo{&c.Sandbox.Enabled}},
		{name: "sandbox-addr", standard: "127.0.0.1:8088", help: "where the emulator is served", value: address{&c.Sandbox.Addr}},

		{name: "site", standard: "cn", help: "commercial site of the account: cn or intl", value: choice{&c.Upstream.Site, []string{"cn", "intl"}}},
		{name: "bss-endpoint", help: "URL of the billing API, instead of the site's own", value: serviceURL{&c.Upstream.BSSEndpoint}},
		{name: "osm-endpoint", help: "URL of the service ticket API, instead of the site's own", value: serviceURL{&c.Upstream.OSMEndpoint}},
		{name: "iam-endpoint", help: "URL of the identity API, instead of the site's own", value: serviceURL{&c.Upstream.IAMEndpoint}},
		{name: "access-key", vendor: "HUAWEICLOUD_SDK_AK", secret: true, help: "access key id", value: secretText{&c.Upstream.Credentials.AccessKey}},
		{name: "secret-key", vendor: "HUAWEICLOUD_SDK_SK", secret: true, help: "secret access key", value: secretText{&c.Upstream.Credentials.SecretKey}},
		{name: "security-token", vendor: "HUAWEICLOUD_SDK_SECURITY_TOKEN", secret: true, help: "security token of temporary keys", value: secretText{&c.Upstream.Credentials.SecurityToken}},
		{name: "domain-id", vendor: "HUAWEICLOUD_SDK_DOMAIN_ID", help: "account id, sent as X-Domain-Id", value: header{&c.Upstream.Credentials.DomainID}},

		{name: "default-timeout", standard: "30s", help: "time for a call that brings no deadline", value: duration{&c.Calls.DefaultTimeout}},
		{name: "max-timeout", standard: "2m", help: "longest time for any call", value: duration{&c.Calls.MaxTimeout}},
		{name: "receive-timeout", standard: "15s", help: "time for a request to arrive whole, and between the pieces of an upload", value: duration{&c.Calls.ReceiveTimeout}},
		{name: "receive-budget", standard: "64MiB", help: "what large requests may take together while they arrive", value: size{&c.Calls.ReceiveBudget}},
		{name: "max-calls", standard: "2000", help: "calls at one time, at each door", value: number{&c.Calls.MaxCalls, 1, 1000000}},
		{name: "max-connections", standard: "2000", help: "connections at one time, at each door", value: number{&c.Calls.MaxConnections, 1, 1000000}},
		{name: "max-upload", standard: "20MiB", help: "largest file that is uploaded; the account's own limit may be lower", value: size{&c.Files.MaxUpload}},
		{name: "max-download", standard: "64MiB", help: "largest file that is downloaded", value: size{&c.Files.MaxDownload}},
		{name: "drain-timeout", standard: "2m5s", help: "longest time for a stop; what kills the process must wait longer", value: duration{&c.Life.DrainTimeout}},
		{name: "drain-margin", help: "its last part, when calls in flight are answered; a fifth, 5s at most", value: duration{&c.Life.DrainMargin}},
		{name: "log-level", standard: "info", help: "debug, info, warn or error", value: choice{&c.Log.Level, []string{"debug", "info", "warn", "error"}}},
		{name: "log-format", standard: "json", help: "json or console", value: choice{&c.Log.Format, []string{"json", "console"}}},
		{name: "gc-percent", standard: "400", help: "garbage collector target in percent; GOGC wins", value: number{&c.Life.GCPercent, 10, 10000}},

		{name: "config", flagOnly: true, help: "YAML file with settings, by the names of the flags", value: text{new(string)}},
		{name: "version", flagOnly: true, standard: "false", help: "print the version and end", value: yesNo{&c.Life.ShowVersion}},
		{name: "help", flagOnly: true, standard: "false", help: "print this and end", value: yesNo{&c.Life.ShowHelp}},
	}
}

// flag is the setting's flag; empty for a secret, which would show in the list
// of processes.
func (s *setting) flag() string {
	if s.secret {
		return ""
	}
	return "--" + s.name
}

// env is the setting's variable.
func (s *setting) env() string {
	if s.flagOnly {
		return ""
	}
	return "OCEGATE_" + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

// key is the setting's name in the file.
func (s *setting) key() string {
	if s.flagOnly {
		return ""
	}
	return s.name
}

// spellings names the setting in every way that it can be given.
func (s *setting) spellings() string {
	var names []string
	if s.secret {
		names = append(names, s.env(), s.env()+"_FILE")
	} else {
		names = append(names, s.flag())
		if !s.flagOnly {
			names = append(names, s.env())
		}
	}
	if !s.flagOnly {
		names = append(names, s.key()+" in the file")
	}
	return s.name + " (" + strings.Join(names, ", ") + ")"
}
