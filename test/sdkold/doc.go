// Package sdkold drives the emulator with an old release of the vendor's own Go
// client, as programs still build with it: what the client of today no longer
// sends, and what that of then cannot read, shows here. It is a module of its own
// because no program can hold two releases of the client.
package sdkold
