package sandbox_test

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func TestProbe(t *testing.T) {
	c := newClient(t)
	a := c.get("/v2/servicerequest/cases/" + sandbox.DemoProcessingTicket)
	t.Log(a.status, a.body)
}
