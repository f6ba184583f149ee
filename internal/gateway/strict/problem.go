package strict

import "google.golang.org/protobuf/reflect/protoreflect"

// maxProblems bounds what one answer reports, so that a hostile body cannot
// make the answer larger than itself.
const maxProblems = 16

// Problem is one thing that is wrong with what a caller sent.
type Problem struct {
	// Field is the path of the value, spelled as the caller did; `body` for the
	// body as a whole.
	Field string
	// Reason says what is wrong, without the value itself, as a sentence whose
	// subject is the field.
	Reason string
	// Known is the field's own name if the problem is one of a known field; empty
	// where all that names it is the caller's word.
	Known string
}

// Error renders field and reason as one sentence.
func (p Problem) Error() string {
	if p.Field == "" {
		return p.Reason
	}
	return p.Field + " " + p.Reason
}

// report collects problems up to the bound.
type report struct{ problems []Problem }

// add takes a problem of what the caller named.
func (r *report) add(field, reason string) { r.put(Problem{Field: field, Reason: reason}) }

// known takes a problem of a field.
func (r *report) known(fd protoreflect.FieldDescriptor, field, reason string) {
	r.put(Problem{Field: field, Reason: reason, Known: string(fd.Name())})
}

func (r *report) put(p Problem) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, p)
	}
}
