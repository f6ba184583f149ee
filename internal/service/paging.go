package service

import (
	"context"

	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/page"
	"github.com/ocegate/ocegate/internal/translate"
)

// turn goes to the page that a token stands for.
func turn(plan *translate.Plan, call *translate.Call, token string, wanted *translate.Page) error {
	var err error
	if plan.Operation().GetPaging().GetMarker() != "" {
		wanted.Marker, err = page.DecodeMarker(call.AppendFilter(nil), token)
	} else {
		wanted.Offset, err = page.Decode(call.AppendFilter(nil), token)
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
func (o *operation) fetch(ctx context.Context, call *translate.Call, into translate.Target, wanted translate.Page) error {
	into.Asked = o.plan.Asked(wanted)
	answer, err := o.send(ctx, call, into)
	if err != nil {
		return err
	}
	plan, out := o.plan, into.Message()
	if marker, marked := plan.Marker(out); marked {
		if marker != "" {
			plan.SetNextPage(out, page.EncodeMarker(call.AppendFilter(nil), marker))
		}
		return nil
	}
	return setNextOffset(plan, call, out, wanted, answer.Rows)
}

// setNextOffset says where the page behind the one with so many rows starts. A
// list that has a total and no rows at all is no answer, and neither is a page
// that ends early where the next one does not follow on it: their callers would
// take the list for finished, or miss what stands between the pages. An empty page
// behind others ends the list, whatever its total says: nothing more can be had.
func setNextOffset(plan *translate.Plan, call *translate.Call, out proto.Message, wanted translate.Page, rows int) error {
	next, got := plan.After(wanted, rows), int64(wanted.Offset)+int64(rows)
	total := believedTotal(plan, out, got, rows)
	if missing := total - got; missing > 0 && (got == 0 || rows > 0 && got < next && next < total) {
		return shortList(plan, missing)
	}
	if plan.Pages() && rows > 0 && (next < total || mayGoOn(plan, wanted.Limit, rows, total)) {
		plan.SetNextPage(out, page.Encode(call.AppendFilter(nil), int32(next)))
	}
	return nil
}
