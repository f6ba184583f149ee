package service

import (
	"strings"
	"testing"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

// TestOperationWithoutPlan is a fault before the first call.
func TestOperationWithoutPlan(t *testing.T) {
	t.Parallel()
	plans, err := translate.Compile(Descriptors()[:1], upstreamv1.Site_SITE_CN)
	if err != nil {
		t.Fatal(err)
	}
	whole := newCaller(Config{}, plans)
	newOrders(whole)
	if len(whole.faults) > 0 {
		t.Errorf("orders have their plans, and yet: %v", whole.faults)
	}
	partial := newCaller(Config{}, plans)
	newResources(partial)
	partial.bind(ordersv1.OrderService_ListOrders_FullMethodName)
	if len(partial.faults) == 0 || !strings.Contains(partial.faults[0].Error(), "ResourceService") {
		t.Errorf("plans of resources are missing: %v", partial.faults)
	}
}
