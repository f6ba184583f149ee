// Package copying is the server that one would write without ocegate: each RPC
// calls the vendor's client and copies what it got, field by field, into the
// answer. It serves the same protos, so its clients could not tell. It must not
// use any room of ocegate but the generated code.
package copying

import (
	"context"
	"strconv"

	bss "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bss/v2"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/bench/internal/direct"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// Server answers ListOrders.
type Server struct {
	ordersv1.UnimplementedOrderServiceServer
	client *bss.BssClient
}

// New makes the server.
func New(client *bss.BssClient) *Server { return &Server{client: client} }

// ListOrders implements ordersv1.OrderServiceServer.
func (s *Server) ListOrders(_ context.Context, in *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
	offset, err := offsetOf(in.GetPageToken())
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, "page_token: is not a page token")
	}
	page, err := s.client.ListCustomerOrders(direct.Request(offset, in.GetPageSize()))
	if err != nil {
		return nil, status.Error(codes.Unavailable, err.Error())
	}
	out := &ordersv1.ListOrdersResponse{TotalSize: value(page.TotalCount)}
	if page.OrderInfos != nil {
		out.Orders = make([]*ordersv1.Order, len(*page.OrderInfos))
		for i := range *page.OrderInfos {
			if out.Orders[i], err = order(&(*page.OrderInfos)[i]); err != nil {
				return nil, status.Error(codes.Internal, err.Error())
			}
		}
	}
	if next := offset + int32(len(out.GetOrders())); len(out.GetOrders()) > 0 && next < out.GetTotalSize() {
		out.NextPageToken = strconv.Itoa(int(next))
	}
	return out, nil
}

func offsetOf(token string) (int32, error) {
	if token == "" {
		return 0, nil
	}
	offset, err := strconv.ParseInt(token, 10, 32)
	return int32(offset), err
}
