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

// The codes of service tickets that this emulator answers.
const (
	OsmParameter    = "OSM.01010001"
	OsmPermission   = "OSM.01010002"
	OsmHostAccount  = "OSM.01010003"
	OsmUrgedOften   = "OSM.01010004"
	OsmDailySize    = "OSM.01010005"
	OsmSeverity     = "OSM.01010006"
	OsmNoRole       = "OSM.01010007"
	OsmCopyMail     = "OSM.01010008"
	OsmBenefit      = "OSM.01010009"
	OsmVerification = "OSM.01010010"
	osmCustomer     = "OSM.01010011"
	OsmContactWay   = "OSM.01010012"
	OsmAction       = "OSM.01010013"
	OsmNoTicket     = "OSM.01010015"
	OsmFeedbackType = "OSM.01010016"
	OsmCodeOften    = "OSM.01010024"
	OsmBusinessType = "OSM.01010026"
	OsmNoPartner    = "OSM.01010055"
)

// ofTickets tells whether the operation belongs to the service tickets, which have
// headers, codes and a way to say no of their own.
func (op *operation) ofTickets() bool { return op.Service == serviceTickets }

// OsmRefusal is a refusal of the service tickets: status 200 with a code.
func OsmRefusal(code, format string, args ...any) *Refusal {
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
		return OsmRefusal(osmCustomer, "The customer cannot be read from the credentials: it does not belong to this site.")
	case "CBC.0151", "CBC.0155":
		return OsmRefusal(OsmPermission, "No operation permission.")
	}
	return OsmRefusal(OsmParameter, "%s", no.Message)
}

// readTicketHeaders reads the site, the language in its hyphen form and the time zone.
func (c *Call) readTicketHeaders(check *checker, h http.Header) *Refusal {
	if no := check.headers(h); no != nil {
		return no
	}
	if c.Op.request("header", headerSite) != nil && c.In.Num(headerSite, 0) != c.siteNumber() {
		return OsmRefusal(osmCustomer, "The customer cannot be read from the credentials: it does not belong to the site of %s.", headerSite)
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

// SpacedLayout is how texts about tickets write an instant, in the caller's zone.
const SpacedLayout = "2006-01-02 15:04:05"

// Local writes an instant in the zone that the caller asked for; the Z at its end is
// the format's and says nothing. The zero time is left out.
func (c *Call) Local(t time.Time) string { return c.LocalAs(t, instantLayout) }

// LocalAs is the same in another layout.
func (c *Call) LocalAs(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(c.Zone).Format(layout)
}

// Millis is an instant in milliseconds; zero when there is none.
func Millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// LocalTime reads a parameter that is an instant: milliseconds, or a text with a
// space in the caller's zone. The zero time when absent.
func (c *Call) LocalTime(name string) (time.Time, *Refusal) {
	text := c.In.Text(name)
	if text == "" {
		return time.Time{}, nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n >= 0 {
		return time.UnixMilli(n).UTC(), nil
	}
	at, err := time.ParseInLocation(SpacedLayout, text, c.Zone)
	if err != nil {
		return time.Time{}, BadParameter("%s is not a time", name)
	}
	return at, nil
}

// Acknowledged is what a change answers when it has nothing to tell.
type Acknowledged struct{}
