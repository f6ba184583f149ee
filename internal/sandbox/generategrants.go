package sandbox

import "time"

// grants builds an authorization in every state, and one visit under the active one.
func (d *desk) demoGrants() {
	for i, wish := range []struct {
		id     string
		status int
	}{
		{DemoInitialGrant, grantInitial},
		{DemoPendingGrant, grantPending},
		{DemoActiveGrant, grantActive},
		{DemoRejectedGrant, grantRejected},
		{DemoExpiredGrant, grantExpired},
		{DemoWithdrawnGrant, grantWithdrawn},
		{DemoCancelledGrant, grantCancelled},
		{DemoReviewGrant, grantInReview},
		{DemoRefusedGrant, grantRefused},
	} {
		d.grants = append(d.grants, d.grant(wish.id, wish.status, int64(i+1)))
	}
	partner := d.grant(DemoPartnerGrant, grantRejected, 10)
	partner.ticket = d.byID[DemoPartnerTicket]
	d.grants = append(d.grants, partner, d.grant(DemoSecondGrant, grantPending, 11))
}

func (d *desk) grant(id string, status int, number int64) *grant {
	out := &grant{
		id: id, status: status, ticket: d.byID[DemoFaultTicket],
		describe: text{"需要登录主机检查磁盘", "The disk has to be looked at on the host"},
		resource: dictionaryEntry{"rt-host", text{"主机", "Host"}},
		visit:    dictionaryEntry{"vt-read", text{"只读", "Read only"}},
		content:  dictionaryEntry{"ct-login", text{"登录", "Login"}},
		created:  d.ago(time.Duration(number) * 10 * time.Minute),
		details: []*grantDetail{
			{id: number*1000 + 1, host: true, instance: DemoServer, label: "demo-server", region: "dc-1001"},
			{id: number*1000 + 2, instance: DemoServer, label: "demo-server", region: "dc-1001"},
		},
	}
	switch status {
	case grantRejected:
		out.reason = "Not on this host"
	case grantActive:
		out.effective, out.expire, out.agency = d.ago(time.Hour), d.now.Add(grantTime), demoAgency
		host := out.details[0]
		host.port, host.account, host.password = 22, DemoHostAccount, DemoHostPassword
		host.sessions = []grantSession{d.visit()}
		d.timeline.plan(out.expire, func(at time.Time) { d.expireGrant(out, at) })
	case grantExpired, grantCancelled:
		out.effective, out.expire = d.ago(days(2)), d.ago(days(1))
	}
	return out
}

func (d *desk) visit() grantSession {
	from := d.ago(50 * time.Minute)
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
		id: d.next("diagnosis"), kind: 1, region: demoRegion, params: map[string]any{"instance_id": DemoServer}, created: d.ago(days(1)),
	})
}
