package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// orderDetails is what the tests read of an order.
type orderDetails struct {
	Total json.Number `json:"total_count"`
	Order orderInfo   `json:"order_info"`
	Lines []struct {
		ID      string `json:"order_line_item_id"`
		OrderID string `json:"order_id"`
		orderInfo
	} `json:"order_line_items"`
}

type orderInfo struct {
	ID        string      `json:"order_id"`
	Status    json.Number `json:"status"`
	Type      json.Number `json:"order_type"`
	After     json.Number `json:"amount_after_discount"`
	Official  json.Number `json:"official_amount"`
	Created   string      `json:"create_time"`
	Paid      string      `json:"payment_time"`
	Deadline  string      `json:"pending_payment_end_time"`
	SubOrders []orderInfo `json:"sub_order_infos"`
	Effective string      `json:"effective_time"`
	Amounts   struct {
		Discounts []struct {
			Type   string      `json:"discount_type"`
			Amount json.Number `json:"discount_amount"`
		} `json:"discounts"`
		Coupon     json.Number `json:"coupon_amount"`
		Flexi      json.Number `json:"flexipurchase_coupon_amount"`
		Card       json.Number `json:"stored_card_amount"`
		Commission json.Number `json:"commission_amount"`
		Consumed   json.Number `json:"consumed_amount"`
	} `json:"amount_info"`
}

func (c *client) order(id string) orderDetails {
	c.t.Helper()
	return as[orderDetails](c.t, c.get(ordersPath+"/details/"+id+"?limit=100"))
}

type couponInfo struct {
	ID      string      `json:"coupon_id"`
	Status  json.Number `json:"status"`
	Type    json.Number `json:"coupon_type"`
	Version json.Number `json:"coupon_version"`
	Balance json.Number `json:"balance"`
	Lock    string      `json:"lock_order_id"`
	OrderID string      `json:"order_id"`
	UsedBy  string      `json:"used_by_order_id"`
}

func (c *client) coupon(id string) couponInfo {
	c.t.Helper()
	list := as[struct {
		Coupons []couponInfo `json:"user_coupons"`
	}](c.t, c.get("/v2/promotions/benefits/coupons?coupon_id="+id))
	if len(list.Coupons) != 1 {
		c.t.Fatalf("%d coupons %s", len(list.Coupons), id)
	}
	return list.Coupons[0]
}

// balances are cash and credit.
func (c *client) balances() (cash, credit string) {
	c.t.Helper()
	list := as[struct {
		Balances []struct {
			Type   json.Number `json:"account_type"`
			Amount json.Number `json:"amount"`
		} `json:"account_balances"`
	}](c.t, c.get(balancesPath))
	return list.Balances[0].Amount.String(), list.Balances[1].Amount.String()
}

func (c *client) balancesAre(cash, credit string) {
	c.t.Helper()
	if gotCash, gotCredit := c.balances(); gotCash != cash || gotCredit != credit {
		c.t.Errorf("cash %s, credit %s; want %s, %s", gotCash, gotCredit, cash, credit)
	}
}

// choice is the body of a payment with coupons as "id:type,…" and one discount as "id:type".
func choice(coupons, discount string) string {
	infos := func(list string) (string, string) {
		if list == "" {
			return "NO", "[]"
		}
		var items []string
		for _, one := range strings.Split(list, ",") {
			id, kind, _ := strings.Cut(one, ":")
			items = append(items, fmt.Sprintf(`{"id":%q,"type":%s}`, id, kind))
		}
		return "YES", "[" + strings.Join(items, ",") + "]"
	}
	useCoupon, couponInfos := infos(coupons)
	useDiscount, discountInfos := infos(discount)
	return fmt.Sprintf(`"use_coupon":%q,"coupon_infos":%s,"use_discount":%q,"discount_infos":%s`,
		useCoupon, couponInfos, useDiscount, discountInfos)
}

func (c *client) advance(d time.Duration) {
	c.t.Helper()
	if err := c.box.Advance(d); err != nil {
		c.t.Fatal(err)
	}
}
