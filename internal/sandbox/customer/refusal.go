package customer

import (
	"net/http"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// Meanings are the texts of the codes with which operations on resources refuse.
type Meanings map[string]string

// of is the text of a code.
func (m Meanings) of(code string) string {
	if text := m[code]; text != "" {
		return text
	}
	return "The operation is not allowed."
}

// resourceRefusal is a refusal by code alone, as the operations on resources answer it.
func (c *call) resourceRefusal(code string) *rest.Refusal {
	return rest.Refuse(http.StatusBadRequest, code, "%s", c.account.meanings.of(code))
}
