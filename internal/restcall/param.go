package restcall

// Param is a query parameter or header, not yet encoded.
type Param struct {
	Name, Value string
}
