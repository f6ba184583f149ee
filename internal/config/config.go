package config

import "time"

// Config is every setting, room by room.
type Config struct {
	Doors    Doors
	Upstream Upstream
	Sandbox  Sandbox
	Calls    Calls
	Files    Files
	Log      Log
	Life     Life
}

// Doors are where the server listens. Port 0 takes any free port.
type Doors struct {
	HTTP  string
	GRPC  string
	Admin string
	// Hosts are names that the JSON and admin doors answer to, besides localhost
	// and IP addresses; *.corp.example stands for all names below.
	Hosts []string
	// Origins are those of pages that may call the JSON door from elsewhere.
	Origins []string
	// IdleTimeout is how long an HTTP connection is kept open between two requests.
	IdleTimeout time.Duration
	// Compress lets the JSON door compress answers for callers that ask for it.
	Compress bool
	// AllowUnauthenticated lets the doors listen beyond loopback although
	// callers are not authenticated.
	AllowUnauthenticated bool
}

// Upstream is the account and where its API is.
type Upstream struct {
	Site        string // "cn" or "intl"
	BSSEndpoint string // empty for the site's own, like the others
	OSMEndpoint string
	IAMEndpoint string
	Credentials Credentials
}

// Credentials sign every request to the upstream.
type Credentials struct {
	AccessKey     Secret
	SecretKey     Secret
	SecurityToken Secret // of temporary keys
	DomainID      string
}

// IsSet says whether any part was given.
func (c Credentials) IsSet() bool {
	return c.AccessKey.IsSet() || c.SecretKey.IsSet() || c.SecurityToken.IsSet()
}

// Sandbox is the embedded emulator of the upstream.
type Sandbox struct {
	Enabled bool
	Addr    string
}

// Calls are limits of single calls.
type Calls struct {
	DefaultTimeout time.Duration // for calls without a deadline
	MaxTimeout     time.Duration // for any call
	ReceiveTimeout time.Duration // for a request to arrive whole
	MaxCalls       int           // at one time, at each door
	MaxConnections int           // at one time, at each door
	ReceiveBudget  int64         // bytes of large requests that are being received
}

// Files are limits of files that are passed on, in bytes.
type Files struct {
	MaxUpload   int64
	MaxDownload int64
}

// Log is what is logged and how.
type Log struct {
	Level  string // debug, info, warn or error
	Format string // json or console
}

// Life is how the process runs and ends.
type Life struct {
	DrainTimeout time.Duration
	// DrainMargin is how long before the end of the drain the calls in flight are
	// ended, so that they are answered before they are cut off.
	DrainMargin time.Duration
	// GCPercent is the collector's target; 0 leaves the operator's own GOGC alone.
	GCPercent int
	// ShowHelp and ShowVersion are set when that is all that was asked for.
	ShowHelp    bool
	ShowVersion bool
}
