package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
)

// body checks a JSON body against the catalogue; checkMedia has refused a missing
// one where the operation needs it.
func (c *checker) body(raw []byte) *refusal {
	if len(raw) == 0 {
		return nil
	}
	node, err := parseJSON(raw)
	if err != nil {
		return badParameter("%v", err)
	}
	if node.kind != '{' {
		return badParameter("the body is not an object")
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
func (c *checker) object(node jsonNode, fields []field, out values) *refusal {
	for _, m := range node.members {
		f := fieldNamed(fields, m.name)
		if f == nil {
			if c.strict && !slices.Contains(c.op.rules.Dropped, m.name) {
				return badParameter("unknown body member %s", m.name)
			}
			continue
		}
		switch f.rule.judgeNode(m.node) {
		case ignored:
			// As if absent; whether the member is required shows below.
			continue
		case rejected:
			return badParameter("%s does not accept an empty value", f.Name)
		case filters:
		}
		v, no := c.member(m.node, f)
		if no != nil {
			return no
		}
		out[f.Name] = v
	}
	for i := range fields {
		if fields[i].Required && !out.has(fields[i].Name) {
			return badParameter("%s is required", fields[i].Name)
		}
	}
	return nil
}

// judgeNode applies the presence rule of a member: [] is its empty state, "" and
// null are the other two. Without a rule null counts as absent and the rest as values.
func (rule paramRule) judgeNode(node jsonNode) verdict {
	state := carriedValue
	switch {
	case node.kind == '0':
		state = carriedNull
	case node.kind == '[' && len(node.items) == 0:
		state = carriedEmpty
	case node.kind == 's' && node.text == "":
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

func (c *checker) member(node jsonNode, f *field) (value, *refusal) {
	if node.kind == '0' {
		return value{null: true}, nil // only a rule that lets null filter leads here
	}
	if !f.Repeated {
		return c.single(node, f)
	}
	if node.kind != '[' {
		return value{}, badParameter("%s is not an array", f.Name)
	}
	if len(node.items) < f.rule.MinItems {
		return value{}, badParameter("%s holds fewer than %d items", f.Name, f.rule.MinItems)
	}
	if f.rule.MaxItems > 0 && len(node.items) > f.rule.MaxItems {
		return value{}, badParameter("%s holds more than %d items", f.Name, f.rule.MaxItems)
	}
	v := value{items: []values{}}
	for _, item := range node.items {
		one, no := c.single(item, f)
		if no != nil {
			return v, no
		}
		if one.items == nil {
			one.items = []values{{"": one}}
		}
		v.items = append(v.items, one.items[0])
	}
	return v, nil
}

// single checks one value; an object comes back as the only item of the value.
func (c *checker) single(node jsonNode, f *field) (value, *refusal) {
	if f.Type == "object" {
		if node.kind != '{' {
			return value{}, badParameter("%s is not an object", f.Name)
		}
		inner := values{}
		no := c.object(node, f.Fields, inner)
		return value{items: []values{inner}}, no
	}
	if f.Type == "any" || strings.HasPrefix(f.Type, "map<") {
		return f.freely(node)
	}
	if node.kind != jsonKind(f.Type) && !f.quoted(node) {
		return value{}, badParameter("%s has the wrong type", f.Name)
	}
	return f.scalar(node.text)
}

// quoted tells whether a number is written as a text that the upstream takes all
// the same: the vendor's own client quotes decimals, and widespread programs
// quote whole numbers.
func (f *field) quoted(node jsonNode) bool {
	if node.kind != 's' {
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
func (f *field) freely(node jsonNode) (value, *refusal) {
	if f.Type != "any" && node.kind != '{' {
		return value{}, badParameter("%s is not an object", f.Name)
	}
	for _, m := range node.members {
		if f.Type == "map<string,string>" && m.node.kind != 's' {
			return value{}, badParameter("%s holds something else than texts", f.Name)
		}
	}
	if f.rule.MaxItems > 0 && len(node.members) > f.rule.MaxItems {
		return value{}, badParameter("%s holds more than %d members", f.Name, f.rule.MaxItems)
	}
	return value{free: node.plain()}, nil
}

// plain is the value as encoding/json would decode it, with the numbers' own text.
func (n jsonNode) plain() any {
	switch n.kind {
	case '{':
		out := make(map[string]any, len(n.members))
		for _, m := range n.members {
			out[m.name] = m.node.plain()
		}
		return out
	case '[':
		out := make([]any, 0, len(n.items))
		for _, item := range n.items {
			out = append(out, item.plain())
		}
		return out
	case 'n':
		return json.Number(n.text)
	case 'b':
		return n.text == "true"
	case 's':
		return n.text
	}
	return nil
}

// member is a member of an object; the zero node when there is none.
func (n jsonNode) member(name string) jsonNode {
	for _, m := range n.members {
		if m.name == name {
			return m.node
		}
	}
	return jsonNode{}
}
