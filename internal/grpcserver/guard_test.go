package grpcserver

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

// answerTo is long for an id that says so: a long answer takes a pooled buffer.
func answerTo(in *ordersv1.GetOrderRequest) *ordersv1.GetOrderResponse {
	answer := &ordersv1.GetOrderResponse{Order: &ordersv1.Order{OrderId: in.GetOrderId()}}
	if in.GetOrderId() == "long" {
		answer.Order.ServiceTypeName = strings.Repeat("x", 3000)
	}
	return answer
}

// spoiled is what becomes of a message whose memory has gone to another call.
type spoiled struct {
	answer *ordersv1.GetOrderResponse
	times  chan struct{}
}

// Release implements translate.Releaser.
func (s *spoiled) Release() {
	s.answer.Order.OrderId = "somebody else's"
	s.times <- struct{}{}
}

// TestMemoryLastsUntilTheAnswerIsWritten spoils an answer when its memory goes
// back, which must be after it is written, and whatever becomes of the call.
func TestMemoryLastsUntilTheAnswerIsWritten(t *testing.T) {
	t.Parallel()
	released := make(chan struct{}, 3)
	d := open(t, func(ctx context.Context, in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		answer := answerTo(in)
		translate.ArenaOf(ctx).Hold(&spoiled{answer: answer, times: released})
		if in.GetOrderId() == "fails" {
			return nil, context.DeadlineExceeded
		}
		return answer, nil
	})
	for id, want := range map[string]codes.Code{"CS1": codes.OK, "long": codes.OK, "fails": codes.DeadlineExceeded} {
		in := &ordersv1.GetOrderRequest{OrderId: id}
		got, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(t.Context(), in)
		if status.Code(err) != want || err == nil && !proto.Equal(got, answerTo(in)) {
			t.Errorf("%s: %.60v, %v", id, got, err)
		}
		<-released
	}
}

// TestAnswerThatCannotBeWritten is refused in our own form.
func TestAnswerThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	x := &exchange{codec: newTestCodec()}
	if sent, err := x.reply("no message", nil); status.Code(err) != codes.Internal || len(status.Convert(err).Details()) == 0 || sent != nil {
		t.Errorf("%v, %v", sent, err)
	}
}
