// Package rest is what all operations of the emulator have in common: serving and
// routing, the catalogue and the check of every parameter against it, signatures and
// quotas, faults on demand and the administration API; and what every domain speaks
// in: calls, refusals, money, times, pages, filters, the journal and the virtual
// clock. It must not know any domain: a Builder hands it their operations by name.
package rest
