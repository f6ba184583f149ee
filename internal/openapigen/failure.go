package main

import "github.com/ocegate/ocegate/internal/ordered"

const (
	errorSchema   = "Error"
	errorResponse = "Error"
)

// refusals are the answers with a 4xx status, each with what it means and which
// calls can give it. What else fails has the default answer.
type refusal struct {
	status, name, means string
	bodies              bool // only of calls with a body
	changes             bool // only of calls that change something
}

func refusals() []refusal {
	return []refusal{
		{status: "400", name: "BadRequest", means: "The request is wrong (INVALID_ARGUMENT, OUT_OF_RANGE), or what it is about is in a state that does not allow it (FAILED_PRECONDITION)."},
		{status: "403", name: "Forbidden", means: "The upstream does not allow this server's account to do it (PERMISSION_DENIED)."},
		{status: "404", name: "NotFound", means: "What the call names does not exist (NOT_FOUND)."},
		{status: "409", name: "Conflict", means: "It exists already (ALREADY_EXISTS), or another change is in the way (ABORTED).", changes: true},
		{status: "413", name: "ContentTooLarge", means: "The body is larger than this server accepts.", bodies: true},
		{status: "415", name: "UnsupportedMediaType", means: "The body has another media type than the one described.", bodies: true},
		{status: "429", name: "TooManyRequests", means: "A limit or a quota is used up (RESOURCE_EXHAUSTED)."},
	}
}

// answers gives an operation its success and its errors, and all of them the
// request id.
func answers(operation *ordered.Object, changes bool) {
	responses := operation.Object("responses")
	if success := responses.Object("200"); success != nil {
		success.Set("headers", ordered.New("X-Request-Id", reference("headers", "RequestId")))
		if success.Object("content").Object("application/octet-stream") != nil {
			success.Set("headers", fileHeaders())
		}
	}
	order := append(make([]string, 0, 1+len(refusals())), "200")
	for _, r := range refusals() {
		order = append(order, r.status)
		if (!r.bodies || operation.Value("requestBody") != nil) && (!r.changes || changes) {
			responses.Set(r.status, reference("responses", r.name))
		}
	}
	responses.Set("default", reference("responses", errorResponse))
	responses.Sort(append(order, "default"))
}

func reference(kind, name string) *ordered.Object {
	return ordered.New("$ref", "#/components/"+kind+"/"+name)
}

// failures describes the one shape of all errors.
func failures(whole *ordered.Object, _ *schema) error {
	parts := whole.Object("components")
	schemas := parts.Object("schemas")
	schemas.Set(errorSchema, errorBody())
	for name, detail := range details() {
		schemas.Set(name, detail)
	}
	responses := ordered.New()
	for _, r := range refusals() {
		responses.Set(r.name, failed(r.means))
	}
	responses.Set(errorResponse, failed("The call failed otherwise: here, upstream, or because no answer came in time."))
	parts.Set("responses", responses)
	parts.Set("headers", ordered.New(
		"RequestId", ordered.New("description", "Names the call in the server's log.", "schema", ordered.New("type", "string")),
		"RetryAfter", ordered.New(
			"description", "Seconds to wait before the call is repeated; only where repeating it may help.",
			"schema", ordered.New("type", "integer", "minimum", number(1)),
		),
	))
	return nil
}

func failed(means string) *ordered.Object {
	return ordered.New(
		"description", means,
		"headers", ordered.New("X-Request-Id", reference("headers", "RequestId"), "Retry-After", reference("headers", "RetryAfter")),
		"content", ordered.New("application/json", ordered.New("schema", reference("schemas", errorSchema))),
	)
}

func errorBody() *ordered.Object {
	names := []string{"ErrorInfo", "BadRequest", "RetryInfo", "RequestInfo", "LocalizedMessage", "ErrorDetail"}
	shapes := make([]any, 0, len(names))
	for _, name := range names {
		shapes = append(shapes, reference("schemas", name))
	}
	return ordered.New(
		"type", "object", "description", "What every answer that is no success holds.",
		"required", []any{"error"},
		"properties", ordered.New("error", ordered.New(
			"type", "object", "required", []any{"code", "status", "message", "details"},
			"properties", ordered.New(
				"code", ordered.New("type", "integer", "description", "The HTTP status."),
				"status", ordered.New("type", "string", "description", "The canonical code of gRPC.", "enum", canonical()),
				"message", ordered.New("type", "string", "description", "What was wrong, where, and what to do; for people."),
				"details", ordered.New(
					"type", "array", "description", "Typed details for programs; always with one ErrorInfo.",
					"items", ordered.New("anyOf", shapes),
				),
			),
		)),
	)
}

func canonical() []any {
	return []any{
		"CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
		"RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE",
		"DATA_LOSS", "UNAUTHENTICATED",
	}
}
