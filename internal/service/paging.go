package service

import (
	"context"

	"github.com/ocegate/ocegate/internal/page"
	"github.com/ocegate/ocegate/internal/translate"
	"google.golang.org/protobuf/proto"
)

// turn goes to the page that a token stands for.
func turn(plan *translate.Plan, request *translate.Call, token string, wanted *translate.Page) error {
	var err error
	if plan.Operation().GetPaging().GetMarker() != "" {
		wanted.Marker, err = page.DecodeMarker(request.AppendFilter(nil), token)
	} else {
		wanted.Offset, err = page.Decode(request.AppendFilter(nil), token)
	}
	if err != nil {
		return &translate.Error{
			Kind: translate.KindRequest, Operation: plan.Operation().GetName(),
			Field: "page_token", Reason: err.Error(),
		}
	}
	return nil
}

// fetch gets one page and says where the next one starts.
func (c *caller) fetch(ctx context.Context, plan *translate.Plan, request *translate.Call, at translate.Page, out proto.Message) error {
	answer, err := c.send(ctx, plan, request, out)
	if err != nil || !plan.Pages() {
		return err
	}
	if marker, marked := plan.Marker(out); marked {
		if marker != "" {
			plan.SetNextPage(out, page.EncodeMarker(request.AppendFilter(nil), marker))
		}
		return nil
	}
	next := plan.After(at, answer.Rows)
	if total, _ := plan.Total(out); answer.Rows > 0 && next < total {
		plan.SetNextPage(out, page.Encode(request.AppendFilter(nil), int32(next)))
	}
	return nil
}
