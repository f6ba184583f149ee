package openapi

import (
	"encoding/json"
	"testing"
)

// examples validates those of one media type and counts them.
func (d *document) examples(t *testing.T, pointer string, media any) int {
	t.Helper()
	list := object(object(media)["examples"])
	for name, example := range list {
		text, err := json.Marshal(object(example)["value"])
		if err != nil {
			t.Fatal(err)
		}
		if err := d.validate(pointer+"/schema", text); err != nil {
			t.Errorf("%s, example %s: %v", pointer, name, err)
		}
	}
	return len(list)
}
