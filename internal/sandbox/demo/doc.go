// Package demo names the demo data that exists for every seed: keys, accounts,
// orders, resources, tickets. It holds constants only; the rooms build what they name.
package demo
