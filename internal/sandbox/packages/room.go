package packages

import (
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// Shelf are the resource packages of the demo account; its member has none.
type Shelf struct {
	*rest.World
	shop     *shop.Shop
	packages []*freePackage // newest first
}

// New builds the packages of the demo account.
func New(w *rest.World, shelf *shop.Shop) *Shelf {
	s := &Shelf{World: w, shop: shelf}
	s.fill()
	return s
}

// call is a call as this room sees it: with the packages of its caller.
type call struct {
	*rest.Call
	shelf *Shelf
}

func (s *Shelf) call(c *rest.Call) *call {
	if c.Who.Member {
		return &call{c, &Shelf{World: s.World}}
	}
	return &call{c, s}
}

// Operations is the table of the operations on packages.
func (s *Shelf) Operations() map[string]rest.Handler {
	return rest.Bind(s.call, rest.Operations[*call]{
		"ListFreeResourceInfos":         listFreeResourceInfos,
		"ListFreeResourceUsages":        listFreeResourceUsages,
		"ListFreeResourcesUsageRecords": listFreeResourcesUsageRecords,
		"ListPackageUsagesV2":           listPackageUsagesV2,
	})
}
