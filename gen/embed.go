// Package gen holds what is generated from the proto files. This one file is
// written by hand, to put the description of the API into the binary; it must
// not hold anything else.
package gen

import _ "embed"

//go:embed openapi/ocegate.openapi.json
var openAPI []byte

// OpenAPI is the OpenAPI 3.1 document of the public API. It must not be changed.
func OpenAPI() []byte { return openAPI }
