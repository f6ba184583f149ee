package grpcserver

import (
	"context"
	"errors"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

// lending answers as a service does whose door writes: the message is spoilt as
// soon as it is written, and what comes back instead is the test's.
func lending(back func(in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error)) func(context.Context, *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
	return func(ctx context.Context, in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		lent := answerTo(in)
		if err := translate.AnswerWriterOf(ctx).WriteAnswer(lent); err != nil {
			return nil, err
		}
		lent.Order.OrderId = "somebody else's"
		return back(in)
	}
}

// answerTo is long for an id that says so: a long answer takes a pooled buffer.
func answerTo(in *ordersv1.GetOrderRequest) *ordersv1.GetOrderResponse {
	answer := &ordersv1.GetOrderResponse{Order: &ordersv1.Order{OrderId: in.GetOrderId()}}
	if in.GetOrderId() == "long" {
		answer.Order.ServiceTypeName = strings.Repeat("x", 3000)
	}
	return answer
}

func TestWrittenAnswer(t *testing.T) {
	t.Parallel()
	d := open(t, lending(func(*ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		return &ordersv1.GetOrderResponse{}, nil
	}))
	for _, id := range []string{"CS1", "long"} {
		in := &ordersv1.GetOrderRequest{OrderId: id}
		got, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(t.Context(), in)
		if err != nil || !proto.Equal(got, answerTo(in)) {
			t.Errorf("%.60v, %v", got, err)
		}
	}
}

// TestAnswerOfTwoMinds keeps what was written from hiding what came after it.
func TestAnswerOfTwoMinds(t *testing.T) {
	t.Parallel()
	d := open(t, lending(func(in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		switch in.GetOrderId() {
		case "fails":
			return nil, context.DeadlineExceeded
		case "adds":
			return &ordersv1.GetOrderResponse{TotalSize: 1}, nil
		default:
			return nil, nil
		}
	}))
	for id, want := range map[string]codes.Code{"fails": codes.DeadlineExceeded, "adds": codes.Internal, "nothing": codes.OK} {
		got, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(t.Context(), &ordersv1.GetOrderRequest{OrderId: id})
		if status.Code(err) != want {
			t.Errorf("%s: %v, %v", id, got, err)
		}
	}
}

func TestSecondAnswerIsRefused(t *testing.T) {
	t.Parallel()
	x := &exchange{codec: newTestCodec()}
	if err := x.WriteAnswer(page(1)); err != nil {
		t.Fatal(err)
	}
	if err := x.WriteAnswer(page(2)); !errors.Is(err, translate.ErrTwoAnswers) {
		t.Errorf("a second answer: %v", err)
	}
	if sent, err := x.reply(page(1), nil); status.Code(err) != codes.Internal || sent != nil {
		t.Errorf("a message beside an answer: %v, %v", sent, err)
	}
}
