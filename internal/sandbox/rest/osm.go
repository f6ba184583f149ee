package rest

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// serviceTickets is the catalogue's name of the service behind the ticket operations.
const serviceTickets = "osm"

const (
	headerSite     = "X-Site"
	headerLanguage = "X-Language"
	headerZone     = "X-Time-Zone"
)

// The codes with which every call about tickets can be refused; those of single calls
// stand with them.
const (
	OSMParameter  = "OSM.01010001"
	OSMPermission = "OSM.01010002"
	osmCustomer   = "OSM.01010011"
)

// ofTickets tells whether the operation belongs to the service tickets, which have
// headers, codes and a way to say no of their own.
func (op *operation) ofTickets() bool { return op.Service == serviceTickets }

// OSMRefusal is a refusal of the service tickets: status 200 with a code.
func OSMRefusal(code, format string, args ...any) *Refusal {
	return Refuse(http.StatusOK, code, format, args...)
}

// inForm gives a refusal of the business layer the form of the operation's service;
// what the gateway refuses looks the same everywhere.
func (op *operation) inForm(no *Refusal) *Refusal {
	if op == nil || !op.ofTickets() || no.gateway || strings.HasPrefix(no.Code, "OSM.") {
		return no
	}
	switch no.Code {
	case "CBC.0150", "CBC.0156":
		return OSMRefusal(osmCustomer, "The customer cannot be read from the credentials: it does not belong to this site.")
	case "CBC.0151", "CBC.0155":
		return OSMRefusal(OSMPermission, "No operation permission.")
	}
	return OSMRefusal(OSMParameter, "%s", no.Message)
}

// readTicketHeaders reads the site, the language in its hyphen form and the time zone.
func (c *Call) readTicketHeaders(check *checker, h http.Header) *Refusal {
	if no := check.headers(h); no != nil {
		return no
	}
	if c.Op.request("header", headerSite) != nil && c.In.Num(headerSite, 0) != c.siteNumber() {
		return OSMRefusal(osmCustomer, "The customer cannot be read from the credentials: it does not belong to the site of %s.", headerSite)
	}
	language := strings.ToLower(c.In.Text(headerLanguage))
	if c.Strict && language != "" && language != "zh-cn" && language != "en-us" {
		return BadParameter("X-Language is neither zh-cn nor en-us")
	}
	c.English = language == "en-us"
	zone, ok := ZoneNamed(c.In.Text(headerZone))
	if !ok {
		return BadParameter("X-Time-Zone is not GMT with hours")
	}
	c.Zone = zone
	return nil
}

// siteNumber is the flavour in the form of X-Site.
func (w *World) siteNumber() int64 {
	if w.Site == SiteInternational {
		return 1
	}
	return 0
}

// ZoneNamed reads a zone such as GMT+8, GMT-3 or GMT+5:30; absent is GMT+8.
func ZoneNamed(name string) (*time.Location, bool) {
	if name == "" {
		return ChinaTime(), true
	}
	offset, ok := strings.CutPrefix(strings.ToUpper(name), "GMT")
	if !ok || offset == "" {
		return time.UTC, ok
	}
	sign := 1
	if offset[0] == '-' {
		sign = -1
	}
	hourText, minuteText, split := strings.Cut(offset[1:], ":")
	if !split {
		minuteText = "0"
	}
	hours, hourErr := strconv.ParseUint(hourText, 10, 8)
	minutes, minuteErr := strconv.ParseUint(minuteText, 10, 8)
	if !strings.ContainsAny(offset[:1], "+-") || hourErr != nil || minuteErr != nil || hours > 14 || minutes > 59 {
		return nil, false
	}
	return time.FixedZone(name, sign*int(hours*60+minutes)*60), true
}
