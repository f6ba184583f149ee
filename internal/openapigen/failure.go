package main

const (
	errorSchema   = "Error"
	errorResponse = "Error"
)

// answers gives an operation its success and its error, and both the request id.
func answers(operation *object) {
	responses := operation.object("responses")
	if success := responses.object("200"); success != nil {
		success.set("headers", newObject("X-Request-Id", reference("headers", "RequestId")))
		if success.object("content").object("application/octet-stream") != nil {
			success.set("headers", fileHeaders())
		}
	}
	responses.set("default", reference("responses", errorResponse))
	responses.sort([]string{"200", "default"})
}

func reference(kind, name string) *object {
	return newObject("$ref", "#/components/"+kind+"/"+name)
}

// failures describes the one shape of all errors.
func failures(whole *object, _ *schema) error {
	parts := whole.object("components")
	parts.object("schemas").set(errorSchema, newObject(
		"type", "object", "description", "What every answer that is no success holds.",
		"required", []any{"error"},
		"properties", newObject("error", newObject(
			"type", "object", "required", []any{"code", "status", "message", "details"},
			"properties", newObject(
				"code", newObject("type", "integer", "description", "The HTTP status."),
				"status", newObject("type", "string", "description", "The canonical code of gRPC.", "enum", canonical()),
				"message", newObject("type", "string", "description", "What was wrong, where, and what to do; for people."),
				"details", newObject(
					"type", "array",
					"description", "Typed details for programs: google.rpc.ErrorInfo with a stable `reason`, and where they apply BadRequest "+
						"(one violation for each wrong field), RetryInfo, RequestInfo, PreconditionFailure, QuotaFailure and LocalizedMessage.",
					"items", newObject(
						"type", "object", "required", []any{"@type"},
						"properties", newObject("@type", newObject("type", "string", "examples", []any{"type.googleapis.com/google.rpc.ErrorInfo"})),
						"additionalProperties", true,
					),
				),
			),
		)),
	))
	parts.set("responses", newObject(errorResponse, newObject(
		"description", "The call failed.",
		"headers", newObject(
			"X-Request-Id", reference("headers", "RequestId"),
			"Retry-After", newObject("description", "Seconds to wait before the call is repeated.", "schema", newObject("type", "integer", "minimum", number(1))),
		),
		"content", newObject("application/json", newObject("schema", reference("schemas", errorSchema))),
	)))
	parts.set("headers", newObject("RequestId", newObject(
		"description", "Names the call in the server's log.", "schema", newObject("type", "string"),
	)))
	return nil
}

func canonical() []any {
	return []any{
		"CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
		"RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE",
		"DATA_LOSS", "UNAUTHENTICATED",
	}
}
