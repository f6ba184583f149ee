package sandbox

import (
	"testing"
	"testing/fstest"
)

// TestTablesAreReadStrictly refuses what no room reads, and a file that is missing.
func TestTablesAreReadStrictly(t *testing.T) {
	t.Parallel()
	files := func(places string) fstest.MapFS {
		return fstest.MapFS{
			"data/tables/refusals.json": {Data: []byte(`{}`)},
			"data/tables/places.json":   {Data: []byte(places)},
			"data/tables/products.json": {Data: []byte(`{}`)},
			"data/tables/tickets.json":  {Data: []byte(`{}`)},
		}
	}
	if _, err := readTables(files(`{"regions":{"r":["一","one"]}}`)); err != nil {
		t.Error(err)
	}
	for _, places := range []string{`{"rivers":[]}`, `{"regions":["r"]}`, ``} {
		if _, err := readTables(files(places)); err == nil {
			t.Errorf("%q was read", places)
		}
	}
	missing := files(`{}`)
	delete(missing, "data/tables/refusals.json")
	if _, err := readTables(missing); err == nil {
		t.Error("a missing file was not missed")
	}
}
