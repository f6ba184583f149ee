package sandbox

import "time"

// expireCoupon ends a coupon at its time and clears its balance.
func (st *state) expireCoupon(c *coupon, at time.Time) {
	if c.status != couponUsable && c.status != couponInactive {
		return
	}
	left := c.balance
	c.status, c.balance, c.lockedBy = couponExpired, 0, ""
	if left > 0 {
		st.coupons.book(c, entry{
			at: at, trade: tradeExpired, detail: "SOURCE_OPERAIION_EXPIRECLEAR", tradeID: c.id, amount: left,
		}, expense)
	}
	st.journal.add(Effect{
		Time: at, Operation: byItself, Kind: "coupon_expired", CouponID: c.id,
		Amount: left.String(), Currency: st.currency,
	})
}

// card finds a card by id.
func (st *state) card(id string) *card {
	for _, c := range st.cards {
		if c.id == id {
			return c
		}
	}
	return nil
}
