// Package service holds the behaviour of every RPC: one file per domain with a
// line per RPC, and a file `<domain>_<verb>.go` where an RPC does more than
// translate one call.
//
// An RPC whose answer only passes through is relayed: the door writes it while it
// lasts. One that works on its answer calls for a message.
//
// It joins the translation plans with the upstream client and must not build
// HTTP requests, know JSON but for the one text of an upload's form, or build
// statuses: what goes wrong is returned as the typed errors of the rooms below.
package service
