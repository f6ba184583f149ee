package translate

import (
	"errors"
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// compilePaging finds the fields that are known only here.
func (p *Plan) compilePaging(input protoreflect.MessageDescriptor) error {
	size, err := ownField(input, upstreamv1.Format_FORMAT_PAGE_SIZE, protoreflect.Int32Kind)
	if err != nil {
		return err
	}
	token, err := ownField(input, upstreamv1.Format_FORMAT_PAGE_TOKEN, protoreflect.StringKind)
	switch {
	case err != nil:
		return err
	case p.operation.GetPaging().GetMarker() != "" && p.operation.GetPaging().GetLimit() == "":
		if size != nil {
			return errors.New("page_size needs a limit")
		}
	case (size == nil) != (token == nil):
		return errors.New("page_size and page_token stand together")
	}
	switch {
	case token == nil:
		return nil
	case p.operation.GetPaging() == nil:
		return errors.New("page_size needs the paging option")
	case size != nil:
		p.request.sized, p.request.pageSize = true, p.request.layout.slots[size.Number()]
	}
	p.request.paged, p.request.pageToken = true, p.request.layout.slots[token.Number()]
	return nil
}

// compileNextPage notes where an answer names the next page, if it does.
func (p *Plan) compileNextPage(next protoreflect.FieldDescriptor) error {
	if next != nil {
		p.answer.paged, p.answer.nextToken = true, p.answer.root.layout.slots[next.Number()]
		p.answer.marked = fieldOption(next).GetName() != ""
	}
	switch {
	case p.answer.paged != p.request.paged:
		return errors.New("page_token and next_page_token stand together")
	case p.answer.marked != (p.operation.GetPaging().GetMarker() != ""):
		return errors.New("a marker stands in the request and in the answer, or in neither")
	default:
		return nil
	}
}

// compileRows finds the total, if the answer has one, and the lists that it
// counts: those that paging names, or without paging the only list among the
// evidence.
func (p *Plan) compileRows() error {
	if p.answer.total = p.answer.root.named("total_size"); p.answer.total != nil {
		if m := p.answer.total; m.reading != readInt32 || m.optional || m.list {
			return errors.New("total_size needs a plain int32")
		}
	}
	var rows []*member
	for _, name := range p.rowNames() {
		if m, level := p.answer.root.find(name); m != nil && m.list && m.reading == readObject {
			m.rowsAt = level
			rows = append(rows, m)
		}
	}
	paging := p.operation.GetPaging()
	if paging == nil && len(rows) > 1 {
		for _, m := range rows {
			m.rowsAt = 0
		}
	}
	switch {
	case paging != nil && len(rows) != len(paging.GetRows()):
		return fmt.Errorf("rows %q are not lists of objects of the answer", paging.GetRows())
	case paging == nil && p.answer.total != nil && len(rows) != 1:
		return errors.New("total_size needs paging, or one list among the evidence, to count")
	default:
		return nil
	}
}

// find is the member with an upstream name, dotted when it stands in a group, and
// how many objects are entered there.
func (s *shape) find(name string) (*member, int16) {
	head, rest, dotted := strings.Cut(name, ".")
	at, known := s.index[head]
	switch {
	case !known:
		return nil, 0
	case !dotted:
		return &s.members[at], 1
	case s.members[at].reading != readGroup:
		return nil, 0
	default:
		m, level := s.members[at].inner.find(rest)
		return m, level + 1
	}
}

// named is the member of a proto field of the message itself, in a group or not.
func (s *shape) named(field string) *member {
	for i := range s.members {
		m := &s.members[i]
		if m.reading == readGroup {
			if found := m.inner.named(field); found != nil {
				return found
			}
		} else if m.field == field {
			return m
		}
	}
	return nil
}

func (p *Plan) rowNames() []string {
	if paging := p.operation.GetPaging(); paging != nil {
		return paging.GetRows()
	}
	return p.operation.GetEvidence()
}
