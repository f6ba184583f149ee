package sandbox

import "time"

// grants builds an authorization in every state, and one visit under the active one.
func (g *generator) grants() {
	d := g.st.desk
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
		d.grants = append(d.grants, g.grant(wish.id, wish.status, int64(i+1)))
	}
	partner := g.grant(DemoPartnerGrant, grantRejected, 10)
	partner.ticket = d.byID[DemoPartnerTicket]
	d.grants = append(d.grants, partner, g.grant(DemoSecondGrant, grantPending, 11))
}

func (g *generator) grant(id string, status int, number int64) *grant {
	out := &grant{
		id: id, status: status, ticket: g.st.desk.byID[DemoFaultTicket],
		describe: text{"需要登录主机检查磁盘", "The disk has to be looked at on the host"},
		resource: dictionaryEntry{"rt-host", text{"主机", "Host"}},
		visit:    dictionaryEntry{"vt-read", text{"只读", "Read only"}},
		content:  dictionaryEntry{"ct-login", text{"登录", "Login"}},
		created:  g.ago(time.Duration(number) * 10 * time.Minute),
		details: []*grantDetail{
			{id: number*1000 + 1, host: true, instance: DemoServer, label: "demo-server", region: "dc-1001"},
			{id: number*1000 + 2, instance: DemoServer, label: "demo-server", region: "dc-1001"},
		},
	}
	switch status {
	case grantRejected:
		out.reason = "Not on this host"
	case grantActive:
		out.effective, out.expire, out.agency = g.ago(time.Hour), g.now.Add(grantTime), demoAgency
		host := out.details[0]
		host.port, host.account, host.password = 22, DemoHostAccount, DemoHostPassword
		host.sessions = []grantSession{g.visit()}
		g.st.timeline.plan(out.expire, func(at time.Time) { g.st.expireGrant(out, at) })
	case grantExpired, grantCancelled:
		out.effective, out.expire = g.ago(days(2)), g.ago(days(1))
	}
	return out
}

func (g *generator) visit() grantSession {
	from := g.ago(50 * time.Minute)
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
func (g *generator) diagnoses() {
	d := g.st.desk
	d.jobs = append(d.jobs, &diagnosis{
		id: d.next("diagnosis"), kind: 1, region: demoRegion, params: map[string]any{"instance_id": DemoServer}, created: g.ago(days(1)),
	})
}
