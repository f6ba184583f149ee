// Package openapi judges OpenAPI 3.1 documents: by the published schema of
// OpenAPI, and by what a reader of the API needs beyond it. It stands in a module
// of its own because a validator is no part of the product. It must not know
// which operations ocegate has.
package openapi

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	liberrors "github.com/pb33f/libopenapi-validator/errors"
	"github.com/pb33f/libopenapi/datamodel"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
)

// Check returns every fault found in the text of one document; none means that
// it is valid OpenAPI 3.1 with described, uniquely named operations whose path
// variables are declared and whose references resolve.
func Check(text []byte) []error {
	// A list in its own items ends where a list is empty, always sent or not.
	reading := datamodel.NewDocumentConfiguration()
	reading.IgnoreArrayCircularReferences = true
	document, err := libopenapi.NewDocumentWithConfiguration(text, reading)
	if err != nil {
		return []error{fmt.Errorf("read: %w", err)}
	}
	if version := document.GetVersion(); !strings.HasPrefix(version, "3.1.") {
		return []error{fmt.Errorf("version %s, want 3.1", version)}
	}
	model, err := document.BuildV3Model()
	if err != nil {
		return []error{fmt.Errorf("resolve: %w", err)}
	}
	return append(checkSchema(document), checkOperations(&model.Model)...)
}

// checkSchema compares with the schema that the OpenAPI Initiative publishes.
func checkSchema(document libopenapi.Document) []error {
	judge, faults := validator.NewValidator(document)
	if len(faults) > 0 {
		return faults
	}
	valid, found := judge.ValidateDocument()
	if valid {
		return nil
	}
	faults = []error{errors.New("not valid by the schema of OpenAPI 3.1")}
	for _, fault := range found {
		faults = append(faults, describe(fault)...)
	}
	return faults
}

func describe(fault *liberrors.ValidationError) []error {
	faults := make([]error, 0, 1+len(fault.SchemaValidationErrors))
	faults = append(faults, fmt.Errorf("line %d: %s: %s", fault.SpecLine, fault.Message, fault.Reason))
	for _, detail := range fault.SchemaValidationErrors {
		faults = append(faults, fmt.Errorf("line %d: %s: %s", detail.Line, detail.FieldPath, detail.Reason))
	}
	return faults
}

// variable is one {name} of a path template.
var variable = regexp.MustCompile(`\{([^{}]+)\}`)

// checkOperations covers what the schema cannot say.
func checkOperations(document *v3.Document) []error {
	if document.Paths == nil || document.Paths.PathItems.Len() == 0 {
		return []error{errors.New("no path")}
	}
	var faults []error
	seen := map[string]string{}
	for path, item := range document.Paths.PathItems.FromOldest() {
		for method, operation := range item.GetOperations().FromOldest() {
			place := strings.ToUpper(method) + " " + path
			if first, twice := seen[operation.OperationId]; twice {
				faults = append(faults, fmt.Errorf("%s: operationId %q is taken by %s", place, operation.OperationId, first))
			}
			seen[operation.OperationId] = place
			faults = append(faults, checkOperation(place, path, operation, item.Parameters)...)
		}
	}
	return faults
}

func checkOperation(place, path string, operation *v3.Operation, shared []*v3.Parameter) []error {
	var faults []error
	if operation.Summary == "" && operation.Description == "" {
		faults = append(faults, fmt.Errorf("%s: neither summary nor description", place))
	}
	if operation.Responses == nil || operation.Responses.Codes.Len() == 0 {
		faults = append(faults, fmt.Errorf("%s: no response", place))
	}
	matches := variable.FindAllStringSubmatch(path, -1)
	want := make([]string, len(matches))
	for i, match := range matches {
		want[i] = match[1]
	}
	var have []string
	for _, parameter := range slices.Concat(shared, operation.Parameters) {
		if parameter.In == "path" {
			have = append(have, parameter.Name)
		}
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(want, have) {
		faults = append(faults, fmt.Errorf("%s: path variables %q, declared %q", place, want, have))
	}
	return faults
}
