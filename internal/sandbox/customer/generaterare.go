package customer

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// rareTrade is a kind of change that an ordinary account sees once in years.
type rareTrade struct {
	trade, detail, channel string
	amount                 rest.Money // negative: taken
}

// rareTrades shows each remaining kind of trade once, so that every filter finds
// something. Those that only move money aside come back the next day.
func rareTrades() []rareTrade {
	return []rareTrade{
		{"RFROZEN", "SOURCE_OPERAIION_RFROZEN", "", rest.Cents(-12345)},
		{"RFROZEN", "SOURCE_OPERAIION_UNFROZEN", "", rest.Cents(12345)},
		{"DEPOSIT", "SOURCE_OPERAIION_TRANS_TO_FOREGIFT", "", rest.Cents(-30000)},
		{"TRANS", "SOURCE_OPERAIION_TRANS_TO_BALANCE", "", rest.Cents(30000)},
		{"BEADJUST", "SOURCE_OPERATION_BEADJUST", "", rest.Cents(50000)},
		{"BERETRIEVE", "SOURCE_OPERATION_BERETRIEVE", "", rest.Cents(-20000)},
		{"BONUSCONVERT", "SOURCE_OPERAIION_CONVERT_BONUS", "7", rest.Cents(888)},
		{"EXPIRED", "SOURCE_OPERAIION_EXPIRECLEAR", "", rest.Cents(-188)},
		{"TRADE_MODE_TRANSFER", "SOURCE_OPERATION_TRADEMODE_TRANSFER", "10", rest.Cents(1000)},
		{"BEUNBIND", "SOURCE_OPERATION_BEUNBIND", "", rest.Cents(-1000)},
		{wallet.TradeRefund, "SOURCE_OPERAIION_REFUND", "6", rest.Cents(-10000)},
	}
}

// rareHistory files the rare trades, one a day, ten months ago.
func (g *generator) rareHistory() {
	for i, rare := range rareTrades() {
		at := g.Ago(rest.Days(310 - i))
		e := wallet.Entry{
			At: at, Trade: rare.trade, Detail: rare.detail, Channel: rare.channel,
			TradeID: rest.Numbered("RT", i+1), Amount: rare.amount,
		}
		g.did(at, func() {
			if e.Amount > 0 {
				g.st.Ledger.Receive(e)
				return
			}
			e.Amount = -e.Amount
			g.topUp(at, e.Amount)
			g.st.Ledger.Lower(e)
		})
	}
}

// rareCouponHistory files, for a coupon that stays usable, a refund after an
// unsubscription, a freeze with its end, and a transfer to a member with its return.
func (g *generator) rareCouponHistory() {
	c := g.newCoupon(g.couponID(), wallet.CouponCash, rest.Cents(50000), g.Ago(rest.Days(200)))
	g.hold(c)
	o := g.st.order(demo.CompletedOrder)
	steps := []rareTrade{
		{wallet.TradeDeduction, "SOURCE_OPERAIION_DEDEUCT", "", rest.Cents(-10000)},
		{"RFROZEN", "SOURCE_OPERAIION_RFROZEN", "", rest.Cents(-4000)},
		{wallet.TradeRefund, "SOURCE_OPERAIION_UNFROZEN", "", rest.Cents(4000)},
		{wallet.TradeRefund, "SOURCE_OPERAIION_UNSUBSCRIBE", "", rest.Cents(10000)},
		{"COUPONADJUST", "SOURCE_OPERATION_TRANSFER", "", rest.Cents(-5000)},
		{"COUPONADJUST", "SOURCE_OPERATION_RETRIEVE", "", rest.Cents(5000)},
	}
	for i, step := range steps {
		at := g.Ago(rest.Days(20-i) + time.Hour)
		g.did(at, func() {
			c.Balance += step.amount
			if step.trade == wallet.TradeDeduction {
				c.UsedBy, c.LastUsed = o.ID, at
			}
			e := wallet.Entry{At: at, Trade: step.trade, Detail: step.detail, TradeID: o.ID, Amount: step.amount, Service: o.service}
			sign := wallet.Revenue
			if e.Amount < 0 {
				e.Amount, sign = -e.Amount, wallet.Expense
			}
			g.st.Coupons.Book(c, e, sign)
		})
	}
}
