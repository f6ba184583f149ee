// Package fault is the one table from any error to a google.rpc.Status: the
// code, a stable reason, a message that says what was wrong, where and what to
// do, and the details that programs read.
//
// It must not know who asks or over which door, log anything, or let text of
// an unexpected error out: that goes to the log alone.
//
// The table is data. data/reasons.tsv holds every reason that a caller can
// meet, data/codes.tsv the reason of every published error code of the
// upstream. The columns of reasons.tsv:
//
//	reason     stable name, never reused for another meaning
//	grpc_code  canonical code
//	retryable  yes, no, or after_quota (when a quota was raised or its period is over)
//	blame      caller, account (of this server, upstream), upstream, or server
//	outcome    "told" when the reason itself says what has happened, so that a
//	           call that changes something is not answered with OUTCOME_UNKNOWN;
//	           "busy" when something is in progress that may be the caller's own
//	           earlier call, so that such a call is never told to come again
//	message    what was wrong
//	advice     what to do; "-" takes the usual one of the code
package fault
