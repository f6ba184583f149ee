// Package cases holds example calls of every RPC, one file each, as
// <domain>/<rpc>/<case>.yaml. Every case is played over gRPC and over JSON
// against a scripted upstream, so that a reader finds in one place what a caller
// says, what the upstream is asked, what it answers, and what the caller gets.
package cases
