// Package strict reads what callers of the JSON door send, request bodies and
// query parameters, into messages. Nothing is guessed and nothing is dropped:
// what is unknown, given twice, of the wrong type or out of range is reported
// in words of its own, at the place and in the spelling that the caller used,
// and as many faults as can be found at once.
//
// It accepts a subset of what protojson accepts and reads it to the same
// message. It must not know any domain, any RPC or any status code.
package strict
