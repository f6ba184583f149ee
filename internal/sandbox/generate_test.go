package sandbox_test

import (
	"encoding/json"
	"math/big"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func seeded(seed uint64) func(*sandbox.Config) {
	return func(cfg *sandbox.Config) { cfg.Seed = seed }
}

func dec(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("not a decimal: %q", text)
	}
	return r
}

// TestDemoDataOfEverySeed checks what documentation and other tests build on.
func TestDemoDataOfEverySeed(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{0, 1, 1<<64 - 1} {
		for _, site := range []string{"cn", "intl"} {
			c := newClient(t, seeded(seed), func(cfg *sandbox.Config) { cfg.Site = site })
			statuses, types := map[string]int{}, map[string]int{}
			ids := c.everyOrder()
			for _, id := range ids {
				o := c.order(id)
				statuses[o.Order.Status.String()]++
				types[o.Order.Type.String()]++
				c.linesSumUp(t, o)
			}
			if len(ids) < 60 {
				t.Errorf("seed %d: %d orders", seed, len(ids))
			}
			if unique := slices.Compact(slices.Sorted(slices.Values(ids))); len(unique) != len(ids) {
				t.Errorf("seed %d: order ids repeat", seed)
			}
			for _, want := range []string{"1", "2", "3", "4", "5", "6", "9", "10", "11", "12", "13"} {
				if statuses[want] == 0 {
					t.Errorf("seed %d: no order in status %s", seed, want)
				}
			}
			for _, want := range []string{"1", "2", "3", "4", "10", "11", "13", "14", "15"} {
				if types[want] == 0 {
					t.Errorf("seed %d: no order of type %s", seed, want)
				}
			}
			c.balancesAre(sandbox.DemoCashBalance, sandbox.DemoCreditBalance)
			if o := c.order(sandbox.DemoPayableOrder).Order; o.Status != "6" || o.Official != "260.00" {
				t.Errorf("seed %d: %+v", seed, o)
			}
			if o := c.order(sandbox.DemoLargeOrder); o.Total != "260" || len(o.Lines) != 100 {
				t.Errorf("seed %d: %s lines", seed, o.Total)
			}
		}
	}
}

// linesSumUp checks that the lines of an order add up to it exactly, as far as one page shows all lines.
func (c *client) linesSumUp(t *testing.T, o orderDetails) {
	t.Helper()
	if total, _ := o.Total.Int64(); total != int64(len(o.Lines)) {
		return
	}
	after, official := new(big.Rat), new(big.Rat)
	for _, l := range o.Lines {
		after.Add(after, dec(t, l.After.String()))
		official.Add(official, dec(t, l.Official.String()))
	}
	if after.Cmp(dec(t, o.Order.After.String())) != 0 || official.Cmp(dec(t, o.Order.Official.String())) != 0 {
		t.Errorf("order %s: lines sum up to %s and %s, order says %s and %s", o.Order.ID,
			after.FloatString(2), official.FloatString(2), o.Order.After, o.Order.Official)
	}
}

func TestSameSeedSameData(t *testing.T) {
	t.Parallel()
	everything := func(seed uint64) []string {
		c := newClient(t, seeded(seed))
		var out []string
		for _, target := range []string{
			ordersPath + "?limit=100", "/v2/promotions/benefits/coupons?limit=100",
			changesPath + "?balance_type=BALANCE_TYPE_DEBIT&limit=100", "/v2/promotions/benefits/stored-value-cards?status=1&limit=100",
		} {
			out = append(out, c.get(target).body)
		}
		return out
	}
	if a, b := everything(7), everything(7); !reflect.DeepEqual(a, b) {
		t.Error("the same seed gave two accounts")
	}
	if a, b := everything(7), everything(8); a[0] == b[0] || a[1] == b[1] || a[2] == b[2] {
		t.Error("two seeds gave the same account")
	}
}

type changeRow struct {
	ID      string `json:"account_change_id"`
	Coupon  string `json:"coupon_id"`
	Time    string `json:"trade_time"`
	Amount  string `json:"change_amount"`
	After   string `json:"balance_after_change"`
	Sign    string `json:"revenue_expense_type"`
	Cycle   string `json:"bill_cycle"`
	TradeID string `json:"trade_id"`
}

// changes reads a whole history, newest first.
func (c *client) changes(base string) []changeRow {
	c.t.Helper()
	var out []changeRow
	for {
		got := as[struct {
			Total   json.Number `json:"total_count"`
			Records []changeRow `json:"records"`
		}](c.t, c.get(base+"&limit=100&offset="+itoa(len(out))))
		out = append(out, got.Records...)
		if got.Total.String() == itoa(len(out)) || len(got.Records) == 0 {
			return out
		}
	}
}

// TestHistoryTiesExactly replays the account row by row: every balance follows from the one before.
func TestHistoryTiesExactly(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for account, final := range map[string]string{
		"BALANCE_TYPE_DEBIT": sandbox.DemoCashBalance, "BALANCE_TYPE_CREDIT": sandbox.DemoCreditBalance,
	} {
		rows := c.changes(changesPath + "?balance_type=" + account)
		balance, months := new(big.Rat), map[string]bool{}
		for i := len(rows) - 1; i >= 0; i-- {
			row := rows[i]
			amount := dec(t, row.Amount)
			if row.Sign == "EXPENSE" {
				amount.Neg(amount)
			}
			balance.Add(balance, amount)
			months[row.Cycle] = true
			if balance.Cmp(dec(t, row.After)) != 0 || balance.Sign() < 0 {
				t.Fatalf("%s %s: balance %s, row says %s", account, row.ID, balance.FloatString(2), row.After)
			}
			if i > 0 && rows[i-1].Time < row.Time {
				t.Errorf("%s is out of order", row.ID)
			}
		}
		if balance.Cmp(dec(t, final)) != 0 {
			t.Errorf("%s ends at %s, want %s", account, balance.FloatString(2), final)
		}
		if account == "BALANCE_TYPE_DEBIT" && (len(months) < 12 || len(rows) < 100) {
			t.Errorf("%d rows in %d months", len(rows), len(months))
		}
	}
}

func TestCouponHistoriesTieToTheirBalances(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	balances := map[string]*big.Rat{}
	rows := c.changes("/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON")
	for i := len(rows) - 1; i >= 0; i-- {
		row := rows[i]
		if balances[row.Coupon] == nil {
			balances[row.Coupon] = new(big.Rat)
		}
		amount := dec(t, row.Amount)
		if row.Sign == "EXPENSE" {
			amount.Neg(amount)
		}
		balances[row.Coupon].Add(balances[row.Coupon], amount)
	}
	checked := 0
	for id, balance := range balances {
		if coupon := c.coupon(id); coupon.Version == "2" {
			checked++
			if balance.Cmp(dec(t, coupon.Balance.String())) != 0 {
				t.Errorf("coupon %s: history %s, balance %s", id, balance.FloatString(2), coupon.Balance)
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d coupons have a history", checked)
	}
}

func TestCouponsOfEveryStatusAndType(t *testing.T) {
	t.Parallel()
	for site, kinds := range map[string]int{"cn": 4, "intl": 1} {
		c := newClient(t, func(cfg *sandbox.Config) { cfg.Site = site })
		for kind := 1; kind <= 4; kind++ {
			for status := 1; status <= 5; status++ {
				got := as[totals](t, c.get("/v2/promotions/benefits/coupons?coupon_type="+itoa(kind)+"&status="+itoa(status)))
				if (got.total() != "0") != (kind <= kinds) {
					t.Errorf("%s: %s coupons of type %d in status %d", site, got.total(), kind, status)
				}
			}
		}
	}
}

func TestEveryTradeTypeOccurs(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, trade := range []string{
		"RECHARGE", "DEDEUCT", "REFUND", "RFROZEN", "TRANS", "ADJUST", "BEUNBIND", "EXPIRED", "BONUSCONVERT",
		"TRADE_MODE_TRANSFER", "DEPOSIT", "BEADJUST", "BERETRIEVE",
	} {
		if got := as[totals](t, c.get(changesPath+"?balance_type=BALANCE_TYPE_DEBIT&trade_type="+trade)); got.rows() == 0 {
			t.Errorf("no account change %s", trade)
		}
	}
	for _, trade := range []string{"ADJUST", "DEDEUCT", "REFUND", "RFROZEN", "EXPIRED", "COUPONADJUST", "COUPONCANCEL"} {
		if got := as[totals](t, c.get("/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON&trade_type="+trade)); got.rows() == 0 {
			t.Errorf("no coupon change %s", trade)
		}
	}
	for _, channel := range []string{"0", "1", "2", "4", "5", "6", "7", "10", "11", "317", "319", "320"} {
		if got := as[totals](t, c.get(changesPath+"?balance_type=BALANCE_TYPE_DEBIT&payment_channel_id="+channel)); got.rows() == 0 {
			t.Errorf("no account change through channel %s", channel)
		}
	}
	rows := func(channels string) int {
		return len(c.changes(changesPath + "?balance_type=BALANCE_TYPE_DEBIT&payment_channel_id=" + channels))
	}
	if both := rows("1,2"); both != rows("1")+rows("2") {
		t.Errorf("two channels give %d rows, %d and %d alone", both, rows("1"), rows("2"))
	}
	for _, status := range []string{"1", "2"} {
		if got := as[totals](t, c.get("/v2/promotions/benefits/stored-value-cards?status="+status)); got.rows() == 0 {
			t.Errorf("no card in status %s", status)
		}
	}
}

func TestPagesJoinToTheWholeList(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	list := func(query string) []string {
		var ids []string
		got := as[struct {
			Orders []orderInfo `json:"order_infos"`
		}](t, c.get(ordersPath+query))
		for _, o := range got.Orders {
			ids = append(ids, o.ID)
		}
		return ids
	}
	all := append(list("?limit=100&order_by=createTime"), list("?limit=100&offset=100&order_by=createTime")...)
	var joined []string
	for offset := 0; ; offset += 7 {
		part := list("?limit=7&order_by=createTime&offset=" + itoa(offset))
		if len(part) == 0 {
			break
		}
		joined = append(joined, part...)
	}
	if !slices.Equal(all, joined) {
		t.Errorf("pages of 7 give %d orders, the list %d", len(joined), len(all))
	}
	newest := append(list("?limit=100"), list("?limit=100&offset=100")...)
	slices.Reverse(newest)
	if !slices.Equal(all, newest) {
		t.Error("newest first is not the reverse of oldest first")
	}
	past := c.get(ordersPath + "?offset=1000000")
	if got := as[totals](t, past); got.rows() != 0 || got.total() != itoa(len(all)) {
		t.Errorf("past the end: %s", past.body)
	}
	lines := map[string]bool{}
	for offset := 0; offset < 260; offset += 100 {
		got := as[orderDetails](t, c.get(ordersPath+"/details/"+sandbox.DemoLargeOrder+"?limit=100&offset="+itoa(offset)))
		for _, l := range got.Lines {
			lines[l.ID] = true
		}
	}
	if len(lines) != 260 {
		t.Errorf("%d lines", len(lines))
	}
}

func TestOrderFilters(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	o := c.order(sandbox.DemoCompletedOrder).Order
	for what, query := range map[string]string{
		"id":                     "?order_id=" + sandbox.DemoCompletedOrder,
		"id in lower case":       "?order_id=csdemo0012completed",
		"own customer":           "?order_id=" + o.ID + "&customer_id=" + sandbox.DemoDomainID,
		"created, both ends":     "?order_id=" + o.ID + "&create_time_begin=" + o.Created + "&create_time_end=" + o.Created,
		"window without id":      "?create_time_begin=" + o.Created + "&create_time_end=" + o.Created,
		"paid, both ends":        "?order_id=" + o.ID + "&payment_time_begin=" + o.Paid + "&payment_time_end=" + o.Paid,
		"status":                 "?order_id=" + o.ID + "&status=5",
		"type":                   "?order_id=" + o.ID + "&order_type=1",
		"service, case ignored":  "?order_id=" + o.ID + "&service_type_code=HWS.service.type.RDS",
		"paid, open to the left": "?order_id=" + o.ID + "&payment_time_end=" + o.Paid,
	} {
		if got := as[totals](t, c.get(ordersPath+query)); got.rows() != 1 {
			t.Errorf("%s: %s found", what, got.total())
		}
	}
	second := func(text string, d time.Duration) string {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return at.Add(d).Format("2006-01-02T15:04:05Z")
	}
	for what, query := range map[string]string{
		"other customer": "?order_id=" + o.ID + "&customer_id=x",
		"created later":  "?order_id=" + o.ID + "&create_time_begin=" + second(o.Created, time.Second),
		"created sooner": "?order_id=" + o.ID + "&create_time_end=" + second(o.Created, -time.Second),
		"paid later":     "?order_id=" + o.ID + "&payment_time_begin=" + second(o.Paid, time.Second),
		"paid sooner":    "?order_id=" + o.ID + "&payment_time_end=" + second(o.Paid, -time.Second),
		"never paid":     "?order_id=" + sandbox.DemoPayableOrder + "&payment_time_end=2030-01-01T00:00:00Z",
		"other status":   "?order_id=" + o.ID + "&status=6",
		"other type":     "?order_id=" + o.ID + "&order_type=2",
		"other service":  "?order_id=" + o.ID + "&service_type_code=hws.service.type.ec2",
		"sub order":      "?order_id=" + sandbox.DemoCombinedChildA,
		"member order":   "?order_id=" + sandbox.DemoMemberOrder,
	} {
		if got := as[totals](t, c.get(ordersPath+query)); got.rows() != 0 || got.total() != "0" {
			t.Errorf("%s: %s found", what, got.total())
		}
	}
}
