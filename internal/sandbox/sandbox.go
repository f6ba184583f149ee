package sandbox

import (
	"embed"
	"fmt"
	"maps"
)

// dataFiles hold the catalogue (data/trim cuts it out) and the rules, one file per domain.
//
//go:embed data/presence.json data/catalogue/*.json data/rules/*.json
var dataFiles embed.FS

// Sandbox is one running emulator with its own state.
type Sandbox struct{ *server }

// New builds the state with its demo data; it fails on an unknown site or inconsistent data files.
func New(cfg Config) (*Sandbox, error) {
	s, err := newServer(cfg, house{data: dataFiles, keys: demoPrincipals(), build: build})
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	return &Sandbox{s}, nil
}

// build makes the rooms of a world, in the order in which their demo data came about,
// and joins their operations.
func build(w *world, seed uint64) map[string]handler {
	shelf := newShop(w)
	customers := newCustomers(w, shelf, seed)
	packages := newPackageShelf(w)
	enterprises := newEnterprises(w, customers.own)
	partners := newPartnership(w, shelf, customers.own)
	desks := newDesks(w, enterprises.own.subCustomers)
	out := map[string]handler{}
	for _, room := range []map[string]handler{
		shelf.operations(), customers.operations(), billOperations(customers), packages.operations(), enterprises.operations(),
		partners.operations(), desks.operations(),
	} {
		maps.Copy(out, room)
	}
	return out
}
