package rest

import "testing"

func FuzzBody(f *testing.F) {
	f.Add([]byte(`{"a":[1,"x",null,true,{"b":{}}]}`))
	f.Add([]byte(`{"a":1,"a":2}`))
	f.Add([]byte(`[[[[`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		node, err := ParseJSON(raw)
		if err == nil && node.Kind == 0 {
			t.Errorf("%q: accepted without a value", raw)
		}
	})
}
