package interceptor

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/metadata"

	legacyv1 "github.com/ocegate/ocegate/gen/go/ocegate/legacy/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

const oldOrders = "/ocegate.legacy.v1.LegacyService/ListLegacyOrders"

// TestDeprecationIsToldInEveryAnswer calls a deprecated method with and without
// success, and another one as the control.
func TestDeprecationIsToldInEveryAnswer(t *testing.T) {
	t.Parallel()
	good, bad := &legacyv1.ListLegacyOrdersRequest{AccountId: "a-1"}, &legacyv1.ListLegacyOrdersRequest{}
	for door, beside := range map[Door]metadata.MD{
		DoorGRPC: {successorKey: {"ocegate.orders.v1.OrderService/ListOrders"}},
		DoorHTTP: {linkKey: {`</v1/orders>; rel="successor-version"`}},
	} {
		want := metadata.Join(beside, metadata.Pairs("deprecation", "@1795651200", "sunset", "Fri, 31 Dec 2027 00:00:00 GMT"))
		for _, request := range []*legacyv1.ListLegacyOrdersRequest{good, bad} {
			r := newRig(t, door)
			_, err := r.call(r.context(t), oldOrders, request, func(context.Context, any) (any, error) { return &legacyv1.ListLegacyOrdersResponse{}, nil })
			if (err == nil) != (request == good) {
				t.Fatalf("%s: %v", door, err)
			}
			for _, key := range []string{deprecationKey, sunsetKey, linkKey, successorKey} {
				if got := r.headers.Get(key); len(got) != len(want[key]) || len(got) == 1 && got[0] != want[key][0] {
					t.Errorf("%s: %s is %q, want %q", door, key, got, want[key])
				}
			}
		}
		r := newRig(t, door)
		if _, err := r.call(r.context(t), listOrders, &ordersv1.ListOrdersRequest{}, succeed); err != nil {
			t.Fatal(err)
		}
		if len(r.headers.Get(deprecationKey))+len(r.headers.Get(sunsetKey))+len(r.headers.Get(linkKey))+len(r.headers.Get(successorKey)) != 0 {
			t.Errorf("%s: a method that stays says %v", door, r.headers)
		}
	}
}

// TestEveryDeprecatedMethodHasASuccessor keeps a notice from leading nowhere.
func TestEveryDeprecatedMethodHasASuccessor(t *testing.T) {
	t.Parallel()
	methods := legacyv1.File_ocegate_legacy_v1_legacy_service_proto.Services().Get(0).Methods()
	for i := range methods.Len() {
		if notice := noticeOf(methods.Get(i), DoorGRPC); len(notice.Get(successorKey)) != 1 {
			t.Errorf("%s: %v", methods.Get(i).FullName(), notice)
		}
	}
	for _, rpc := range []string{"", "ocegate.orders.v1.OrderService/Nothing", "ocegate.orders.v1.Order"} {
		if got := pathOf(rpc); got != "" {
			t.Errorf("%q has the path %q", rpc, got)
		}
	}
	if got := pathOf("ocegate.orders.v1.OrderService/PayOrder"); got != "/v1/orders/{order_id}:pay" {
		t.Errorf("PayOrder has the path %q", got)
	}
	if !instantOf(deprecatedSince).Before(instantOf(sunset)) || instantOf(sunset).Equal(time.Time{}) {
		t.Error("the dates of the deprecation are none")
	}
	staying := ordersv1.File_ocegate_orders_v1_orders_service_proto.Services().Get(0).Methods().Get(0)
	if notice := noticeOf(staying, DoorHTTP); notice != nil {
		t.Errorf("a method that stays has the notice %v", notice)
	}
}
