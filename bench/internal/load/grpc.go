package load

import (
	"context"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/bench/internal/canned"
	"github.com/ocegate/ocegate/bench/internal/control"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// GRPC calls ListOrders over one gRPC connection.
func GRPC(address string) (control.Do, error) {
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.ForceCodecV2(raw{}), grpc.MaxCallRecvMsgSize(64<<20)))
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	answers := newKnown(readProto)
	do := Doer(func(ctx context.Context, rows int) error {
		request := &ordersv1.ListOrdersRequest{PageSize: int32(rows)}
		var body mem.BufferSlice
		if err := conn.Invoke(ctx, ordersv1.OrderService_ListOrders_FullMethodName, request, &body); err != nil {
			return err
		}
		buffer := body.MaterializeToBuffer(mem.DefaultBufferPool())
		body.Free()
		defer buffer.Free()
		return answers.check(rows, buffer.ReadOnlyData())
	})
	return func(ctx context.Context, command control.Command) (control.Result, error) {
		answers.forget()
		return do(ctx, command)
	}, nil
}

func readProto(body []byte) (canned.Want, error) {
	var page ordersv1.ListOrdersResponse
	if err := proto.Unmarshal(body, &page); err != nil {
		return canned.Want{}, fmt.Errorf("load: %w", err)
	}
	if page.GetTotalSize() != canned.Total || page.GetNextPageToken() == "" || len(page.GetOrders()) == 0 {
		return canned.Want{}, fmt.Errorf("load: a page of %d orders of %d, next page %q", len(page.GetOrders()), page.GetTotalSize(), page.GetNextPageToken())
	}
	last := page.GetOrders()[len(page.GetOrders())-1]
	return canned.Want{Rows: len(page.GetOrders()), LastOrderID: last.GetOrderId(), LastAmount: last.GetOfficialAmount().GetAmount()}, nil
}

// raw leaves answers as bytes.
type raw struct{}

// Name implements encoding.CodecV2.
func (raw) Name() string { return "proto" }

// Marshal implements encoding.CodecV2.
func (raw) Marshal(message any) (mem.BufferSlice, error) {
	typed, ok := message.(proto.Message)
	if !ok {
		return nil, fmt.Errorf("load: %T is not a message", message)
	}
	data, err := proto.Marshal(typed)
	return mem.BufferSlice{mem.SliceBuffer(data)}, err
}

// Unmarshal implements encoding.CodecV2; the reader frees what it gets.
func (raw) Unmarshal(data mem.BufferSlice, into any) error {
	body, ok := into.(*mem.BufferSlice)
	if !ok {
		return fmt.Errorf("load: %T does not hold bytes", into)
	}
	data.Ref()
	*body = data
	return nil
}
