package desk

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// grants builds an authorization in every state, and one visit under the active one.
func (d *desk) demoGrants() {
	for i, wish := range []struct {
		id     string
		status int
	}{
		{demo.InitialGrant, grantInitial},
		{demo.PendingGrant, grantPending},
		{demo.ActiveGrant, grantActive},
		{demo.RejectedGrant, grantRejected},
		{demo.ExpiredGrant, grantExpired},
		{demo.WithdrawnGrant, grantWithdrawn},
		{demo.CancelledGrant, grantCancelled},
		{demo.ReviewGrant, grantInReview},
		{demo.RefusedGrant, grantRefused},
	} {
		d.grants = append(d.grants, d.grant(wish.id, wish.status, int64(i+1)))
	}
	partner := d.grant(demo.PartnerGrant, grantRejected, 10)
	partner.ticket = d.byID[demo.PartnerTicket]
	d.grants = append(d.grants, partner, d.grant(demo.SecondGrant, grantPending, 11))
}

func (d *desk) grant(id string, status int, number int64) *grant {
	out := &grant{
		id: id, status: status, ticket: d.byID[demo.FaultTicket],
		describe: rest.Text{"需要登录主机检查磁盘", "The disk has to be looked at on the host"},
		resource: dictionaryEntry{"rt-host", rest.Text{"主机", "Host"}},
		visit:    dictionaryEntry{"vt-read", rest.Text{"只读", "Read only"}},
		content:  dictionaryEntry{"ct-login", rest.Text{"登录", "Login"}},
		created:  d.Ago(time.Duration(number) * 10 * time.Minute),
		details: []*grantDetail{
			{id: number*1000 + 1, host: true, instance: demo.Server, label: "demo-server", region: "dc-1001"},
			{id: number*1000 + 2, instance: demo.Server, label: "demo-server", region: "dc-1001"},
		},
	}
	switch status {
	case grantRejected:
		out.reason = "Not on this host"
	case grantActive:
		out.effective, out.expire, out.agency = d.Ago(time.Hour), d.Now.Add(grantTime), demoAgency
		host := out.details[0]
		host.port, host.account, host.password = 22, demo.HostAccount, demo.HostPassword
		host.sessions = []grantSession{d.visit()}
		d.Timeline.Plan(out.expire, func(at time.Time) { d.expireGrant(out, at) })
	case grantExpired, grantCancelled:
		out.effective, out.expire = d.Ago(rest.Days(2)), d.Ago(rest.Days(1))
	}
	return out
}

func (d *desk) visit() grantSession {
	from := d.Ago(50 * time.Minute)
	return grantSession{
		id: 9001, from: from, to: from.Add(12*time.Minute + 30*time.Second),
		commands: []grantCommand{{"mount", from.Add(time.Minute)}, {"dmesg", from.Add(2 * time.Minute)}, {"df -h", from.Add(3 * time.Minute)}},
		files: []grantFile{
			{name: "fsck.sh", from: "/tools", to: "/tmp", size: 2048, upload: true, took: 2 * time.Second, at: from.Add(4 * time.Minute)},
			{name: "messages", from: "/var/log", to: "/logs", size: 4096, took: 3 * time.Second, at: from.Add(5 * time.Minute)},
		},
	}
}

// diagnoses builds one finished run for a server.
func (d *desk) demoDiagnoses() {
	d.jobs = append(d.jobs, &diagnosis{
		id: d.next("diagnosis"), kind: 1, region: demo.Region, params: map[string]any{"instance_id": demo.Server}, created: d.Ago(rest.Days(1)),
	})
}
