package sandbox

import "time"

// rareTrade is a kind of change that an ordinary account sees once in years.
type rareTrade struct {
	trade, detail, channel string
	amount                 money // negative: taken
}

// rareTrades shows each remaining kind of trade once, so that every filter finds
// something. Those that only move money aside come back the next day.
func rareTrades() []rareTrade {
	return []rareTrade{
		{"RFROZEN", "SOURCE_OPERAIION_RFROZEN", "", cents(-12345)},
		{"RFROZEN", "SOURCE_OPERAIION_UNFROZEN", "", cents(12345)},
		{"DEPOSIT", "SOURCE_OPERAIION_TRANS_TO_FOREGIFT", "", cents(-30000)},
		{"TRANS", "SOURCE_OPERAIION_TRANS_TO_BALANCE", "", cents(30000)},
		{"BEADJUST", "SOURCE_OPERATION_BEADJUST", "", cents(50000)},
		{"BERETRIEVE", "SOURCE_OPERATION_BERETRIEVE", "", cents(-20000)},
		{"BONUSCONVERT", "SOURCE_OPERAIION_CONVERT_BONUS", "7", cents(888)},
		{"EXPIRED", "SOURCE_OPERAIION_EXPIRECLEAR", "", cents(-188)},
		{"TRADE_MODE_TRANSFER", "SOURCE_OPERATION_TRADEMODE_TRANSFER", "10", cents(1000)},
		{"BEUNBIND", "SOURCE_OPERATION_BEUNBIND", "", cents(-1000)},
		{tradeRefund, "SOURCE_OPERAIION_REFUND", "6", cents(-10000)},
	}
}

// rareHistory files the rare trades, one a day, ten months ago.
func (g *generator) rareHistory() {
	for i, rare := range rareTrades() {
		at := g.ago(days(310 - i))
		e := entry{
			at: at, trade: rare.trade, detail: rare.detail, channel: rare.channel,
			tradeID: numbered("RT", i+1), amount: rare.amount,
		}
		g.did(at, func() {
			if e.amount > 0 {
				g.st.ledger.receive(e)
				return
			}
			e.amount = -e.amount
			g.topUp(at, e.amount)
			g.st.ledger.lower(e)
		})
	}
}

// rareCouponHistory files, for a coupon that stays usable, a refund after an
// unsubscription, a freeze with its end, and a transfer to a member with its return.
func (g *generator) rareCouponHistory() {
	c := g.newCoupon(g.couponID(), couponCash, cents(50000), g.ago(days(200)))
	g.hold(c)
	o := g.st.order(DemoCompletedOrder)
	steps := []rareTrade{
		{tradeDeduction, "SOURCE_OPERAIION_DEDEUCT", "", cents(-10000)},
		{"RFROZEN", "SOURCE_OPERAIION_RFROZEN", "", cents(-4000)},
		{tradeRefund, "SOURCE_OPERAIION_UNFROZEN", "", cents(4000)},
		{tradeRefund, "SOURCE_OPERAIION_UNSUBSCRIBE", "", cents(10000)},
		{"COUPONADJUST", "SOURCE_OPERATION_TRANSFER", "", cents(-5000)},
		{"COUPONADJUST", "SOURCE_OPERATION_RETRIEVE", "", cents(5000)},
	}
	for i, step := range steps {
		at := g.ago(days(20-i) + time.Hour)
		g.did(at, func() {
			c.balance += step.amount
			if step.trade == tradeDeduction {
				c.usedBy, c.lastUsed = o.id, at
			}
			e := entry{at: at, trade: step.trade, detail: step.detail, tradeID: o.id, amount: step.amount, service: o.service}
			sign := revenue
			if e.amount < 0 {
				e.amount, sign = -e.amount, expense
			}
			g.st.coupons.book(c, e, sign)
		})
	}
}
