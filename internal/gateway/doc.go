// Package gateway is the JSON door: it serves the RPCs of the public API as REST,
// through grpc-gateway and an in-process connection that runs the same interceptor
// chain as the gRPC door, and shows the API's documentation.
//
// A call costs no socket and no copy. Each path has a mux of grpc-gateway's, and
// generated code fills the message: with the variables of the path, and with the
// body, which package strict reads. The query is read strictly at the connection,
// since grpc-gateway's reader of queries drops what it does not know. Readers note
// what is wrong, and the connection refuses once, inside the chain, so that a refusal
// names all faults and is counted and logged like every other.
//
// It must not skip the chain, know what lies behind it, or know a domain beyond
// the list of services in services.go.
package gateway
