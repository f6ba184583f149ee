package desk

import (
	"context"
	"fmt"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// The ways of contact.
const (
	byMobile = 0
	byMail   = 1
)

const ticketCodeTime = 5 * time.Minute

// verifiedContact is a number or an address that is known to be the customer's; the
// zero expiry is that of a registered one.
type verifiedContact struct {
	way         int64
	value, area string
	id          string
	expire      time.Time
}

// contactKey names what a code was sent to.
func contactKey(way int64, value string) string { return fmt.Sprintf("%d %s", way, value) }

// contactOf reads the contact of a call.
func (c *call) contactOf() (way int64, value string, no *rest.Refusal) {
	way, value = c.In.Num("contact_way", byMobile), c.In.Text("contact_value")
	if way != byMobile && way != byMail {
		return way, value, rest.OSMRefusal(osmContactWay, "The type must be 0 or 1.")
	}
	if way == byMail && value != "" && !isMail(value) {
		return way, value, rest.BadParameter("contact_value is no mail address")
	}
	return way, value, nil
}

// known finds a contact whose verification still counts.
func (c *call) known(way int64, value string) *verifiedContact {
	v, _ := found(c.desk.contacts, func(v *verifiedContact) bool {
		return v.way == way && v.value == value && (v.expire.IsZero() || c.Now.Before(v.expire))
	})
	return v
}

// verified tells whether a contact is registered, or was verified under an id; the
// empty id asks for any verification on changes and for none on creation.
func (c *call) verified(way int64, value, id string) bool {
	v := c.known(way, value)
	return v != nil && (v.expire.IsZero() || v.id == id || id == "" && c.Op.Name != "CreateCases")
}

func (c *call) codeFits(way int64, value, code string) bool {
	sent := c.desk.codes[contactKey(way, value)]
	return sent.Is(code) && !sent.Over(c.Now)
}

// sendVerifyCodes is POST /v2/servicerequest/verifycodes/send; the code shows in the
// journal, which stands for the telephone and the mailbox.
func sendVerifyCodes(_ context.Context, c *call) (any, *rest.Refusal) {
	way, value, no := c.contactOf()
	if no != nil {
		return nil, no
	}
	d, key := c.desk, contactKey(way, value)
	if d.codes.Recent(key, c.Now) {
		return nil, rest.OSMRefusal(osmCodeOften, "Verification codes are requested too often.")
	}
	code := d.codes.Send(key, d.next("code"), c.Now, ticketCodeTime)
	c.Done(rest.Effect{Kind: "verification_code_sent", Parts: map[string]string{
		"contact_way": fmt.Sprint(way), "contact_value": value, "code": code.Text, "expires": rest.Stamp(code.Expires),
	}})
	return acknowledged{}, nil
}

// checkVerifyCodes is POST /v2/servicerequest/verifycodes: a fitting code makes the contact
// a verified one for three months and is used up.
func checkVerifyCodes(_ context.Context, c *call) (any, *rest.Refusal) {
	way, value, no := c.contactOf()
	if no != nil {
		return nil, no
	}
	if !c.codeFits(way, value, c.In.Text("verify_code")) {
		return nil, rest.OSMRefusal(osmVerification, "The verification was not passed.")
	}
	d := c.desk
	delete(d.codes, contactKey(way, value))
	v := c.known(way, value)
	if v == nil {
		v = &verifiedContact{way: way, value: value, area: c.In.Text("area_code"), id: rest.Numbered("VER", d.next("verification"))}
		d.contacts = append(d.contacts, v)
		v.expire = c.Now.AddDate(0, 3, 0)
	}
	c.Done(rest.Effect{Kind: "contact_verified", Parts: map[string]string{"contact_value": value, "verified_id": v.id}})
	return acknowledged{}, nil
}

type needAnswer struct {
	Need   int    `json:"need_verify_code"`
	Expire string `json:"expire_time,omitempty"`
}

// checkNeedVerify is GET /v2/servicerequest/verifycodes/need-verify.
func checkNeedVerify(_ context.Context, c *call) (any, *rest.Refusal) {
	way, value, no := c.contactOf()
	if no != nil {
		return nil, no
	}
	v := c.known(way, value)
	if v == nil {
		return needAnswer{Need: 1}, nil
	}
	return needAnswer{Expire: c.local(v.expire)}, nil
}

type contactRow struct {
	Way   int64  `json:"contact_way"`
	Value string `json:"contact_value"`
	Area  string `json:"area_code"`
	ID    string `json:"verified_id"`
}

type contactsAnswer struct {
	Count int          `json:"count"`
	Rows  []contactRow `json:"contact_list"`
}

// listHasVerifiedContacts is GET /v2/servicerequest/verifycodes/has-verified.
func listHasVerifiedContacts(_ context.Context, c *call) (any, *rest.Refusal) {
	way, value, no := c.contactOf()
	if no != nil {
		return nil, no
	}
	until, no := c.localTime("expired_time")
	if no != nil {
		return nil, no
	}
	rows := rest.Keep(c.desk.contacts, func(v *verifiedContact) bool {
		return (!c.In.Has("contact_way") || way == v.way) && (value == "" || value == v.value) &&
			c.Fits("verified_id", v.id) && c.Fits("area_code", v.area) &&
			(until.IsZero() || v.expire.IsZero() || v.expire.After(until)) && c.known(v.way, v.value) == v
	})
	return contactsAnswer{Count: len(rows), Rows: rest.Views(rest.Page(c.Call, rows), func(v *verifiedContact) contactRow {
		return contactRow{v.way, v.value, v.area, v.id}
	})}, nil
}
