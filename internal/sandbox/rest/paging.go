package rest

import "slices"

// DefaultLimit is the length of a page when no limit is given.
const DefaultLimit = 10

// Page cuts a page out of rows; past the end it is empty, never nil, so that it is written as [].
func Page[T any](rows []T, offset, limit int64) []T {
	if offset >= int64(len(rows)) {
		return []T{}
	}
	end := min(offset+limit, int64(len(rows)))
	return rows[offset:end]
}

// CutPage cuts the asked page out of the rows with the usual defaults.
func CutPage[T any](c *Call, rows []T) []T {
	return Page(rows, c.In.Num("offset", 0), c.In.Num("limit", DefaultLimit))
}

// NumberedPage cuts out the page of a number from 1.
func NumberedPage[T any](c *Call, rows []T) []T {
	limit := c.In.Num("limit", DefaultLimit)
	return Page(rows, (c.In.Num("offset", 1)-1)*limit, limit)
}

// NewestFirst pages through a history that is kept in time order.
func NewestFirst[T any](c *Call, rows []T) []T {
	rows = slices.Clone(rows)
	slices.Reverse(rows)
	return CutPage(c, rows)
}
