package translate

// appendMember writes one body member unless it is absent.
func appendMember(body []byte, p *parameter, m memory, before int) ([]byte, bool, *Error) {
	start := len(body)
	if before > 0 {
		body = append(body, ',')
	}
	body = append(appendJSONString(body, p.name), ':')
	var present bool
	var err *Error
	switch {
	case p.writing == writeGroup:
		body, present, err = appendGroup(body, p, m)
	case p.writing == writeKeyValue:
		body, present, err = appendKeyValue(body, p, m)
	case p.isFree():
		body, present, err = appendFree(body, p, m)
	case p.writing == writeObject && p.list:
		body, present, err = appendObjects(body, p, m)
	case p.writing == writeObject:
		if inner := *p.slot.message(m); inner != nil {
			present = true
			body, err = appendObject(body, p.inner, inner)
		}
	case p.list && !p.comma:
		body, present, err = appendScalars(body, p, m)
	default:
		var text string
		text, present, err = p.value(m)
		body = p.appendScalar(body, text)
	}
	if err != nil || !present {
		return body[:start], false, err
	}
	return body, true, nil
}

func appendObject(body []byte, inner []parameter, m memory) ([]byte, *Error) {
	body = append(body, '{')
	members := 0
	for i := range inner {
		extended, written, err := appendMember(body, &inner[i], m, members)
		if err != nil {
			return body, err.within(inner[i].field, "")
		}
		if body = extended; written {
			members++
		}
	}
	return append(body, '}'), nil
}

// appendGroup writes the object of a group, whose members are fields of the
// message around it. It is absent when all of them are.
func appendGroup(body []byte, p *parameter, m memory) ([]byte, bool, *Error) {
	start := len(body)
	body, err := appendObject(body, p.inner, m)
	return body, len(body) > start+len("{}"), err
}

// appendKeyValue writes a text as the value of the only object of a list.
func appendKeyValue(body []byte, p *parameter, m memory) ([]byte, bool, *Error) {
	text := *p.slot.orEmpty(m, p.optional)
	body = append(body, `[{"key":`...)
	body = append(appendJSONString(body, p.key), `,"value":`...)
	return append(appendJSONString(body, text), '}', ']'), text != "", p.controlled(text)
}

func appendObjects(body []byte, p *parameter, m memory) ([]byte, bool, *Error) {
	list := *p.slot.messages(m)
	body = append(body, '[')
	for i, item := range list {
		if i > 0 {
			body = append(body, ',')
		}
		if item == nil {
			return body, false, requestError("must not be null").at(i)
		}
		var err *Error
		if body, err = appendObject(body, p.inner, item); err != nil {
			return body, false, err.at(i)
		}
	}
	return append(body, ']'), len(list) > 0, nil
}

func appendScalars(body []byte, p *parameter, m memory) ([]byte, bool, *Error) {
	texts, err := p.elements(m)
	if err != nil {
		return body, false, err
	}
	body = append(body, '[')
	for i, text := range texts {
		if i > 0 {
			body = append(body, ',')
		}
		body = p.appendScalar(body, text)
	}
	return append(body, ']'), len(texts) > 0, nil
}

// appendScalar writes a value in its JSON type. Where all codes of an enum are
// digits they are numbers, as everywhere in the upstream's request bodies.
func (p *parameter) appendScalar(body []byte, text string) []byte {
	number := false
	switch p.writing {
	case writeInt32, writeInt64, writeBool, writeOneZero, writeDecimal, writeMoneyNumber, writeEpochMillis, writeIDNumber:
		number = true
	case writeEnum:
		number = !p.codes.words
	default: // the others are texts
	}
	if number && !p.text && !p.comma {
		return append(body, text...)
	}
	return appendJSONString(body, text)
}
