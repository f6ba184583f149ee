// Package partner is the partner's side: its customers and indirect partners, the
// money, budgets, coupon quotas and coupons that it gives them, and their bills.
package partner
