package interceptor

import (
	"fmt"
	"strings"

	"buf.build/go/protovalidate"
)

// wordings are the standard rules that the proto files use, by id. A rule of
// another kind keeps its own message, which is ours too when it is written in a
// proto file.
var wordings = map[string]string{
	"required":           "is required",
	"string.min_len":     "must have at least %v characters",
	"string.max_len":     "must have at most %v characters",
	"string.len":         "must have exactly %v characters",
	"string.pattern":     "must match %v",
	"string.in":          "must be one of the values that this field takes",
	"int32.gte":          "must be at least %v",
	"int32.lte":          "must be at most %v",
	"int64.gte":          "must be at least %v",
	"int64.lte":          "must be at most %v",
	"repeated.min_items": "must have at least %v items",
	"repeated.max_items": "must have at most %v items",
	"repeated.unique":    "must not name anything twice",
	"map.max_pairs":      "must have at most %v entries",
	"enum.defined_only":  "must be one of the values of the API reference",
	"enum.in":            "must be one of the values that this field takes",
	"enum.not_in":        "must be set to one of the values of the API reference",

	// Of ours, for lists and maps without a limit of their own.
	"repeated.max_values": "must hold at most %v values, those inside of it counted",
}

// description says what the field must be; it never says what it is.
func description(violation *protovalidate.Violation, id string) string {
	text, ok := wordings[id]
	switch {
	case !ok:
		return violation.Proto.GetMessage()
	case !strings.Contains(text, "%v"):
		return text
	case id == "string.min_len" && violation.RuleValue.Uint() == 1:
		return "must not be empty"
	}
	return fmt.Sprintf(text, violation.RuleValue.Interface())
}
