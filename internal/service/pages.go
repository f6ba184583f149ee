package service

import (
	"errors"
	"fmt"

	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// errShortList is a list that ends before its own total.
var errShortList = errors.New("the list ended before the total that it states")

// errLongList is a list whose pages overlap.
var errLongList = errors.New("the pages of the list hold more rows than the total that they state")

func shortList(plan *translate.Plan, missing int64) error {
	return unreadableList(plan, fmt.Errorf("%w: %d are missing", errShortList, missing))
}

func unreadableList(plan *translate.Plan, err error) error {
	return &upstream.Error{Operation: plan.Operation().GetName(), Kind: upstream.KindUnreadable, Err: err}
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
