package service

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// errShortList is a list that ends before its own total.
var errShortList = errors.New("the list ended before the total that it states")

// errLongList is a list whose pages overlap.
var errLongList = errors.New("the pages of the list hold more rows than the total that they state")

// errEndlessList is a list that goes on beyond what anybody has.
var errEndlessList = errors.New("the list has more rows than any")

func shortList(plan *translate.Plan, missing int64) error {
	return unreadableList(plan, fmt.Errorf("%w: %d are missing", errShortList, missing))
}

// unreadableList is what callers get of a list that contradicts itself.
func unreadableList(plan *translate.Plan, err error) error {
	return &upstream.Error{Operation: plan.Operation().GetName(), Kind: upstream.KindUnreadable, Err: err}
}

// believedTotal is the total of a list. One below what the list has shown so far
// is none, and is not handed on. A list may have shrunk since its first page: an
// empty page says nothing about its total.
func believedTotal(plan *translate.Plan, out proto.Message, got int64, rows int) int64 {
	total, counted := plan.Total(out)
	if counted && (total < 0 || rows > 0 && total < got) {
		plan.ForgetTotal(out)
		return 0
	}
	return total
}

// mayGoOn says whether a list without a total may have another page: a full page
// may, and the next one tells.
func mayGoOn(plan *translate.Plan, limit int32, rows int, total int64) bool {
	paging := plan.Operation().GetPaging()
	if limit <= 0 {
		limit = paging.GetDefaultLimit()
	}
	return total == 0 && rows >= int(min(limit, paging.GetMaxLimit()))
}
