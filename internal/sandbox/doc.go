// Package sandbox is a stateful emulator of Huawei Cloud's customer-operations
// REST API (BSS, and the service tickets of OSM), good enough to be developed,
// tested and demonstrated against without an account. It verifies signatures,
// enforces quotas, checks every parameter against the operation catalogue and
// keeps orders, a balance ledger, coupons, cards and tickets that obey the
// published life cycles on a virtual clock.
//
// This package is the face and the wiring. What serves every operation alike is
// rest; what the operations do is in one room for each domain: shop, customer,
// packages, enterprise, bills, partner and desk. A further operation is an entry in
// data/catalogue (which members exist), one in data/rules (what each accepts and how
// it may be absent), and a function in the table of its room. README.md beside this
// file lists the rooms, the demo data and the administration API under /_sandbox/.
//
// No room may import anything else of this module: the emulator judges the requests
// that the rest of the module writes, so a shared helper would let one mistake hide
// on both sides. It must never be reachable from outside the machine: its keys are
// published and its administration API asks for none.
package sandbox
