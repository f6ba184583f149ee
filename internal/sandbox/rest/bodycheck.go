package rest

import (
	"encoding/json"
	"slices"
	"strings"
)

// body checks a JSON body against the catalogue; checkMedia has refused a missing
// one where the operation needs it.
func (c *checker) body(raw []byte) *Refusal {
	if len(raw) == 0 {
		return nil
	}
	node, err := ParseJSON(raw)
	if err != nil {
		return BadParameter("%v", err)
	}
	if node.Kind != '{' {
		return BadParameter("the body is not an object")
	}
	var members []field
	for i := range c.op.Request {
		if c.op.Request[i].In == "body" {
			members = append(members, c.op.Request[i])
		}
	}
	return c.object(node, members, c.out)
}

// object checks one object's members and puts them into out.
func (c *checker) object(node JSONNode, fields []field, out Values) *Refusal {
	for _, m := range node.Members {
		f := fieldNamed(fields, m.Name)
		if f == nil {
			if c.strict && !slices.Contains(c.op.rules.Dropped, m.Name) {
				return BadParameter("unknown body member %s", m.Name)
			}
			continue
		}
		switch f.rule.judgeNode(m.Node) {
		case ignored:
			// As if absent; whether the member is required shows below.
			continue
		case rejected:
			return BadParameter("%s does not accept an empty value", f.Name)
		case filters:
		}
		v, no := c.member(m.Node, f)
		if no != nil {
			return no
		}
		out[f.Name] = v
	}
	for i := range fields {
		if fields[i].Required && !out.Has(fields[i].Name) {
			return BadParameter("%s is required", fields[i].Name)
		}
	}
	return nil
}

// judgeNode applies the presence rule of a member: [] is its empty state, "" and
// null are the other two. Without a rule null counts as absent and the rest as values.
func (rule paramRule) judgeNode(node JSONNode) verdict {
	state := carriedValue
	switch {
	case node.Kind == '0':
		state = carriedNull
	case node.Kind == '[' && len(node.items) == 0:
		state = carriedEmpty
	case node.Kind == 's' && node.Text == "":
		state = carriedQuotes
	}
	if rule.Presence != "" {
		return rule.judge(state)
	}
	if state == carriedNull {
		return ignored
	}
	return filters
}

func fieldNamed(fields []field, name string) *field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

func (c *checker) member(node JSONNode, f *field) (Value, *Refusal) {
	if node.Kind == '0' {
		return Value{null: true}, nil // only a rule that lets null filter leads here
	}
	if !f.Repeated {
		return c.single(node, f)
	}
	if node.Kind != '[' {
		return Value{}, BadParameter("%s is not an array", f.Name)
	}
	if len(node.items) < f.rule.MinItems {
		return Value{}, BadParameter("%s holds fewer than %d items", f.Name, f.rule.MinItems)
	}
	if f.rule.MaxItems > 0 && len(node.items) > f.rule.MaxItems {
		return Value{}, BadParameter("%s holds more than %d items", f.Name, f.rule.MaxItems)
	}
	v := Value{items: []Values{}}
	for _, item := range node.items {
		one, no := c.single(item, f)
		if no != nil {
			return v, no
		}
		if one.items == nil {
			one.items = []Values{{"": one}}
		}
		v.items = append(v.items, one.items[0])
	}
	return v, nil
}

// single checks one value; an object comes back as the only item of the value.
func (c *checker) single(node JSONNode, f *field) (Value, *Refusal) {
	if f.Type == "object" {
		if node.Kind != '{' {
			return Value{}, BadParameter("%s is not an object", f.Name)
		}
		inner := Values{}
		no := c.object(node, f.Fields, inner)
		return Value{items: []Values{inner}}, no
	}
	if f.Type == "any" || strings.HasPrefix(f.Type, "map<") {
		return f.freely(node)
	}
	if node.Kind != jsonKind(f.Type) && !f.quoted(node) {
		return Value{}, BadParameter("%s has the wrong type", f.Name)
	}
	return f.scalar(node.Text)
}

// quoted tells whether a number is written as a text that the upstream takes all
// the same: the vendor's own client quotes decimals, and widespread programs
// quote whole numbers.
func (f *field) quoted(node JSONNode) bool {
	if node.Kind != 's' {
		return false
	}
	return f.Type == "decimal" || strings.HasPrefix(f.Type, "int")
}

// jsonKind is the JSON form that a catalogue type is written in.
func jsonKind(kind string) byte {
	switch {
	case strings.HasPrefix(kind, "int"), kind == "number", kind == "decimal":
		return 'n'
	case kind == "bool":
		return 'b'
	}
	return 's'
}

// freely takes a member without a fixed form; a map is an object, and one of texts holds nothing else.
func (f *field) freely(node JSONNode) (Value, *Refusal) {
	if f.Type != "any" && node.Kind != '{' {
		return Value{}, BadParameter("%s is not an object", f.Name)
	}
	for _, m := range node.Members {
		if f.Type == "map<string,string>" && m.Node.Kind != 's' {
			return Value{}, BadParameter("%s holds something else than texts", f.Name)
		}
	}
	if f.rule.MaxItems > 0 && len(node.Members) > f.rule.MaxItems {
		return Value{}, BadParameter("%s holds more than %d members", f.Name, f.rule.MaxItems)
	}
	return Value{Free: node.plain()}, nil
}

// plain is the value as encoding/json would decode it, with the numbers' own text.
func (n JSONNode) plain() any {
	switch n.Kind {
	case '{':
		out := make(map[string]any, len(n.Members))
		for _, m := range n.Members {
			out[m.Name] = m.Node.plain()
		}
		return out
	case '[':
		out := make([]any, 0, len(n.items))
		for _, item := range n.items {
			out = append(out, item.plain())
		}
		return out
	case 'n':
		return json.Number(n.Text)
	case 'b':
		return n.Text == "true"
	case 's':
		return n.Text
	}
	return nil
}

// Member is a member of an object; the zero node when there is none.
func (n JSONNode) Member(name string) JSONNode {
	for _, m := range n.Members {
		if m.Name == name {
			return m.Node
		}
	}
	return JSONNode{}
}
