package fault

import (
	"testing"

	"google.golang.org/grpc/codes"

	"github.com/ocegate/ocegate/internal/upstream"
)

// TestTicketCodes holds every published code of service tickets, which answer
// their errors with status 200 but for the four oldest. What blames
// our credentials is our fault, so that a caller reads INTERNAL.
func TestTicketCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		code   string
		want   codes.Code
	}{
		{400, "OSM.0001", codes.InvalidArgument},
		{401, "OSM.0002", codes.Internal},
		{403, "OSM.0003", codes.PermissionDenied},
		{500, "OSM.0004", codes.Internal},
		{200, "OSM.01010001", codes.InvalidArgument},
		{200, "OSM.01010002", codes.PermissionDenied},
		{200, "OSM.01010003", codes.InvalidArgument},
		{200, "OSM.01010004", codes.ResourceExhausted},
		{200, "OSM.01010005", codes.ResourceExhausted},
		{200, "OSM.01010006", codes.NotFound},
		{200, "OSM.01010007", codes.PermissionDenied},
		{200, "OSM.01010008", codes.InvalidArgument},
		{200, "OSM.01010009", codes.FailedPrecondition},
		{200, "OSM.01010010", codes.FailedPrecondition},
		{200, "OSM.01010011", codes.Internal},
		{200, "OSM.01010012", codes.InvalidArgument},
		{200, "OSM.01010013", codes.InvalidArgument},
		{200, "OSM.01010014", codes.Internal},
		{200, "OSM.01010015", codes.NotFound},
		{200, "OSM.01010016", codes.InvalidArgument},
		{200, "OSM.01010024", codes.ResourceExhausted},
		{200, "OSM.01010026", codes.Internal},
		{200, "OSM.01010055", codes.FailedPrecondition},
		{200, "OSM.01010056", codes.PermissionDenied},
		{200, "OSM.01010057", codes.NotFound},
		{200, "OSM.01010058", codes.FailedPrecondition},
		{200, "OSM.01010059", codes.FailedPrecondition},
		{200, "OSM.01010062", codes.NotFound},
	} {
		cause := &upstream.Error{Operation: "CreateCases", Kind: upstream.KindRefused, Outcome: upstream.OutcomeRefused, HTTPStatus: c.status, Code: c.code}
		if got := Status(cause).Code(); got != c.want {
			t.Errorf("%d %s is %s, want %s", c.status, c.code, got, c.want)
		}
		if reason := mustTable(t).answered(c.status, c.code); reason == UpstreamRefused {
			t.Errorf("%d %s has no row of its own", c.status, c.code)
		}
	}
}
