package translate

import (
	"errors"
	"fmt"

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
	paging := p.operation.GetPaging()
	cursor := paging != nil && paging.GetLimit() == ""
	switch {
	case err != nil:
		return err
	case cursor && (size != nil || token == nil):
		return errors.New("a cursor needs page_token, and no page_size without a limit")
	case !cursor && (size == nil) != (token == nil):
		return errors.New("page_size and page_token stand together")
	case token == nil:
		return nil
	case paging == nil:
		return errors.New("page_size needs the paging option")
	}
	p.request.paged, p.request.pageToken = true, p.request.layout.slots[token.Number()]
	if size != nil {
		p.request.sized, p.request.pageSize = true, p.request.layout.slots[size.Number()]
	}
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

// compileRows finds the total and the list that it counts: the one that paging
// names, or without paging the only list among the evidence.
func (p *Plan) compileRows() error {
	root := p.answer.root
	for i := range root.members {
		if m := &root.members[i]; m.field == "total_size" && m.reading == readInt32 && !m.optional {
			p.answer.total = m
		}
	}
	var rows []*member
	for _, name := range p.rowNames() {
		if at, known := root.index[name]; known && root.members[at].list && root.members[at].reading == readObject {
			rows = append(rows, &root.members[at])
		}
	}
	if len(rows) == 1 {
		rows[0].paged = true
	}
	switch paging := p.operation.GetPaging(); {
	case paging != nil && len(rows) != 1:
		return fmt.Errorf("rows %q is not a list of objects of the answer", paging.GetRows())
	case paging != nil && p.answer.total == nil && !p.answer.marked:
		return errors.New("paging needs a plain int32 total_size in the answer")
	case p.answer.total != nil && len(rows) != 1:
		return errors.New("total_size needs paging, or one list among the evidence, to count")
	default:
		return nil
	}
}

func (p *Plan) rowNames() []string {
	if paging := p.operation.GetPaging(); paging != nil {
		return []string{paging.GetRows()}
	}
	return p.operation.GetEvidence()
}
