package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// expectation is what a presence state of a parameter leads to.
type expectation string

const (
	same     expectation = "as if absent"
	refusal  expectation = "400 CBC.0100"
	noHits   expectation = "filters, nothing matches"
	untested expectation = ""
)

type presenceRow struct {
	param               string
	empty, quotes, null expectation
}

type totals struct {
	TotalCount *json.Number      `json:"total_count"`
	Count      *json.Number      `json:"count"`
	Orders     []json.RawMessage `json:"order_infos"`
	Records    []json.RawMessage `json:"records"`
	Coupons    []json.RawMessage `json:"user_coupons"`
	Cards      []json.RawMessage `json:"stored_value_cards"`
}

func (x totals) total() string {
	if x.TotalCount != nil {
		return x.TotalCount.String()
	}
	return x.Count.String()
}

func (x totals) rows() int { return len(x.Orders) + len(x.Records) + len(x.Coupons) + len(x.Cards) }

func checkPresence(t *testing.T, base string, rows []presenceRow) {
	t.Helper()
	c := newClient(t)
	absent := as[totals](t, c.get(base))
	if absent.rows() == 0 || absent.total() == "0" {
		t.Fatalf("%s finds nothing, so no filter could be told from none", base)
	}
	for _, row := range rows {
		for suffix, want := range map[string]expectation{
			"": row.empty, "=": row.empty, "=%22%22": row.quotes, "=null": row.null,
		} {
			target := base + "&" + row.param + suffix
			got := c.get(target)
			switch want {
			case untested:
			case refusal:
				c.refused(target, got, 400, "CBC.0100")
			default:
				found := as[totals](t, got)
				ok := found.total() == absent.total() && found.rows() == absent.rows()
				if want == noHits {
					ok = found.total() == "0" && found.rows() == 0
				}
				if !ok {
					t.Errorf("%s: total %s with %d rows, want %s", target, found.total(), found.rows(), want)
				}
			}
		}
	}
}

// TestPresenceOfOrderFilters is the published table, row by row.
func TestPresenceOfOrderFilters(t *testing.T) {
	t.Parallel()
	checkPresence(t, "/v2/orders/customer-orders?", []presenceRow{
		{"order_id", same, refusal, noHits},
		{"customer_id", refusal, refusal, noHits},
		{"create_time_begin", same, refusal, refusal},
		{"create_time_end", same, refusal, refusal},
		{"payment_time_begin", same, refusal, refusal},
		{"payment_time_end", same, refusal, refusal},
		{"service_type_code", same, noHits, noHits},
		{"status", same, refusal, same},
		{"order_type", same, refusal, refusal},
		{"limit", same, refusal, same},
		{"offset", same, refusal, same},
		{"method", untested, same, same},
		{"order_by", same, same, same},
		{"indirect_partner_id", same, same, same},
	})
}

// TestPresenceOfAccountChangeFilters is the published table, row by row.
func TestPresenceOfAccountChangeFilters(t *testing.T) {
	t.Parallel()
	checkPresence(t, "/v2/accounts/customer-accounts/account-change-records?balance_type=BALANCE_TYPE_DEBIT", []presenceRow{
		{"revenue_expense_type", refusal, refusal, refusal},
		{"trade_type", same, refusal, noHits},
		{"trade_id", same, refusal, noHits},
		{"payment_channel_no", same, refusal, noHits},
		{"trade_time_begin", same, refusal, refusal},
		{"trade_time_end", same, refusal, refusal},
		{"payment_channel_id", same, noHits, noHits},
		{"offset", same, refusal, same},
		{"limit", refusal, refusal, refusal},
	})
}

// TestPresenceOfCouponFilters covers the classes B, E, F and M.
func TestPresenceOfCouponFilters(t *testing.T) {
	t.Parallel()
	checkPresence(t, "/v2/promotions/benefits/coupons?", []presenceRow{
		{"coupon_id", same, noHits, same},
		{"order_id", same, untested, same}, // `""` filters for coupons without an order: see below
		{"promotion_plan_id", same, noHits, same},
		{"source_id", same, noHits, same},
		{"coupon_type", same, refusal, same},
		{"status", same, same, same},
		{"active_start_time", same, refusal, refusal},
		{"active_end_time", same, refusal, refusal},
		{"limit", same, refusal, same},
		{"indirect_partner_id", same, same, same},
	})
	checkPresence(t, "/v2/promotions/benefits/coupons?limit=10", []presenceRow{{"offset", same, refusal, same}})
}

// TestEmptyTextFiltersForCouponsWithoutOrder shows that class B takes "" literally.
func TestEmptyTextFiltersForCouponsWithoutOrder(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	a := c.get("/v2/promotions/benefits/coupons?limit=100&order_id=%22%22")
	if found := as[totals](t, a); found.rows() == 0 || strings.Contains(a.body, `"order_id"`) {
		t.Errorf("want only coupons without an order, got %.300s", a.body)
	}
}

// TestPresenceOfRemainingFilters covers cards, coupon changes and order details.
func TestPresenceOfRemainingFilters(t *testing.T) {
	t.Parallel()
	paging := []presenceRow{{"limit", same, refusal, same}, {"offset", same, refusal, same}}
	checkPresence(t, "/v2/promotions/benefits/stored-value-cards?status=1",
		append(paging, presenceRow{"card_id", same, same, same}))
	checkPresence(t, "/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON",
		append(paging, []presenceRow{
			{"revenue_expense_type", refusal, refusal, refusal},
			{"trade_type", refusal, refusal, refusal},
			{"trade_id", same, same, same},
			{"coupon_id", same, same, same},
			{"trade_time_begin", same, refusal, refusal},
			{"trade_time_end", same, refusal, refusal},
		}...))
}

// TestPresenceOfRequiredParameters shows that a required parameter has to carry a value.
func TestPresenceOfRequiredParameters(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, target := range []string{
		"/v2/orders/customer-orders/order-coupons?order_id",
		"/v2/orders/customer-orders/order-discounts?order_id",
		"/v2/orders/customer-orders/refund-orders?order_id",
		"/v2/promotions/benefits/stored-value-cards?status",
		"/v2/promotions/benefits/account-change-records?balance_type",
		"/v2/accounts/customer-accounts/account-change-records?balance_type",
	} {
		name, _, _ := strings.Cut(target, "?")
		c.refused(name, c.get(name), 400, "CBC.0100")
		for _, suffix := range []string{"", "=", "=%22%22", "=null"} {
			c.refused(target+suffix, c.get(target+suffix), 400, "CBC.0100")
		}
	}
}
