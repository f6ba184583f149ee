// Package wallet holds money: the ledger of cash and credit, coupons and stored-value
// cards, each with the history that its balances tie to. Customers and partners both
// keep theirs here; who may move what is decided by the rooms that own it.
package wallet
