package translate

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// Operation is the upstream operation of the plan; it must not be changed.
func (p *Plan) Operation() *upstreamv1.Operation { return p.operation }

// Method is the full gRPC method name.
func (p *Plan) Method() string { return p.method }

// Encode builds the upstream request for a message. It answers a KindSite error
// where the site has no such operation and a KindRequest error, with the path of
// the field, for a value that cannot be sent.
func (p *Plan) Encode(message proto.Message, page Page) (*Call, error) {
	if err := p.verifySite(); err != nil {
		return nil, err
	}
	m, ok := p.request.layout.memoryOf(message)
	if !ok {
		return nil, fmt.Errorf("translate: %s does not take a %T", p.method, message)
	}
	e := &encoder{inBody: p.request.hasBody}
	if p.request.hasBody {
		e.call.Body = append(make([]byte, 0, 256), '{')
	}
	if err := p.fill(e, m, page); err != nil {
		err.Operation = p.operation.GetName()
		return nil, err
	}
	return &e.call, nil
}

func (p *Plan) verifySite() error {
	if p.offered {
		return nil
	}
	return &Error{
		Kind: KindSite, Operation: p.operation.GetName(),
		Reason: "site " + p.site + " does not offer this operation",
	}
}

func (p *Plan) fill(e *encoder, m memory, page Page) *Error {
	for _, fixed := range p.operation.GetFixed() {
		e.fixed(fixed.GetName(), fixed.GetValue(), fixed.GetNumber())
	}
	for i := range p.request.parameters {
		parameter, before := &p.request.parameters[i], len(e.call.Body)
		if err := e.parameter(parameter, m); err != nil {
			return err.within(parameter.field, "")
		}
		if len(e.call.Body) > before {
			e.sent = append(e.sent, parameter.name)
		}
	}
	for _, presence := range p.operation.GetPresence() {
		word := "NO"
		if slices.Contains(e.sent, presence.GetOf()) {
			word = "YES"
		}
		e.fixed(presence.GetName(), word, false)
	}
	e.page(p.operation.GetPaging(), page)
	if p.request.hasBody {
		e.call.Body = append(e.call.Body, '}')
	}
	return p.buildPath(e)
}

func (p *Plan) buildPath(e *encoder) *Error {
	for _, part := range p.path {
		e.call.Path += part.text
		if part.variable == "" {
			continue
		}
		encoded, err := segment(e.variable(part.variable))
		if err != nil {
			return err.within(p.fieldOf(part.variable), "")
		}
		e.call.Path += encoded
	}
	return nil
}

// fieldOf is the proto name of the field behind an upstream name.
func (p *Plan) fieldOf(name string) string {
	for i := range p.request.parameters {
		if p.request.parameters[i].name == name {
			return p.request.parameters[i].field
		}
	}
	return name
}

// doubt says why an answer without an error code is no success all the same. An
// acknowledgement holds nothing, so anything in it that nobody declared, and any
// message without a code, makes it the answer of somebody else.
func (p *Plan) doubt(answer Answer, at presence) *Error {
	switch {
	case !p.proven(answer, at):
		return answerError("none of the documented members is there")
	case p.operation.GetShape() != upstreamv1.Shape_SHAPE_ACKNOWLEDGED:
		return nil
	case answer.UnknownFields > 0:
		return answerError("an acknowledgement with members that are not documented")
	case answer.Message != "" && !answer.Succeeded:
		return answerError("an error message without a code")
	default:
		return nil
	}
}

// proven says whether the answer has the declared shape. Of a read whose evidence
// is lists alone, the list that is named and null, and the object with nothing in
// it that is not declared, are how the upstream says that there is nothing; unless
// it says something else in its own words.
func (p *Plan) proven(answer Answer, at presence) bool {
	wanted := p.answer.evidence
	switch {
	case wanted == [2]uint64{}, shares(wanted, at.said):
		return true
	case !p.answer.listed, answer.Message != "" && !answer.Succeeded:
		return false
	default:
		return answer.UnknownFields == 0 || shares(wanted, at.seen)
	}
}

func shares(a, b [2]uint64) bool { return a[0]&b[0] != 0 || a[1]&b[1] != 0 }

// Page returns the caller's page_size and page_token; zero when the RPC does
// not page.
func (p *Plan) Page(message proto.Message) (size int32, token string) {
	m, ok := p.request.layout.memoryOf(message)
	if !ok || !p.request.paged {
		return 0, ""
	}
	if p.request.sized {
		size = *p.request.pageSize.int32(m)
	}
	return size, *p.request.pageToken.text(m)
}

// Pages says whether the RPC hands out page tokens.
func (p *Plan) Pages() bool { return p.request.paged }

// Total is the answer's total_size, and false when the RPC has none.
func (p *Plan) Total(message proto.Message) (int64, bool) {
	m, ok := p.answer.root.layout.memoryOf(message)
	if !ok || p.answer.total == nil {
		return 0, false
	}
	return int64(*p.answer.total.place.int32(m)), true
}

// ForgetTotal takes a total_size out of an answer that it does not fit; 0 is how
// the upstream leaves it open.
func (p *Plan) ForgetTotal(message proto.Message) {
	if m, ok := p.answer.root.layout.memoryOf(message); ok && p.answer.total != nil {
		*p.answer.total.place.int32(m) = 0
	}
}

// Marker is where the answer says that the next page starts, when the operation
// pages by marker; SetNextPage replaces it by a token.
func (p *Plan) Marker(message proto.Message) (marker string, marked bool) {
	m, ok := p.answer.root.layout.memoryOf(message)
	if !ok || !p.answer.marked {
		return "", false
	}
	return *p.answer.nextToken.text(m), true
}

// Limit is the largest number of rows that a page can have when it is asked for
// with a limit.
func (p *Plan) Limit(page Page) int32 { return limitOf(p.operation.GetPaging(), page) }

// Asked is the largest number of rows that a page may have been asked for; 0 when
// the upstream alone decides.
func (p *Plan) Asked(page Page) int32 {
	paging := p.operation.GetPaging()
	switch {
	case paging.GetLimit() == "":
		return 0
	case page.Limit <= 0:
		return paging.GetMaxLimit()
	default:
		return limitOf(paging, page)
	}
}

// After is the offset behind a page of so many rows. Where the upstream counts
// pages it is the start of the next page even if a page was not full.
func (p *Plan) After(page Page, rows int) int64 {
	paging := p.operation.GetPaging()
	if paging.GetPageNumbers() {
		return int64(page.Offset) + int64(limitOf(paging, page))
	}
	return int64(page.Offset) + int64(rows)
}

// SetNextPage writes next_page_token.
func (p *Plan) SetNextPage(message proto.Message, token string) {
	if m, ok := p.answer.root.layout.memoryOf(message); ok && p.answer.paged {
		*p.answer.nextToken.text(m) = token
	}
}
