// Package interceptor holds what happens to every call before and after its
// handler, one file for each concern, in one order for both doors: recovery,
// request id and trace, metrics, logging, fault, places, stopping, deadline, bounds,
// validation. Whatever
// refuses a call stands further in than what logs, counts and shapes it.
//
// It must not know a domain or the upstream, build statuses by hand, or put
// anything into the log that a caller or the upstream sent, except the method,
// the request id and the ids that the upstream gave.
package interceptor
