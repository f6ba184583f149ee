// Package restcall holds what a plan and the upstream client agree on of a REST
// call: its parameters, and how the value of one stands in a path. It must not
// know who makes a call, nor what it means.
package restcall
