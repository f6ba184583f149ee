package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/desk"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// tables are the fixed texts and lists that the rooms are built with.
type tables struct {
	meanings customer.Meanings
	shop     shop.Tables
	desk     desk.Tables
}

// readTables reads the files of data/tables, each into what its room makes of it.
func readTables(data fs.FS) (*tables, error) {
	t := &tables{}
	err := errors.Join(
		readTable(data, "data/tables/refusals.json", &t.meanings),
		readTable(data, "data/tables/places.json", &t.shop.Places),
		readTable(data, "data/tables/products.json", &t.shop.Products),
		readTable(data, "data/tables/tickets.json", &t.desk),
	)
	return t, err
}

// readTable refuses members that nothing reads.
func readTable(data fs.FS, path string, into any) error {
	raw, err := fs.ReadFile(data, path)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
