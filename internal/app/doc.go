// Package app wires the rooms and gives them their life: it builds all, starts
// all, and closes all in the opposite order under one deadline, also when a
// start fails half way.
//
// It must not know a domain, end the process, or keep anything in globals: two
// apps run side by side in one process, as the tests do.
package app
