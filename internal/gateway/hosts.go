package gateway

import (
	"errors"
	"net"
	"net/netip"
	"strings"
)

// Hosts are the names that a door answers to. A page on the web can give its own
// name the address of this server, and then is no foreign origin to a browser; but
// the name stands in the Host header. IP addresses and localhost cannot be taken
// over so, and are answered to always: probes and port forwards come by them.
type Hosts struct {
	names map[string]bool
	below []string // what a name may end with, from the dot on
}

var errHost = errors.New("a host must be a name without a port, such as ocegate.corp.example, or *.corp.example for all names below")

// NewHosts takes names that callers use, without ports; *.corp.example stands for
// every name below corp.example.
func NewHosts(names []string) (Hosts, error) {
	h := Hosts{names: make(map[string]bool, len(names))}
	for _, name := range names {
		name = strings.ToLower(name)
		suffix, wild := strings.CutPrefix(name, "*")
		if wild && (len(suffix) < 2 || suffix[0] != '.') || suffix == "" || strings.ContainsAny(suffix, "*:/ ") {
			return Hosts{}, errHost
		}
		if wild {
			h.below = append(h.below, suffix)
			continue
		}
		h.names[name] = true
	}
	return h, nil
}

// Answer reports whether a request with this Host header is answered. Only a
// client of HTTP/1.0 may send none, and no browser does.
func (h Hosts) Answer(host string) bool {
	if host == "" {
		return true
	}
	bare := host
	if strings.IndexByte(host, ':') >= 0 {
		if name, _, err := net.SplitHostPort(host); err == nil {
			bare = name
		}
	}
	name := strings.ToLower(strings.TrimSuffix(bare, "."))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") || h.names[name] {
		return true
	}
	if _, err := netip.ParseAddr(strings.Trim(bare, "[]")); err == nil {
		return true
	}
	for _, suffix := range h.below {
		if strings.HasSuffix(name, suffix) && len(name) > len(suffix) {
			return true
		}
	}
	return false
}
