package vocabulary

import (
	"fmt"
	"maps"
	"os"
	"regexp"
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
	for _, finding := range findings(collect(service.Descriptors()), readVague(t), readPage(t)) {
		t.Error(finding)
	}
}

// TestFindings is the negative control.
func TestFindings(t *testing.T) {
	t.Parallel()
	all := map[string]variants{
		"one":   {"one string": {"a.one"}},
		"split": {"one string": {"a.one"}, "two string": {"a.two"}},
		"grown": {"one string": {"a.one"}, "two string": {"a.two"}, "three string": {"a.three"}},
		"id":    {"a_id string": {"a.a_id"}, "b_id string": {"b.b_id"}},
		"clear": {"clear string": {"a.clear"}},
	}
	listed := map[string][]string{"grown": {"one string", "two string"}, "gone": {"x string", "y string"}}
	got := findings(all, map[string]bool{"id": true, "clear": true, "lost": true}, listed)
	for _, want := range []string{"split has 2 forms", "grown has 3 forms", "gone: the page lists it", "clear: the page calls it vague", "lost: the page calls it vague"} {
		if !slices.ContainsFunc(got, func(finding string) bool { return strings.HasPrefix(finding, want) }) {
			t.Errorf("nothing says %q: %q", want, got)
		}
	}
	if len(got) != 5 {
		t.Errorf("got %q", got)
	}
}

// findings are the names on which the API and the page differ.
func findings(all map[string]variants, vague map[string]bool, listed map[string][]string) []string {
	var found []string
	for name, forms := range all {
		switch got := slices.Sorted(maps.Keys(forms)); {
		case vague[name] && len(forms) == 1:
			found = append(found, name+": the page calls it vague, but it has one form in the API")
		case vague[name], len(forms) == 1 && listed[name] == nil, len(forms) > 1 && slices.Equal(got, listed[name]):
		default:
			found = append(found, fmt.Sprintf("%s has %d forms, docs/vocabulary.md lists %q:\n%s", name, len(got), listed[name], where(forms)))
		}
	}
	for name := range vague {
		if all[name] == nil {
			found = append(found, name+": the page calls it vague, but no field has it")
		}
	}
	for name := range listed {
		if all[name] == nil {
			found = append(found, name+": the page lists it, but no field has it")
		}
	}
	slices.Sort(found)
	return found
}

// where lists the fields of each form.
func where(forms variants) string {
	var lines []string
	for _, form := range slices.Sorted(maps.Keys(forms)) {
		lines = append(lines, fmt.Sprintf("    %s in %s", form, strings.Join(forms[form], ", ")))
	}
	return strings.Join(lines, "\n")
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
	return plainName(name), string(field.Name()) + " " + typeOf(field)
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

// section is what stands behind a heading of the page.
func section(t *testing.T, heading string) string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, behind, found := strings.Cut(string(text), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("the page has lost its heading %q", heading)
	}
	inside, _, _ := strings.Cut(behind, "\n## ")
	return inside
}

// plainName spells an upstream name without case and underscores.
func plainName(name string) string {
	return strings.ToLower(strings.ReplaceAll(strings.Trim(name, " `"), "_", ""))
}

var quoted = regexp.MustCompile("`[^`]+`")

// readVague reads the words that mean nothing without the object around them.
func readVague(t *testing.T) map[string]bool {
	t.Helper()
	vague := map[string]bool{}
	for _, word := range quoted.FindAllString(section(t, "Words that mean what their object says"), -1) {
		vague[plainName(word)] = true
	}
	return vague
}

// readPage reads the table of exceptions: rows of `upstream name | forms | why`
// behind the heading that the test names.
func readPage(t *testing.T) map[string][]string {
	t.Helper()
	table := section(t, "One upstream name, several things")
	listed := map[string][]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 || !strings.Contains(cells[0], "`") {
			continue
		}
		if strings.TrimSpace(cells[2]) == "" {
			t.Errorf("%s stands without a reason", cells[0])
		}
		name := plainName(cells[0])
		for form := range strings.SplitSeq(cells[1], ";") {
			listed[name] = append(listed[name], strings.Trim(form, " `"))
		}
		slices.Sort(listed[name])
	}
	return listed
}
