package sandbox_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// renewable are primaries that can be quoted and renewed by the year, some with secondaries.
func renewable() []string {
	return []string{
		sandbox.DemoServer, sandbox.DemoRenewing, sandbox.DemoExpired, sandbox.DemoFrozen, sandbox.DemoPrepaid,
		sandbox.DemoFresh, sandbox.DemoWholeMachine, sandbox.DemoYearly, sandbox.DemoAudited, sandbox.DemoToOnDemand,
		sandbox.DemoShared, sandbox.DemoDeleteAtExpiry, sandbox.DemoSpecialPrefix + "trial",
	}
}

// TestQuotationsEqualOrders draws sets of resources, periods and a unified day of
// expiry: a quotation, with and without its best offer, is what the orders cost
// that the same renewal makes, and what automatic payment takes.
func TestQuotationsEqualOrders(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(seed, 1))
			c := newClient(t, func(cfg *sandbox.Config) { cfg.Site = []string{"cn", "intl"}[seed%2] })
			if day := rnd.IntN(28); day > 0 {
				c.fine("unified day", c.post(resourcesPath+"/renew/config", fmt.Sprintf(`{"config_name":"EXPIRE_DATE","config_value":"%d"}`, day)))
			}
			ids := renewable()
			rnd.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
			term := fmt.Sprintf(`"period_type":3,"period_num":%d`, 1+rnd.IntN(3))
			if rnd.IntN(2) == 0 {
				term = fmt.Sprintf(`"period_type":2,"period_num":%d`, 3+rnd.IntN(9))
			}
			quoteAndRenew(t, c, term, ids[:1+rnd.IntN(6)])
		})
	}
}

func quoteAndRenew(t *testing.T, c *client, term string, ids []string) {
	t.Helper()
	quote := as[quoteInfo](t, c.post(ratingsPath+"/period-resources/renew-rate", "{"+resourceIDs(ids...)+","+term+"}"))
	a := c.renew(term, ids...)
	if len(quote.Renewals) == 0 {
		c.refused("nothing to renew", a, 400, "CBC.30010069")
		return
	}
	orders := as[changed](t, a).Orders
	if len(orders) != len(quote.Renewals) {
		t.Fatalf("%d orders, %+v", len(orders), quote)
	}
	official, offered := new(big.Rat), new(big.Rat)
	for i, id := range orders {
		o := c.order(id).Order
		if o.Official.String() != quote.Renewals[i].Amount {
			t.Errorf("quoted %s, the order costs %s", quote.Renewals[i].Amount, o.Official)
		}
		official.Add(official, plus(t, o.Official))
		offered.Add(offered, commercialPrice(t, c, id))
	}
	if official.Cmp(plus(t, quote.Result.Official)) != 0 || offered.Cmp(plus(t, quote.Offers[0].Amount)) != 0 {
		t.Errorf("quoted %s and %s, the orders cost %s and %s", quote.Result.Official, quote.Offers[0].Amount,
			official.FloatString(2), offered.FloatString(2))
	}
}

// TestAutomaticPaymentTakesTheBestOffer pays by itself what was quoted as the best offer.
func TestAutomaticPaymentTakesTheBestOffer(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"cn", "intl"} {
		c := newClient(t, func(cfg *sandbox.Config) { cfg.Site = site })
		ids := []string{sandbox.DemoServer, sandbox.DemoFresh, sandbox.DemoRenewing}
		quote := as[quoteInfo](t, c.post(ratingsPath+"/period-resources/renew-rate", "{"+resourceIDs(ids...)+","+oneMonth+"}"))
		done := as[changed](t, c.renew(oneMonth+`,"is_auto_pay":1`, ids...))
		taken := new(big.Rat)
		for _, id := range done.Orders {
			o := c.order(id).Order
			taken.Add(taken, plus(t, o.After))
			if len(o.Amounts.Discounts) != 1 || o.Amounts.Discounts[0].Type != "605" {
				t.Errorf("%s: %+v", site, o)
			}
		}
		best := quote.Offers[0]
		if best.Best != 1 || best.Type != 605 || quote.Offers[1].Type != 607 || taken.Cmp(plus(t, best.Amount)) != 0 {
			t.Errorf("%s: %s taken of %+v", site, taken.FloatString(2), quote)
		}
		cash, _ := c.balances()
		if left := new(big.Rat).Add(dec(t, cash), taken); left.Cmp(dec(t, sandbox.DemoCashBalance)) != 0 {
			t.Errorf("%s: %s left of the cash after %s", site, cash, taken.FloatString(2))
		}
	}
}

// commercialPrice is what an order costs with its commercial discount.
func commercialPrice(t *testing.T, c *client, id string) *big.Rat {
	t.Helper()
	offers := as[struct {
		Discounts []struct {
			Type   int `json:"discount_type"`
			Orders []struct {
				Items []struct {
					Amount json.Number `json:"discount_amount"`
				} `json:"order_line_items"`
			} `json:"orders"`
		} `json:"discounts"`
	}](t, c.get(ordersPath+"/order-discounts?order_id="+id))
	price := plus(t, c.order(id).Order.Official)
	for _, d := range offers.Discounts {
		if d.Type == 2 {
			price.Sub(price, dec(t, d.Orders[0].Items[0].Amount.String()))
		}
	}
	return price
}
