// Package bills derives bills, costs, usage figures and invoices from what an account
// has paid. It changes nothing.
package bills
