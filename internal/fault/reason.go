package fault

// Domain is the domain of every ErrorInfo.
const Domain = "ocegate"

// Reason says in a stable word what went wrong.
type Reason string

// The reasons that ocegate itself issues. All others, in data/reasons.tsv, come
// from a published error code of the upstream.
const (
	RequestInvalid    Reason = "REQUEST_INVALID"    // a field breaks a rule; BadRequest names it
	RequestUnreadable Reason = "REQUEST_UNREADABLE" // not a message of the method's type
	RequestTooLarge   Reason = "REQUEST_TOO_LARGE"  // larger than this server accepts
	MethodUnknown     Reason = "METHOD_UNKNOWN"     // no such RPC
	RouteUnknown      Reason = "ROUTE_UNKNOWN"      // no such path over HTTP
	SiteUnsupported   Reason = "SITE_UNSUPPORTED"   // the site lacks the operation
	DeadlineExceeded  Reason = "DEADLINE_EXCEEDED"  // no answer in time, nothing was changed
	CallCancelled     Reason = "CALL_CANCELLED"     // the caller gave up, nothing was changed
	ServerStopping    Reason = "SERVER_STOPPING"    // arrived while the server was stopping
	RequestIncomplete Reason = "REQUEST_INCOMPLETE" // did not arrive whole in time
	ServerBusy        Reason = "SERVER_BUSY"        // more at one time than this server takes
	OutcomeUnknown    Reason = "OUTCOME_UNKNOWN"    // a change was sent and no definite answer came
	InternalError     Reason = "INTERNAL_ERROR"     // a fault of ours; the cause is in the log

	// What a door refuses for the way that a call comes in.
	IdempotencyKeyUnsupported Reason = "IDEMPOTENCY_KEY_UNSUPPORTED" // a key for a call that must not happen twice; none is honoured
	OriginUntrusted           Reason = "ORIGIN_UNTRUSTED"            // a page of another origin calls the JSON door
	HostUntrusted             Reason = "HOST_UNTRUSTED"              // a name that this server was not told to answer to
	HTTPUnreadable            Reason = "HTTP_UNREADABLE"             // no request of HTTP that the JSON door could read

	UpstreamUnreachable      Reason = "UPSTREAM_UNREACHABLE"       // no answer came
	UpstreamUntrusted        Reason = "UPSTREAM_UNTRUSTED"         // its certificate does not prove who it is
	UpstreamAnswerUnreadable Reason = "UPSTREAM_ANSWER_UNREADABLE" // an answer of another form than published
	UpstreamAnswerBroken     Reason = "UPSTREAM_ANSWER_BROKEN"     // an answer that broke off
	UpstreamAnswerTooLarge   Reason = "UPSTREAM_ANSWER_TOO_LARGE"  // an answer above the cap
	AnswerMemoryExhausted    Reason = "ANSWER_MEMORY_EXHAUSTED"    // other answers hold all memory there is for them
	UpstreamRedirected       Reason = "UPSTREAM_REDIRECTED"        // 3xx, never followed
	UpstreamRequestNotBuilt  Reason = "UPSTREAM_REQUEST_NOT_BUILT" // the request could not be written

	// What an answer's status says when its error code is not published.
	UpstreamKeysRejected     Reason = "UPSTREAM_CREDENTIALS_REJECTED" // 401: this server's own keys
	UpstreamRefused          Reason = "UPSTREAM_REFUSED"              // an unknown code
	UpstreamBadRequest       Reason = "UPSTREAM_BAD_REQUEST"          // 400 and 422 without a code
	UpstreamForbidden        Reason = "UPSTREAM_FORBIDDEN"            // 403
	UpstreamNotFound         Reason = "UPSTREAM_NOT_FOUND"            // 404
	UpstreamOperationUnknown Reason = "UPSTREAM_OPERATION_UNKNOWN"    // 405
	UpstreamConflict         Reason = "UPSTREAM_CONFLICT"             // 409
	UpstreamTimeout          Reason = "UPSTREAM_TIMEOUT"              // 408 and 504
	UpstreamBodyTooLarge     Reason = "UPSTREAM_BODY_TOO_LARGE"       // 413
	UpstreamURITooLarge      Reason = "UPSTREAM_URI_TOO_LARGE"        // 414
	UpstreamHeadersTooLarge  Reason = "UPSTREAM_HEADERS_TOO_LARGE"    // 431 and 494
	UpstreamThrottled        Reason = "UPSTREAM_THROTTLED"            // 429
	UpstreamFailed           Reason = "UPSTREAM_FAILED"               // 5xx
	UpstreamUnavailable      Reason = "UPSTREAM_UNAVAILABLE"          // 502 and 503
)

// OwnReasons lists the reasons above, for documentation and for tests.
func OwnReasons() []Reason {
	return []Reason{
		RequestInvalid, RequestUnreadable, RequestTooLarge, MethodUnknown, RouteUnknown, SiteUnsupported,
		DeadlineExceeded, CallCancelled, ServerStopping, RequestIncomplete, ServerBusy, OutcomeUnknown, InternalError,
		UpstreamUnreachable, UpstreamUntrusted, UpstreamAnswerUnreadable, UpstreamAnswerBroken, UpstreamAnswerTooLarge, UpstreamRedirected,
		UpstreamRequestNotBuilt,
		IdempotencyKeyUnsupported, OriginUntrusted, HostUntrusted, HTTPUnreadable, AnswerMemoryExhausted,
		UpstreamKeysRejected, UpstreamRefused, UpstreamBadRequest, UpstreamForbidden, UpstreamNotFound,
		UpstreamOperationUnknown, UpstreamConflict, UpstreamTimeout, UpstreamBodyTooLarge, UpstreamURITooLarge,
		UpstreamHeadersTooLarge, UpstreamThrottled, UpstreamFailed, UpstreamUnavailable,
	}
}
