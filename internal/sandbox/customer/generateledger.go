package customer

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

const (
	historyMonths  = 12
	topUpStep      = 100_000 // cents
	channelAdjust  = "11"
	channelAlipay  = "1"
	detailRecharge = "SOURCE_OPERAIION_RECHARGE"
)

// charge plays the payment of an order of the past.
func (g *generator) charge(o *Order, p *payment) {
	p.price(o)
	g.topUp(o.Paid, p.due)
	g.st.settlePayment(o, p, o.Paid)
}

// topUp recharges the cash account when it could not pay an amount, as an owner would.
func (g *generator) topUp(at time.Time, amount rest.Money) {
	l := &g.st.Ledger
	if l.Cash >= amount {
		return
	}
	steps := (amount-l.Cash)/rest.Cents(topUpStep) + 1 + rest.Money(g.rnd.roll(3))
	g.recharge(at, steps*rest.Cents(topUpStep), channelAlipay)
}

func (g *generator) recharge(at time.Time, amount rest.Money, channel string) {
	n := len(g.st.Ledger.Bookings) + 1
	g.st.Ledger.Receive(wallet.Entry{
		At: at, Trade: wallet.TradeRecharge, Detail: detailRecharge, TradeID: rest.Numbered("RC", n),
		Amount: amount, Channel: channel, ChannelNo: rest.Numbered("PAY", n),
	})
}

// accountHistory files what happens on the accounts besides orders: a recharge and
// three usage charges each month, and the life of the credit limit.
func (g *generator) accountHistory() {
	limit, err := rest.ParseMoney(demo.CreditBalance)
	if err != nil {
		limit = 0
	}
	channels := []string{channelAlipay, "2", "4", "5", "317", "319", "320"}
	g.did(g.Ago(rest.Days(364)), func() {
		g.st.Ledger.Grant(wallet.Entry{
			At: g.Ago(rest.Days(364)), Trade: wallet.TradeAdjust, Detail: "SOURCE_OPERAIION_ADJUST_CREDIT",
			TradeID: "ADJ000000000000", Channel: channelAdjust, Amount: limit,
		})
	})
	for month := range historyMonths {
		start := g.Ago(rest.Days(30*(historyMonths-month) + 2))
		channel, amount := channels[month%len(channels)], rest.Cents(int64(100_000+g.rnd.roll(200_000)))
		g.did(start, func() { g.recharge(start, amount, channel) })
		for week := 1; week <= 3; week++ {
			g.usage(start.Add(rest.Days(7*week) + time.Duration(g.rnd.roll(3600))*time.Second))
		}
	}
	g.creditLoan()
}

// usage files an on-demand charge.
func (g *generator) usage(at time.Time) {
	p := g.shelf[g.rnd.roll(len(g.shelf))]
	amount := rest.Cents(int64(100 + g.rnd.roll(20_000)))
	g.did(at, func() {
		g.topUp(at, amount)
		g.st.Ledger.Lower(wallet.Entry{
			At: at, Trade: wallet.TradeDeduction, Detail: "SOURCE_OPERAIION_USAGE",
			TradeID: rest.Numbered("US", len(g.st.Ledger.Bookings)+1), Amount: amount,
			Service: p.Service, Resource: p.Resource,
		})
	})
}

// creditLoan files one charge on credit and its repayment.
func (g *generator) creditLoan() {
	spent, back := g.Ago(rest.Days(180)), g.Ago(rest.Days(150))
	amount := rest.Cents(int64(10_000 + g.rnd.roll(50_000)))
	p := g.shelf[shop.ShelfServer]
	g.did(spent, func() {
		g.st.Ledger.Borrow(wallet.Entry{
			At: spent, Trade: wallet.TradeDeduction, Detail: "SOURCE_OPERAIION_USAGE", TradeID: "US000000000000",
			Amount: amount, Service: p.Service, Resource: p.Resource,
		})
	})
	g.did(back, func() {
		g.st.Ledger.Restore(wallet.Entry{
			At: back, Trade: wallet.TradeDeduction, Detail: "SOURCE_OPERAIION_WRITEOFF", TradeID: "WO000000000000", Amount: amount,
		})
	})
}

// levelAccounts ends the history with an adjustment that brings the cash to the published balance.
func (g *generator) levelAccounts() {
	l := &g.st.Ledger
	want, err := rest.ParseMoney(demo.CashBalance)
	if err != nil {
		want = 0
	}
	e := wallet.Entry{
		At: g.Ago(time.Minute), Trade: wallet.TradeAdjust, Detail: "SOURCE_OPERAIION_ADJUST",
		TradeID: "ADJ000000000001", Channel: channelAdjust, Amount: want - l.Cash,
	}
	if e.Amount >= 0 {
		l.Receive(e)
	} else {
		e.Amount = -e.Amount
		l.Lower(e)
	}
	l.Designated, l.Bonus = rest.Cents(20000), rest.Cents(1250)
	g.st.quota = wallet.Expenditure{Granted: rest.Cents(800_000), Used: rest.Cents(246_912)}
}
