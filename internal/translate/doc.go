// Package translate turns public messages into upstream requests, upstream JSON
// into public messages, and public messages into public JSON.
//
// It is driven by plans: tables compiled once, when the server starts, from the
// proto options in ocegate.upstream.v1. A plan reads and writes the fields of
// the generated Go structs at offsets found at compile time, which is what makes
// it as fast as generated code; all pointer arithmetic is in layout.go. A plan
// that does not hold together is a failed start, never a guess at run time.
//
// Answers are read into the arena of their call, if it has one: their memory goes
// to other calls when the door that owns the call has written them. Everything
// else gets messages that own their memory.
//
// The room must not know any domain, must not do input or output, and must not
// import any other room: it sees descriptors, bytes and messages.
package translate
