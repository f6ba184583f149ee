package translate

import (
	"strconv"

	"github.com/ocegate/ocegate/internal/restcall"
)

// repeated writes a list into the query as the upstream's own clients do: the
// name stands once before each value.
func (e *encoder) repeated(p *parameter, m memory) *Error {
	texts, err := p.elements(m)
	if err != nil {
		return err
	}
	for _, text := range texts {
		e.call.Query = append(e.call.Query, restcall.Param{Name: p.name, Value: text})
	}
	return nil
}

// elements are the texts of a list of scalars, none of which is empty.
func (p *parameter) elements(m memory) ([]string, *Error) {
	switch p.writing {
	case writeInt32:
		return decimals(*p.slot.int32s(m)), nil
	case writeInt64:
		return decimals(*p.slot.int64s(m)), nil
	case writeEnum:
		return eachText(*p.slot.int32s(m), p.named)
	case writeIDNumber:
		return eachText(*p.slot.texts(m), func(text string) (string, *Error) {
			plain, present, err := p.idNumber(text)
			if err == nil && !present {
				err = requestError(mustNotBeEmpty)
			}
			return plain, err
		})
	default:
		return eachText(*p.slot.texts(m), p.filled)
	}
}

const mustNotBeEmpty = "must not be empty"

func (p *parameter) filled(text string) (string, *Error) {
	switch {
	case text != "":
		return text, p.controlled(text)
	case p.comma:
		return "", requestError(noComma)
	default:
		return "", requestError(mustNotBeEmpty)
	}
}

const noComma = "must not be empty or hold a comma"

// eachText turns every element into a text, and says which one cannot be.
func eachText[T any](list []T, text func(T) (string, *Error)) ([]string, *Error) {
	texts := make([]string, len(list))
	for i, element := range list {
		var err *Error
		if texts[i], err = text(element); err != nil {
			return nil, err.at(i)
		}
	}
	return texts, nil
}

func decimals[T int32 | int64](list []T) []string {
	texts := make([]string, len(list))
	for i, number := range list {
		texts[i] = strconv.FormatInt(int64(number), 10)
	}
	return texts
}
