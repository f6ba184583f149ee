package cases_test

import (
	"testing"

	"github.com/ocegate/ocegate/test/cases"
)

type (
	testCase = cases.Case
	exchange = cases.Exchange
)

// readCases reads all case files.
func readCases(t *testing.T) map[string]testCase {
	t.Helper()
	found, err := cases.Read(".")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// asJSON turns a YAML value into JSON; nothing becomes an empty object.
func asJSON(t *testing.T, value any) []byte {
	t.Helper()
	text, err := cases.JSON(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
