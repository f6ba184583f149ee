// Package refusals serves the largest refusal of every reason, and of every RPC,
// over the gRPC door, for clients in several languages: whatever a call is refused
// with must reach its caller, with the reason by which programs decide.
package refusals
