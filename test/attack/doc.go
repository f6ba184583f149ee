// Package attack holds the running program to its bounds: its tests start the
// real binary against its sandbox, do to it what hostile and broken surroundings
// do, and look at what callers hear, what the upstream counted, and what the
// process took of memory and CPU.
//
// Everything stays on loopback, is bounded in count and time, and takes seconds.
// OCEGATE_ATTACK=full makes the long form of the tests that have one.
package attack
