package upstream

import (
	"errors"
	"fmt"

	"github.com/ocegate/ocegate/internal/endpoint"
)

// Overrides replaces endpoints of the site; an empty one keeps the site's own.
type Overrides struct {
	BSS string // setting bss-endpoint
	OSM string // setting osm-endpoint
	IAM string // setting iam-endpoint
}

// Endpoint is where a service listens.
type Endpoint = endpoint.Endpoint

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
		parsed, err := endpoint.Parse(override.value)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", override.setting, err))
			continue
		}
		*override.into = parsed
	}
	if err := errors.Join(faults...); err != nil {
		return Endpoints{}, err
	}
	return endpoints, nil
}
