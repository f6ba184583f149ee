package endpoint

import (
	"errors"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// Endpoint is where a service listens.
type Endpoint struct {
	Scheme string // "https", or "http" to loopback only
	Host   string // host name and, when it is not the scheme's default, the port
}

// String is the endpoint as a URL.
func (e Endpoint) String() string { return e.Scheme + "://" + e.Host }

// Parse reads the URL of an endpoint. It never repeats the value in a fault: a
// mistyped one may hold a password.
func Parse(value string) (Endpoint, error) {
	u, err := url.Parse(value)
	if err != nil {
		return Endpoint{}, errors.New("not a URL")
	}
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return Endpoint{}, errors.New("must start with https://")
	case u.User != nil:
		return Endpoint{}, errors.New("must not hold a user name or password")
	case u.Opaque != "" || u.Hostname() == "":
		return Endpoint{}, errors.New("has no host")
	case u.Path != "" && u.Path != "/":
		return Endpoint{}, errors.New("must not have a path")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(value, "#"):
		return Endpoint{}, errors.New("must not have a query or fragment")
	}
	host, err := hostOf(u)
	if err != nil {
		return Endpoint{}, err
	}
	if u.Scheme == "http" && !isLoopback(u.Hostname()) {
		return Endpoint{}, errors.New("plain http is allowed to loopback only: use https")
	}
	return Endpoint{Scheme: u.Scheme, Host: host}, nil
}

// hostOf is the Host header for u: lower case, no default port, because
// the header is part of the signature and must be what net/http sends.
func hostOf(u *url.URL) (string, error) {
	name := strings.ToLower(u.Hostname())
	for i := range len(name) {
		if !mayStandInHost(name[i]) {
			return "", errors.New("the host holds a character that is not allowed")
		}
	}
	if strings.Contains(name, ":") {
		if net.ParseIP(name) == nil {
			return "", errors.New("the host is not an IP address")
		}
		name = "[" + name + "]"
	}
	port := u.Port()
	if port == "" {
		if strings.HasSuffix(u.Host, ":") {
			return "", errors.New("the port is empty")
		}
		return name, nil
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || number == 0 {
		return "", errors.New("the port is not between 1 and 65535")
	}
	if (u.Scheme == "https" && number == 443) || (u.Scheme == "http" && number == 80) {
		return name, nil
	}
	return name + ":" + strconv.FormatUint(number, 10), nil
}

// mayStandInHost says which bytes a name in lower case or an address is made of.
func mayStandInHost(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("-._~:", c) >= 0
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
