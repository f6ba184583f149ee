package main

import "github.com/ocegate/ocegate/internal/ordered"

const ofGoogle = "type.googleapis.com/google.rpc."

// details are the typed parts of an error that programs read. Reason is filled
// in later, from the table that issues them.
func details() map[string]*ordered.Object {
	text := func(description string) *ordered.Object {
		return ordered.New("type", "string", "description", description)
	}
	return map[string]*ordered.Object{
		"Reason": text("Says in a stable word what went wrong."),
		"ErrorInfo": detail("ErrorInfo", "What went wrong, in words that do not change.", ordered.New(
			"reason", reference("schemas", "Reason"),
			"domain", text("Who issued the reason: `ocegate`."),
			"metadata", ordered.New(
				"type", "object", "additionalProperties", ordered.New("type", "string"),
				"description", "More about it: `retryable` (`yes`, `no` or `after_quota`) always, and where they apply `operation`, `upstream_code`, "+
					"`upstream_status`, `field`, `cause` and others.",
			),
		)),
		"BadRequest": detail("BadRequest", "Every field that is wrong.", ordered.New(
			"fieldViolations", ordered.New("type", "array", "items", ordered.New(
				"type", "object", "required", []any{"field", "description"},
				"properties", ordered.New(
					"field", text("Path of the field, for example `orders[3].createTime`; empty for the whole request."),
					"description", text("What the field must be."),
					"reason", text("Name of the rule; may be empty."),
				),
			)),
		)),
		"RetryInfo": detail("RetryInfo", "When the call may be repeated; the header `Retry-After` says the same in whole seconds.", ordered.New(
			"retryDelay", ordered.New("type", "string", "pattern", `^[0-9]+(\.[0-9]{1,9})?s$`, "description", "How long to wait, for example `2s`."),
		)),
		"RequestInfo": detail("RequestInfo", "Names the call in a log.", ordered.New(
			"requestId", text("The upstream's id of its call, or this server's."),
			"servingData", text("Whose id it is: `upstream` or `ocegate`."),
		)),
		"LocalizedMessage": detail("LocalizedMessage", "The upstream's own words.", ordered.New(
			"locale", text("Their language."),
			"message", text("The words."),
		)),
		"ErrorDetail": ordered.New(
			"type", "object", "description", "A detail of another type.", "required", []any{"@type"},
			"properties", ordered.New("@type", text("Names the type, for example `"+ofGoogle+"QuotaFailure`.")),
			"additionalProperties", true,
		),
	}
}

// detail is the schema of a message of google.rpc.
func detail(name, description string, members *ordered.Object) *ordered.Object {
	properties := ordered.New("@type", ordered.New("type", "string", "const", ofGoogle+name))
	names := make([]any, 1, 1+len(members.Names()))
	names[0] = "@type"
	for _, member := range members.Names() {
		properties.Set(member, members.Value(member))
		names = append(names, member)
	}
	return ordered.New("type", "object", "description", description, "required", names, "properties", properties)
}
