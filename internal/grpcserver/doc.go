// Package grpcserver is the gRPC door: the server with its limits, health,
// reflection and codec, and the interceptor chain in front of every method. A
// request that cannot even be read goes through the chain like any other, so
// that it is logged, counted and shaped.
//
// Answers are written as soon as the chain has ended, and then the memory of
// their arena goes back.
//
// It must not know any service or decide about any call.
package grpcserver
