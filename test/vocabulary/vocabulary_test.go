package vocabulary

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/service"
)

const page = "../../docs/vocabulary.md"

// variants are the ways in which one upstream name is written here, each with
// the fields that do so.
type variants map[string][]string

// TestOneNameForOneThing holds the API to the page in both directions: a second
// name or type needs a line there, and a line needs fields that it speaks of.
func TestOneNameForOneThing(t *testing.T) {
	t.Parallel()
	listed := readPage(t)
	for name, found := range collect(service.Descriptors()) {
		complain(t, name, found, listed[name])
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("%s: the page lists it, but it has one form in the API", name)
	}
}

func complain(t *testing.T, name string, found variants, listed []string) {
	t.Helper()
	if len(found) == 1 && listed == nil {
		return
	}
	got := slices.Sorted(maps.Keys(found))
	if slices.Equal(got, listed) && len(got) > 1 {
		return
	}
	var lines []string
	for _, form := range got {
		lines = append(lines, fmt.Sprintf("    %s in %s", form, strings.Join(found[form], ", ")))
	}
	t.Errorf("%s has %d forms, docs/vocabulary.md lists %q:\n%s", name, len(got), listed, strings.Join(lines, "\n"))
}

// collect groups the fields of all messages by their upstream name; how that is
// spelled (camel case, underscores) makes no difference.
func collect(services []protoreflect.ServiceDescriptor) map[string]variants {
	all, seen := map[string]variants{}, map[protoreflect.FullName]bool{}
	for _, s := range services {
		for i := range s.Methods().Len() {
			walk(s.Methods().Get(i).Input(), seen, all)
			walk(s.Methods().Get(i).Output(), seen, all)
		}
	}
	return all
}

func walk(message protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool, all map[string]variants) {
	if seen[message.FullName()] || !strings.HasPrefix(string(message.FullName()), "ocegate.") {
		return
	}
	seen[message.FullName()] = true
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if name, form := describe(field); name != "" {
			if all[name] == nil {
				all[name] = variants{}
			}
			all[name][form] = append(all[name][form], string(field.FullName()))
		}
		if field.Message() != nil && !field.IsMap() {
			walk(field.Message(), seen, all)
		}
	}
}

// describe says how a field is called upstream and in which form it is here.
// Fields that the upstream does not know have no name; those that only keep the
// text of an unknown code follow the enum beside them.
func describe(field protoreflect.FieldDescriptor) (name, form string) {
	option, _ := proto.GetExtension(field.Options(), upstreamv1.E_Field).(*upstreamv1.Field)
	switch option.GetFormat() {
	case upstreamv1.Format_FORMAT_PAGE_SIZE, upstreamv1.Format_FORMAT_PAGE_TOKEN,
		upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN, upstreamv1.Format_FORMAT_UNKNOWN_CODE:
		return "", ""
	}
	name = option.GetName()
	if name == "" {
		name = string(field.Name())
	}
	name = name[strings.LastIndexByte(name, '.')+1:]
	name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
	return name, string(field.Name()) + " " + typeOf(field)
}

// typeOf is the type as the protos write it, without package and label: a list
// of a thing has the thing's type.
func typeOf(field protoreflect.FieldDescriptor) string {
	switch {
	case field.IsMap():
		return "map"
	case field.Message() != nil:
		return string(field.Message().Name())
	case field.Enum() != nil:
		return string(field.Enum().Name())
	}
	return field.Kind().String()
}

// readPage reads the table of exceptions: rows of `upstream name | forms | why`
// behind the heading that the test names.
func readPage(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "\n## One upstream name, several things\n")
	if !found {
		t.Fatal("the page has lost the heading of its exceptions")
	}
	listed := map[string][]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 || !strings.Contains(cells[0], "`") {
			continue
		}
		if strings.TrimSpace(cells[2]) == "" {
			t.Errorf("%s stands without a reason", cells[0])
		}
		name := strings.ToLower(strings.ReplaceAll(strings.Trim(cells[0], " `"), "_", ""))
		for form := range strings.SplitSeq(cells[1], ";") {
			listed[name] = append(listed[name], strings.Trim(form, " `"))
		}
		slices.Sort(listed[name])
	}
	return listed
}
