package upstream

import "fmt"

// Site is the commercial site an account belongs to; an account of one site is
// refused on the other's hosts (403 CBC.0156).
type Site string

// The two sites.
const (
	SiteChina         Site = "cn"
	SiteInternational Site = "intl"
)

// ParseSite reads a site's name, exactly as written in the settings.
func ParseSite(name string) (Site, error) {
	switch site := Site(name); site {
	case SiteChina, SiteInternational:
		return site, nil
	default:
		return "", fmt.Errorf("site: %q is neither %q nor %q", name, SiteChina, SiteInternational)
	}
}

// Service is one of the upstream's REST services, each on its own host.
type Service string

// The services: billing, service tickets, identity.
const (
	ServiceBSS Service = "bss"
	ServiceOSM Service = "osm"
	ServiceIAM Service = "iam"
)
