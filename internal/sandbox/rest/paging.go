package rest

import "slices"

// DefaultLimit is the length of a page when no limit is given.
const DefaultLimit = 10

// Page cuts the asked page out of the rows: those from offset on, as many as limit says.
func Page[T any](c *Call, rows []T) []T { return PageOf(c, rows, DefaultLimit) }

// PageOf is the same where a page without a limit has another length.
func PageOf[T any](c *Call, rows []T, limit int64) []T {
	return cut(rows, c.In.Num("offset", 0), c.In.Num("limit", limit))
}

// PageNumber cuts out a page by its number from 1.
func PageNumber[T any](rows []T, number, size int64) []T { return cut(rows, (number-1)*size, size) }

// cut is empty past the end, never nil, so that it is written as [].
func cut[T any](rows []T, offset, limit int64) []T {
	if offset >= int64(len(rows)) {
		return []T{}
	}
	end := min(offset+limit, int64(len(rows)))
	return rows[offset:end]
}

// Newest turns a history that is kept in time order around.
func Newest[T any](rows []T) []T {
	rows = slices.Clone(rows)
	slices.Reverse(rows)
	return rows
}

// Views renders rows for an answer; without rows the list is empty, never nil.
func Views[T, V any](rows []T, view func(T) V) []V {
	out := make([]V, 0, len(rows))
	for _, row := range rows {
		out = append(out, view(row))
	}
	return out
}
