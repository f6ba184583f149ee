package service

import (
	"context"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

// orders answers ocegate.orders.v1.OrderService.
type orders struct {
	*ordersv1.OrderServiceRelay
	getOrder *operation
}

func newOrders(caller *caller) *orders {
	return &orders{
		OrderServiceRelay: ordersv1.NewOrderServiceRelay(caller.bind),
		getOrder:          caller.operation(ordersv1.OrderService_GetOrder_FullMethodName),
	}
}

// mostLines is how many lines an order may have. An order of the documented size
// has a hundred; the bound ends the reading of one that has no end.
const mostLines = 2000

// GetOrder returns an order with all of its lines. The upstream hands them out
// in pages; a caller who sees an order must see the whole of it.
func (s *orders) GetOrder(ctx context.Context, in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
	plan := s.getOrder.plan
	limit := plan.Operation().GetPaging().GetMaxLimit()
	out := &ordersv1.GetOrderResponse{}
	for counted := true; ; {
		had := len(out.GetLineItems())
		call, err := plan.Encode(in, translate.Page{Offset: int32(had), Limit: limit})
		if err != nil {
			return nil, err
		}
		into := s.getOrder.into(ctx, out)
		into.Asked = limit
		answer, err := s.getOrder.send(ctx, call, into)
		if err != nil {
			return nil, err
		}
		total, lines := int64(out.GetTotalSize()), int64(len(out.GetLineItems()))
		if counted = counted && (had > 0 || total >= lines); !counted || total < 0 {
			total, out.TotalSize = 0, 0 // one that is less than its own first page is none
		}
		switch missing := total - lines; {
		case lines > mostLines:
			return nil, unreadableList(plan, errEndlessList)
		case missing > 0 && answer.Rows == 0:
			return nil, shortList(plan, missing)
		case missing < 0 && total > 0:
			return nil, unreadableList(plan, errLongList)
		case missing <= 0 && !mayGoOn(plan, limit, answer.Rows, total):
			return out, nil
		}
	}
}
