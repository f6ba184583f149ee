package translate

import (
	"strconv"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/restcall"
)

// page adds the paging, behind everything that says which rows are meant.
func (e *encoder) page(paging *upstreamv1.Paging, page Page) {
	switch {
	case paging == nil:
		e.filtersEnd()
	case paging.GetPageNumbers():
		e.pageNumber(paging, page)
	case paging.GetByHand():
		e.filtersEnd()
		e.limit(paging, page, true)
	case paging.GetMarker() != "":
		e.filtersEnd()
		e.limit(paging, page, page.Marker != "")
		if page.Marker != "" {
			e.fixed(paging.GetMarker(), page.Marker, false)
		}
	default:
		// An offset always goes with a limit, because some operations ignore it
		// otherwise.
		e.filtersEnd()
		e.limit(paging, page, page.Offset > 0)
		if page.Offset > 0 {
			e.number(paging.GetOffset(), page.Offset)
		}
	}
}

// filtersEnd notes that what follows says which page is wanted, not of what.
func (e *encoder) filtersEnd() {
	e.call.filters, e.call.bodyFilters = len(e.call.Query), len(e.call.Body)
}

// limit adds the number of rows if the caller wants a certain one or if the
// request needs one. Where the upstream decides how much it returns, none is.
func (e *encoder) limit(paging *upstreamv1.Paging, page Page, needed bool) {
	if paging.GetLimit() != "" && (needed || page.Limit > 0) {
		e.number(paging.GetLimit(), limitOf(paging, page))
	}
}

// pageNumber adds the page's number, counted from 1. Pages of another size would
// start at other rows, so the size counts as a filter.
func (e *encoder) pageNumber(paging *upstreamv1.Paging, page Page) {
	limit := limitOf(paging, page)
	e.number(paging.GetLimit(), limit)
	e.filtersEnd()
	e.number(paging.GetOffset(), page.Offset/limit+1)
}

func limitOf(paging *upstreamv1.Paging, page Page) int32 {
	if page.Limit <= 0 {
		return paging.GetDefaultLimit()
	}
	return min(page.Limit, paging.GetMaxLimit())
}

func (e *encoder) number(name string, value int32) {
	e.fixed(name, strconv.Itoa(int(value)), true)
}

// fixed adds a member to the body, or a parameter to the query where there is
// no body.
func (e *encoder) fixed(name, value string, number bool) {
	if !e.inBody {
		e.call.Query = append(e.call.Query, restcall.Param{Name: name, Value: value})
		return
	}
	e.comma()
	e.call.Body = append(appendJSONString(e.call.Body, name), ':')
	if number {
		e.call.Body = append(e.call.Body, value...)
	} else {
		e.call.Body = appendJSONString(e.call.Body, value)
	}
}
