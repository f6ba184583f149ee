// Package shop is what the upstream sells: services, resource types, specifications,
// their prices and what a contract leaves of them, periods, regions, places and units.
// It knows no account.
package shop
