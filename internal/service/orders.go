package service

import (
	"context"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// orders answers ocegate.orders.v1.OrderService.
type orders struct {
	ordersv1.UnsafeOrderServiceServer
	caller *caller
}

// ListOrders lists orders page by page.
func (s *orders) ListOrders(ctx context.Context, in *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
	return relay(ctx, s.caller, ordersv1.OrderService_ListOrders_FullMethodName, in, &ordersv1.ListOrdersResponse{})
}

// ListOrderCoupons lists the coupons that an order accepts.
func (s *orders) ListOrderCoupons(ctx context.Context, in *ordersv1.ListOrderCouponsRequest) (*ordersv1.ListOrderCouponsResponse, error) {
	return relay(ctx, s.caller, ordersv1.OrderService_ListOrderCoupons_FullMethodName, in, &ordersv1.ListOrderCouponsResponse{})
}

// ListOrderDiscounts lists the discounts on offer for an order.
func (s *orders) ListOrderDiscounts(ctx context.Context, in *ordersv1.ListOrderDiscountsRequest) (*ordersv1.ListOrderDiscountsResponse, error) {
	return relay(ctx, s.caller, ordersv1.OrderService_ListOrderDiscounts_FullMethodName, in, &ordersv1.ListOrderDiscountsResponse{})
}

// ListOrderRefunds lists what an order gave back or kept.
func (s *orders) ListOrderRefunds(ctx context.Context, in *ordersv1.ListOrderRefundsRequest) (*ordersv1.ListOrderRefundsResponse, error) {
	return relay(ctx, s.caller, ordersv1.OrderService_ListOrderRefunds_FullMethodName, in, &ordersv1.ListOrderRefundsResponse{})
}

// PayOrder pays an order.
func (s *orders) PayOrder(ctx context.Context, in *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error) {
	return relay(ctx, s.caller, ordersv1.OrderService_PayOrder_FullMethodName, in, &ordersv1.PayOrderResponse{})
}

// CancelOrder cancels an order.
func (s *orders) CancelOrder(ctx context.Context, in *ordersv1.CancelOrderRequest) (*ordersv1.CancelOrderResponse, error) {
	return relay(ctx, s.caller, ordersv1.OrderService_CancelOrder_FullMethodName, in, &ordersv1.CancelOrderResponse{})
}
