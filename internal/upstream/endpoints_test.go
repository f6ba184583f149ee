package upstream_test

import (
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/upstream"
)

func TestEndpointsOfSites(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		site          string
		bss, osm, iam string
	}{
		{"cn", "https://bss.myhuaweicloud.com", "https://osm.cn-south-1.myhuaweicloud.com", "https://iam.myhuaweicloud.com"},
		{"intl", "https://bss-intl.myhuaweicloud.com", "https://osm.ap-southeast-3.myhuaweicloud.com", "https://iam.myhuaweicloud.com"},
	} {
		site, err := upstream.ParseSite(test.site)
		if err != nil {
			t.Fatal(err)
		}
		got, err := upstream.ResolveEndpoints(site, upstream.Overrides{})
		if err != nil {
			t.Fatal(err)
		}
		if got.BSS.String() != test.bss || got.OSM.String() != test.osm || got.IAM.String() != test.iam {
			t.Errorf("%s: %v", site, got)
		}
		if _, ok := got.Of("smn"); ok {
			t.Error("an unknown service has an endpoint")
		}
	}
	if _, err := upstream.ParseSite("eu"); err == nil {
		t.Error("an unknown site was accepted")
	}
}

func TestEndpointOverrides(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"https://bss.example.com":      "https://bss.example.com",
		"https://bss.example.com/":     "https://bss.example.com",
		"https://BSS.Example.com:443":  "https://bss.example.com",
		"HTTPS://bss.example.com:8443": "https://bss.example.com:8443",
		"https://[2001:DB8::1]:8443":   "https://[2001:db8::1]:8443",
		"http://127.0.0.1:8088":        "http://127.0.0.1:8088",
		"http://127.9.9.9:80":          "http://127.9.9.9",
		"http://[::1]:8088":            "http://[::1]:8088",
		"http://LocalHost:08088":       "http://localhost:8088",
	} {
		got, err := upstream.ResolveEndpoints(upstream.SiteChina, upstream.Overrides{BSS: value})
		if err != nil || got.BSS.String() != want {
			t.Errorf("%s: %v, %v", value, got.BSS, err)
		}
		if got.OSM.Host != "osm.cn-south-1.myhuaweicloud.com" {
			t.Errorf("%s moved osm to %v", value, got.OSM)
		}
	}
}

func TestEndpointFaults(t *testing.T) {
	t.Parallel()
	for _, value := range []string{
		"bss.example.com", "//bss.example.com", "ftp://bss.example.com", "https:bss.example.com", "https://", "https:///v2",
		"http://bss.example.com", "http://10.0.0.1", "http://0.0.0.0", "http://localhost.example.com", "http://127.0.0.1.example.com",
		"http://[::ffff:10.0.0.1]", "https://user:hunter2@bss.example.com", "https://user@bss.example.com",
		"https://bss.example.com/v2", "https://bss.example.com/?a=1", "https://bss.example.com?", "https://bss.example.com#x",
		"https://bss.example.com#", "https://bss.example.com:", "https://bss.example.com:0", "https://bss.example.com:65536",
		"https://bss.example.com:x", "https://bss example.com", "https://b\u00e9.example.com", "https://bss.example.com\r\nX: y",
		"https://a%41.example.com", "https://[fe80::1%25eth0]", " https://bss.example.com", "https://hunter2:x:y/",
	} {
		_, err := upstream.ResolveEndpoints(upstream.SiteChina, upstream.Overrides{OSM: value})
		if err == nil {
			t.Errorf("%q was accepted", value)
			continue
		}
		if !strings.HasPrefix(err.Error(), "osm-endpoint: ") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v", value, err)
		}
	}
	_, err := upstream.ResolveEndpoints("eu", upstream.Overrides{BSS: "x", OSM: "x", IAM: "x"})
	for _, setting := range []string{"site", "bss-endpoint", "osm-endpoint", "iam-endpoint"} {
		if err == nil || !strings.Contains(err.Error(), setting+": ") {
			t.Errorf("%s is missing in: %v", setting, err)
		}
	}
}
