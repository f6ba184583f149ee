package sandbox

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
	osmParameter    = "OSM.01010001"
	osmPermission   = "OSM.01010002"
	osmHostAccount  = "OSM.01010003"
	osmUrgedOften   = "OSM.01010004"
	osmDailySize    = "OSM.01010005"
	osmSeverity     = "OSM.01010006"
	osmNoRole       = "OSM.01010007"
	osmCopyMail     = "OSM.01010008"
	osmBenefit      = "OSM.01010009"
	osmVerification = "OSM.01010010"
	osmCustomer     = "OSM.01010011"
	osmContactWay   = "OSM.01010012"
	osmAction       = "OSM.01010013"
	osmNoTicket     = "OSM.01010015"
	osmFeedbackType = "OSM.01010016"
	osmCodeOften    = "OSM.01010024"
	osmBusinessType = "OSM.01010026"
	osmNoPartner    = "OSM.01010055"
)

// ofTickets tells whether the operation belongs to the service tickets, which have
// headers, codes and a way to say no of their own.
func (op *operation) ofTickets() bool { return op.Service == serviceTickets }

// osmRefusal is a refusal of the service tickets: status 200 with a code.
func osmRefusal(code, format string, args ...any) *refusal {
	return refuse(http.StatusOK, code, format, args...)
}

// inForm gives a refusal of the business layer the form of the operation's service;
// what the gateway refuses looks the same everywhere.
func (op *operation) inForm(no *refusal) *refusal {
	if op == nil || !op.ofTickets() || no.gateway || strings.HasPrefix(no.Code, "OSM.") {
		return no
	}
	switch no.Code {
	case "CBC.0150", "CBC.0156":
		return osmRefusal(osmCustomer, "The customer cannot be read from the credentials: it does not belong to this site.")
	case "CBC.0151", "CBC.0155":
		return osmRefusal(osmPermission, "No operation permission.")
	}
	return osmRefusal(osmParameter, "%s", no.Message)
}

// readTicketHeaders reads the site, the language in its hyphen form and the time zone.
func (c *call) readTicketHeaders(check *checker, h http.Header) *refusal {
	if no := check.headers(h); no != nil {
		return no
	}
	if c.op.request("header", headerSite) != nil && c.in.num(headerSite, 0) != c.siteNumber() {
		return osmRefusal(osmCustomer, "The customer cannot be read from the credentials: it does not belong to the site of %s.", headerSite)
	}
	language := strings.ToLower(c.in.text(headerLanguage))
	if c.strict && language != "" && language != "zh-cn" && language != "en-us" {
		return badParameter("X-Language is neither zh-cn nor en-us")
	}
	c.english = language == "en-us"
	zone, ok := zoneNamed(c.in.text(headerZone))
	if !ok {
		return badParameter("X-Time-Zone is not GMT with hours")
	}
	c.zone = zone
	return nil
}

// siteNumber is the flavour in the form of X-Site.
func (w *world) siteNumber() int64 {
	if w.site == siteInternational {
		return 1
	}
	return 0
}

// zoneNamed reads a zone such as GMT+8, GMT-3 or GMT+5:30; absent is GMT+8.
func zoneNamed(name string) (*time.Location, bool) {
	if name == "" {
		return chinaTime(), true
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

// spacedLayout is how texts about tickets write an instant, in the caller's zone.
const spacedLayout = "2006-01-02 15:04:05"

// local writes an instant in the zone that the caller asked for; the Z at its end is
// the format's and says nothing. The zero time is left out.
func (c *call) local(t time.Time) string { return c.localAs(t, instantLayout) }

// localAs is the same in another layout.
func (c *call) localAs(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(c.zone).Format(layout)
}

// millis is an instant in milliseconds; zero when there is none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// localTime reads a parameter that is an instant: milliseconds, or a text with a
// space in the caller's zone. The zero time when absent.
func (c *call) localTime(name string) (time.Time, *refusal) {
	text := c.in.text(name)
	if text == "" {
		return time.Time{}, nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n >= 0 {
		return time.UnixMilli(n).UTC(), nil
	}
	at, err := time.ParseInLocation(spacedLayout, text, c.zone)
	if err != nil {
		return time.Time{}, badParameter("%s is not a time", name)
	}
	return at, nil
}

// acknowledged is what a change answers when it has nothing to tell.
type acknowledged struct{}
