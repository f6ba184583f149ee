package fault

import "testing"

func TestRepeatable(t *testing.T) {
	t.Parallel()
	for operation, want := range map[string]bool{
		"ListCustomerOrders": true, read: true, pay: false, "CancelCustomerOrder": false, "Unheard": false, "": false,
	} {
		if got := repeatable(operation); got != want {
			t.Errorf("%s: %v", operation, got)
		}
	}
}
