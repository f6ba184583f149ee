package upstream

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// Overrides replaces endpoints of the site; an empty one keeps the site's own.
type Overrides struct {
	BSS string // setting bss-endpoint
	OSM string // setting osm-endpoint
	IAM string // setting iam-endpoint
}

// Endpoint is where a service listens.
type Endpoint struct {
	Scheme string // "https", or "http" to loopback only
	Host   string // host name and, when it is not the scheme's default, the port
}

// String is the endpoint as a URL.
func (e Endpoint) String() string { return e.Scheme + "://" + e.Host }

// Endpoints holds the endpoint of every service.
type Endpoints struct {
	BSS, OSM, IAM Endpoint
}

// Of is the endpoint of a service; false for an unknown service.
func (e Endpoints) Of(service Service) (Endpoint, bool) {
	switch service {
	case ServiceBSS:
		return e.BSS, e.BSS.Host != ""
	case ServiceOSM:
		return e.OSM, e.OSM.Host != ""
	case ServiceIAM:
		return e.IAM, e.IAM.Host != ""
	default:
		return Endpoint{}, false
	}
}

func siteEndpoints(site Site) (Endpoints, error) {
	at := func(host string) Endpoint { return Endpoint{Scheme: "https", Host: host} }
	switch site {
	case SiteChina:
		return Endpoints{
			BSS: at("bss.myhuaweicloud.com"),
			OSM: at("osm.cn-south-1.myhuaweicloud.com"),
			IAM: at("iam.myhuaweicloud.com"),
		}, nil
	case SiteInternational:
		return Endpoints{
			BSS: at("bss-intl.myhuaweicloud.com"),
			OSM: at("osm.ap-southeast-3.myhuaweicloud.com"),
			IAM: at("iam.myhuaweicloud.com"),
		}, nil
	default:
		return Endpoints{}, fmt.Errorf("site: %q is neither %q nor %q", string(site), SiteChina, SiteInternational)
	}
}

// ResolveEndpoints gives every service its endpoint: the override where there
// is one, else the site's own. All faults are reported at once, each with the
// setting's name.
func ResolveEndpoints(site Site, o Overrides) (Endpoints, error) {
	endpoints, err := siteEndpoints(site)
	faults := []error{err}
	for _, override := range []struct {
		setting, value string
		into           *Endpoint
	}{
		{"bss-endpoint", o.BSS, &endpoints.BSS},
		{"osm-endpoint", o.OSM, &endpoints.OSM},
		{"iam-endpoint", o.IAM, &endpoints.IAM},
	} {
		if override.value == "" {
			continue
		}
		endpoint, err := parseEndpoint(override.value)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", override.setting, err))
			continue
		}
		*override.into = endpoint
	}
	if err := errors.Join(faults...); err != nil {
		return Endpoints{}, err
	}
	return endpoints, nil
}

// parseEndpoint never repeats the value in a fault: a mistyped one may hold a
// password.
func parseEndpoint(value string) (Endpoint, error) {
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
	host, err := endpointHost(u)
	if err != nil {
		return Endpoint{}, err
	}
	if u.Scheme == "http" && !isLoopback(u.Hostname()) {
		return Endpoint{}, errors.New("plain http is allowed to loopback only: use https")
	}
	return Endpoint{Scheme: u.Scheme, Host: host}, nil
}

// endpointHost is the Host header for u: lower case, no default port, because
// the header is part of the signature and must be what net/http sends.
func endpointHost(u *url.URL) (string, error) {
	name := strings.ToLower(u.Hostname())
	for i := range len(name) {
		if c := name[i]; !isUnreserved(c) && c != ':' {
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

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
