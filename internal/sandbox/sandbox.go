package sandbox

import (
	"embed"
	"fmt"
	"maps"

	"github.com/ocegate/ocegate/internal/sandbox/bills"
	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/desk"
	"github.com/ocegate/ocegate/internal/sandbox/enterprise"
	"github.com/ocegate/ocegate/internal/sandbox/packages"
	"github.com/ocegate/ocegate/internal/sandbox/partner"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// dataFiles hold the catalogue (data/trim cuts it out) and the rules, one file per domain,
// and the fixed texts and lists of the rooms.
//
//go:embed data/presence.json data/catalogue/*.json data/rules/*.json data/tables/*.json
var dataFiles embed.FS

// Sandbox is one running emulator with its own state.
type Sandbox struct{ *rest.Server }

// New builds the state with its demo data; it fails on an unknown site or inconsistent data files.
func New(cfg Config) (*Sandbox, error) {
	fixed, err := readTables(dataFiles)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	s, err := rest.New(cfg, rest.House{Data: dataFiles, Keys: demoPrincipals(), Build: fixed.build})
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	return &Sandbox{s}, nil
}

// build makes the rooms of a world, in the order in which their demo data came about,
// and joins their operations.
func (t *tables) build(w *rest.World, seed uint64) map[string]rest.Handler {
	shelf := shop.New(w, &t.shop)
	customers := customer.New(w, shelf, t.meanings, seed)
	bundles := packages.New(w, shelf)
	enterprises := enterprise.New(w, customers.Own)
	partners := partner.New(w, shelf, customers.Own)
	desks := desk.New(w, &t.desk, enterprises.Own.SubCustomers)
	out := map[string]rest.Handler{}
	for _, room := range []map[string]rest.Handler{
		shelf.Operations(), customers.Operations(), bills.Operations(customers), bundles.Operations(), enterprises.Operations(),
		partners.Operations(), desks.Operations(),
	} {
		maps.Copy(out, room)
	}
	return out
}
