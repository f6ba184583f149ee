package sandbox

import "time"

const (
	historyMonths  = 12
	topUpStep      = 100_000 // cents
	channelAdjust  = "11"
	channelAlipay  = "1"
	detailRecharge = "SOURCE_OPERAIION_RECHARGE"
)

// charge plays the payment of an order of the past.
func (g *generator) charge(o *order, p *payment) {
	p.price(o)
	g.topUp(o.paid, p.due)
	g.st.settlePayment(o, p, o.paid)
}

// topUp recharges the cash account when it could not pay an amount, as an owner would.
func (g *generator) topUp(at time.Time, amount money) {
	l := &g.st.ledger
	if l.cash >= amount {
		return
	}
	steps := (amount-l.cash)/cents(topUpStep) + 1 + money(g.rnd.roll(3))
	g.recharge(at, steps*cents(topUpStep), channelAlipay)
}

func (g *generator) recharge(at time.Time, amount money, channel string) {
	n := len(g.st.ledger.bookings) + 1
	g.st.ledger.receive(entry{
		at: at, trade: tradeRecharge, detail: detailRecharge, tradeID: numbered("RC", n),
		amount: amount, channel: channel, channelNo: numbered("PAY", n),
	})
}

// accountHistory files what happens on the accounts besides orders: a recharge and
// three usage charges each month, and the life of the credit limit.
func (g *generator) accountHistory() {
	limit, err := parseMoney(DemoCreditBalance)
	if err != nil {
		limit = 0
	}
	channels := []string{channelAlipay, "2", "4", "5", "317", "319", "320"}
	g.did(g.ago(days(364)), func() {
		g.st.ledger.grant(entry{
			at: g.ago(days(364)), trade: tradeAdjust, detail: "SOURCE_OPERAIION_ADJUST_CREDIT",
			tradeID: "ADJ000000000000", channel: channelAdjust, amount: limit,
		})
	})
	for month := range historyMonths {
		start := g.ago(days(30*(historyMonths-month) + 2))
		channel, amount := channels[month%len(channels)], cents(int64(100_000+g.rnd.roll(200_000)))
		g.did(start, func() { g.recharge(start, amount, channel) })
		for week := 1; week <= 3; week++ {
			g.usage(start.Add(days(7*week) + time.Duration(g.rnd.roll(3600))*time.Second))
		}
	}
	g.creditLoan()
}

// usage files an on-demand charge.
func (g *generator) usage(at time.Time) {
	p := g.shelf[g.rnd.roll(len(g.shelf))]
	amount := cents(int64(100 + g.rnd.roll(20_000)))
	g.did(at, func() {
		g.topUp(at, amount)
		g.st.ledger.lower(entry{
			at: at, trade: tradeDeduction, detail: "SOURCE_OPERAIION_USAGE",
			tradeID: numbered("US", len(g.st.ledger.bookings)+1), amount: amount,
			service: p.service, resource: p.resource,
		})
	})
}

// creditLoan files one charge on credit and its repayment.
func (g *generator) creditLoan() {
	spent, back := g.ago(days(180)), g.ago(days(150))
	amount := cents(int64(10_000 + g.rnd.roll(50_000)))
	p := g.shelf[shelfServer]
	g.did(spent, func() {
		g.st.ledger.borrow(entry{
			at: spent, trade: tradeDeduction, detail: "SOURCE_OPERAIION_USAGE", tradeID: "US000000000000",
			amount: amount, service: p.service, resource: p.resource,
		})
	})
	g.did(back, func() {
		g.st.ledger.restore(entry{
			at: back, trade: tradeDeduction, detail: "SOURCE_OPERAIION_WRITEOFF", tradeID: "WO000000000000", amount: amount,
		})
	})
}

// levelAccounts ends the history with an adjustment that brings the cash to the published balance.
func (g *generator) levelAccounts() {
	l := &g.st.ledger
	want, err := parseMoney(DemoCashBalance)
	if err != nil {
		want = 0
	}
	e := entry{
		at: g.ago(time.Minute), trade: tradeAdjust, detail: "SOURCE_OPERAIION_ADJUST",
		tradeID: "ADJ000000000001", channel: channelAdjust, amount: want - l.cash,
	}
	if e.amount >= 0 {
		l.receive(e)
	} else {
		e.amount = -e.amount
		l.lower(e)
	}
	l.designated, l.bonus = cents(20000), cents(1250)
	g.st.quota = expenditure{granted: cents(800_000), used: cents(246_912)}
}
