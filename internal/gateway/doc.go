// Package gateway is the JSON door: it serves the RPCs of the public API as
// REST, through grpc-gateway's routing and an in-process connection that runs
// the same interceptor chain as the gRPC door, and shows the API's documentation.
//
// A call costs no socket and no copy. Requests are read by package strict, in
// front of grpc-gateway, whose own readers drop what they do not know; what
// cannot be read is refused inside the chain, so that it is counted and logged
// like every other refusal.
//
// It must not skip the chain, know what lies behind it, or know a domain beyond
// the list of services in services.go.
package gateway
