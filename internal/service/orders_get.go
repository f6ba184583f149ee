package service

import (
	"context"
	"fmt"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// GetOrder returns an order with all of its lines. The upstream hands them out
// in pages; a caller who sees an order must see the whole of it.
func (s *orders) GetOrder(ctx context.Context, in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
	plan := s.caller.plans.Plan(ordersv1.OrderService_GetOrder_FullMethodName)
	limit := plan.Operation().GetPaging().GetMaxLimit()
	out := &ordersv1.GetOrderResponse{}
	for {
		request, err := plan.Encode(in, translate.Page{Offset: int32(len(out.GetLineItems())), Limit: limit})
		if err != nil {
			return nil, err
		}
		answer, err := s.caller.send(ctx, plan, request, out)
		if err != nil {
			return nil, err
		}
		missing := int(out.GetTotalSize()) - len(out.GetLineItems())
		if missing <= 0 {
			return out, nil
		}
		if answer.Rows == 0 {
			return nil, &upstream.Error{
				Operation: plan.Operation().GetName(),
				Kind:      upstream.KindUnreadable,
				Err:       fmt.Errorf("order_line_items: %w: %d are missing", errShortList, missing),
			}
		}
	}
}
