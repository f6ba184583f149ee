// Package customer is the account of a customer: its orders and how they are paid,
// its yearly/monthly resources, its balances, coupons and cards. They move the same
// money, and so they share one Account. The demo account of a seed is built here.
package customer
