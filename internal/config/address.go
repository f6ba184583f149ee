package config

import (
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// address is where something listens: host and port. Whether the host is
// allowed depends on another setting and is checked when all are known.
type address struct{ into *string }

func (v address) set(s string) error {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return errors.New("must be host:port, such as 127.0.0.1:8080")
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || strings.HasPrefix(port, "+") || n > 65535 {
		return errors.New("must end in a port from 0 to 65535")
	}
	*v.into = s
	return nil
}

// isLoopback says whether an address is reachable from this machine alone. A
// name other than localhost may lead anywhere, and no host means every
// interface.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
