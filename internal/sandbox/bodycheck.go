package sandbox

import "strings"

// body checks a JSON body against the catalogue.
func (c *checker) body(raw []byte) *refusal {
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
			if c.strict {
				return badParameter("unknown body member %s", m.name)
			}
			continue
		}
		if m.node.kind == '0' {
			// null counts as absent; whether the member is required shows below.
			continue
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

func fieldNamed(fields []field, name string) *field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

func (c *checker) member(node jsonNode, f *field) (value, *refusal) {
	if !f.Repeated {
		return c.single(node, f)
	}
	if node.kind != '[' {
		return value{}, badParameter("%s is not an array", f.Name)
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
	if node.kind != jsonKind(f.Type) {
		return value{}, badParameter("%s has the wrong type", f.Name)
	}
	return f.scalar(node.text)
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
