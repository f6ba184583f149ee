package service

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/page"
	"github.com/ocegate/ocegate/internal/translate"
)

// errNoPosition is a full page whose last message does not say where the next
// page starts.
var errNoPosition = errors.New("the last message of a full page has no time or no side")

// errStandstill is a page that ends where it started.
var errStandstill = errors.New("the page ends with the message that it starts behind")

// caseMessages answers ocegate.tickets.v1.CaseMessageService.
type caseMessages struct {
	*ticketsv1.CaseMessageServiceRelay
	listMoreMessages *operation
}

func newCaseMessages(caller *caller) *caseMessages {
	return &caseMessages{
		CaseMessageServiceRelay: ticketsv1.NewCaseMessageServiceRelay(caller.bind),
		listMoreMessages:        caller.operation(ticketsv1.CaseMessageService_ListMoreMessages_FullMethodName),
	}
}

// ListMoreMessages lists messages page by page. The upstream finds its place by
// the time and the side of the last message, which it names nowhere but in the
// message itself; so the token is made and read here.
func (s *caseMessages) ListMoreMessages(ctx context.Context, in *ticketsv1.ListMoreMessagesRequest) (*ticketsv1.ListMoreMessagesResponse, error) {
	plan := s.listMoreMessages.plan
	wanted := translate.Page{Limit: in.GetPageSize()}
	call, err := plan.Encode(in, wanted)
	if err != nil {
		return nil, err
	}
	list := call.AppendFilter(nil)
	position, err := startOf(in, list)
	if err != nil {
		return nil, &translate.Error{
			Kind: translate.KindRequest, Operation: plan.Operation().GetName(), Field: "page_token", Reason: err.Error(),
		}
	}
	if call, err = plan.Encode(position, wanted); err != nil {
		return nil, err
	}
	out := &ticketsv1.ListMoreMessagesResponse{}
	into := s.listMoreMessages.into(ctx, out)
	into.Asked = plan.Asked(wanted)
	if _, err := s.listMoreMessages.send(ctx, call, into); err != nil {
		return nil, err
	}
	believedTotal(plan, out, int64(len(out.GetMessages())), len(out.GetMessages()))
	if len(out.GetMessages()) < int(plan.Limit(wanted)) {
		return out, nil
	}
	if out.NextPageToken, err = tokenBehind(out.GetMessages(), position, list); err != nil {
		return nil, unreadableList(plan, err)
	}
	return out, nil
}

// startOf is the request with the position that its token stands for.
func startOf(in *ticketsv1.ListMoreMessagesRequest, list []byte) (*ticketsv1.ListMoreMessagesRequest, error) {
	marker, err := page.DecodeMarker(list, in.GetPageToken())
	if err != nil || marker == "" {
		return in, err
	}
	var millis int64
	var sender int32
	if _, err := fmt.Sscanf(marker, "%d %d", &millis, &sender); err != nil || !hasSide(ticketsv1.MessageSender(sender)) {
		return nil, page.ErrMalformed
	}
	moved := proto.CloneOf(in)
	moved.CreateTime = timestamppb.New(time.UnixMilli(millis))
	moved.Sender = ticketsv1.MessageSender(sender)
	return moved, nil
}

// tokenBehind is the token of the page behind the last of some messages.
func tokenBehind(messages []*ticketsv1.CaseMessage, from *ticketsv1.ListMoreMessagesRequest, list []byte) (string, error) {
	last := messages[len(messages)-1]
	at, sender := last.GetCreateTime(), last.GetSender()
	if at == nil || !hasSide(sender) {
		return "", errNoPosition
	}
	millis := at.AsTime().UnixMilli()
	if millis == from.GetCreateTime().AsTime().UnixMilli() && sender == from.GetSender() {
		return "", errStandstill
	}
	return page.EncodeMarker(list, fmt.Sprintf("%d %d", millis, sender)), nil
}

// hasSide says whether the upstream has a code for the side of a message.
func hasSide(sender ticketsv1.MessageSender) bool {
	return sender == ticketsv1.MessageSender_MESSAGE_SENDER_CUSTOMER || sender == ticketsv1.MessageSender_MESSAGE_SENDER_ENGINEER
}
