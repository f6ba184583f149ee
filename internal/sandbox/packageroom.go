package sandbox

// packageShelf are the resource packages of the demo account; its member has none.
type packageShelf struct {
	*world
	packages []*freePackage // newest first
}

// newPackageShelf builds the packages of the demo account.
func newPackageShelf(w *world) *packageShelf {
	s := &packageShelf{world: w}
	s.fill()
	return s
}

// packageCall is a call as this room sees it: with the packages of its caller.
type packageCall struct {
	*call
	st *packageShelf
}

func (s *packageShelf) call(c *call) *packageCall {
	if c.who.member {
		return &packageCall{c, &packageShelf{world: s.world}}
	}
	return &packageCall{c, s}
}

// operations is the table of the operations on packages.
func (s *packageShelf) operations() map[string]handler {
	return bind(s.call, operations[*packageCall]{
		"ListFreeResourceInfos":         listPackages,
		"ListFreeResourceUsages":        showPackageUsage,
		"ListFreeResourcesUsageRecords": listPackageRecords,
		"ListPackageUsagesV2":           listOldUsages,
	})
}
