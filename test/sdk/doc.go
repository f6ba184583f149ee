// Package sdk holds the project against the vendor's own Go client, which lives
// in this module alone so that nobody who uses the project ever depends on it:
// the signature, every leaf of every answer, every request, and the emulator
// driven by the unchanged client.
//
// An operation joins by a line in fields/operations.tsv, a row per leaf of its
// structs in the table of its domain, its enums in fields/enums.tsv, and a line
// among the reads or writes of the emulator; the tests fail until they are
// complete. The tables are kept by
// hand from the published reference. They must never be generated from the
// options in the protos: one mistake would then hide on both sides.
package sdk
