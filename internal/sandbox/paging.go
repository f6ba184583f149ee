package sandbox

import "slices"

// defaultLimit is the length of a page when no limit is given.
const defaultLimit = 10

// page cuts a page out of rows; past the end it is empty, never nil, so that it is written as [].
func page[T any](rows []T, offset, limit int64) []T {
	if offset >= int64(len(rows)) {
		return []T{}
	}
	end := min(offset+limit, int64(len(rows)))
	return rows[offset:end]
}

// cutPage cuts the asked page out of the rows with the usual defaults.
func cutPage[T any](c *call, rows []T) []T {
	return page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit))
}

// numberedPage cuts out the page of a number from 1.
func numberedPage[T any](c *call, rows []T) []T {
	limit := c.in.num("limit", defaultLimit)
	return page(rows, (c.in.num("offset", 1)-1)*limit, limit)
}

// newestFirst pages through a history that is kept in time order.
func newestFirst[T any](c *call, rows []T) []T {
	rows = slices.Clone(rows)
	slices.Reverse(rows)
	return cutPage(c, rows)
}
