// Package sandbox is a stateful emulator of Huawei Cloud's customer-operations
// REST API (BSS, and the service tickets of OSM), good enough to be developed,
// tested and demonstrated against without an account. It verifies signatures,
// enforces quotas, checks every parameter against the operation catalogue and
// keeps orders, a balance ledger, coupons, cards and tickets that obey the
// published life cycles on a virtual clock.
//
// One mechanism serves all operations: the catalogue (data/catalogue) says
// which members exist, the rules (data/rules) say what each accepts and how
// each presence state (absent, empty, "", null) is read, and a table maps the
// operation's name to a function over the state. A further operation is three
// entries, not a new path through the code.
//
// Beside the REST API it serves an administration API under /_sandbox/ without
// signature: faults, clock, journal of committed effects, call counters,
// settings and reset. README.md beside this file lists all of them.
//
// The package must not import anything of this module: it judges the requests
// that the rest of the module writes, so a shared helper would let one mistake
// hide on both sides. It must never be reachable from outside the machine: its
// keys are published and its administration API asks for none.
package sandbox
