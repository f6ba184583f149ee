package translate

import (
	"errors"
	"fmt"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// compilePaging finds the fields of a request that are known only here.
func (p *Plan) compilePaging(input protoreflect.MessageDescriptor) error {
	size, token := fieldWith(input, upstreamv1.Format_FORMAT_PAGE_SIZE), fieldWith(input, upstreamv1.Format_FORMAT_PAGE_TOKEN)
	if (size == nil) != (token == nil) {
		return errors.New("page_size and page_token stand together")
	}
	if size == nil {
		return nil
	}
	if err := verifyPaging(p.operation.GetPaging()); err != nil {
		return err
	}
	if size.Kind() != protoreflect.Int32Kind || token.Kind() != protoreflect.StringKind {
		return errors.New("page_size is an int32 and page_token a string")
	}
	p.request.paged = true
	p.request.pageSize, p.request.pageToken = p.request.layout.slots[size.Number()], p.request.layout.slots[token.Number()]
	return nil
}

func verifyPaging(paging *upstreamv1.Paging) error {
	switch {
	case paging.GetLimit() == "" || paging.GetMaxLimit() <= 0 || paging.GetDefaultLimit() <= 0:
		return errors.New("page_size needs a complete paging option")
	case (paging.GetOffset() == "") == (paging.GetMarker() == ""):
		return errors.New("paging is by offset or by marker")
	case paging.GetPageNumbers() && paging.GetMarker() != "":
		return errors.New("a marker is no page number")
	default:
		return nil
	}
}

// compilePages finds what an answer says about the pages of its list.
func (p *Plan) compilePages(output protoreflect.MessageDescriptor) error {
	root, paging := p.answer.root, p.operation.GetPaging()
	if next := fieldWith(output, upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN); next != nil {
		p.answer.paged, p.answer.nextToken = true, root.layout.slots[next.Number()]
		p.answer.marked = fieldOption(next).GetName() != ""
	}
	if p.answer.paged != p.request.paged {
		return errors.New("page_token and next_page_token stand together")
	}
	if p.answer.marked != (paging.GetMarker() != "") {
		return errors.New("a marker stands in the request and in the answer, or in neither")
	}
	for i := range root.members {
		if root.members[i].field == "total_size" && root.members[i].reading == readInt32 {
			p.answer.total = &root.members[i]
		}
	}
	if paging == nil {
		return nil
	}
	at, known := root.index[paging.GetRows()]
	if !known || !root.members[at].list {
		return fmt.Errorf("rows %q is not a list of the answer", paging.GetRows())
	}
	root.members[at].paged = true
	if p.answer.total == nil && !p.answer.marked {
		return errors.New("paging needs an int32 total_size in the answer")
	}
	return nil
}
