// Package grpcserver is the gRPC door: the server with its limits, health,
// reflection and codec, and the interceptor chain in front of every method. A
// request that cannot even be read goes through the chain like any other, so
// that it is logged, counted and shaped.
//
// Answers that are lent are written while they last, before the chain is left.
//
// It must not know any service or decide about any call.
package grpcserver
