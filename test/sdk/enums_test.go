package sdk_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// enums is fields/enums.tsv.
type enums struct {
	of map[string]*enum
}

type enum struct {
	codes []string          // in the table's order
	names map[string]string // by code
	taken map[string]bool   // the public numbers, in digits
}

func loadEnums(t *testing.T) enums {
	t.Helper()
	all := enums{of: make(map[string]*enum)}
	for _, line := range table(t, "enums", 3) {
		of := all.of[line[0]]
		if of == nil {
			of = &enum{names: make(map[string]string), taken: make(map[string]bool)}
			all.of[line[0]] = of
		}
		of.codes = append(of.codes, line[1])
		of.names[line[1]] = line[2]
	}
	for name, descriptor := range publicEnums() {
		if of := all.of[name]; of != nil {
			for i := range descriptor.Values().Len() {
				of.taken[strconv.Itoa(int(descriptor.Values().Get(i).Number()))] = true
			}
		}
	}
	return all
}

// words tells enums whose codes are words from those whose codes are numbers.
func (e enums) words(name string) bool {
	return slices.ContainsFunc(e.of[name].codes, func(code string) bool { return !isNumber(code) })
}

func isNumber(text string) bool {
	_, err := strconv.ParseInt(text, 10, 32)
	return err == nil
}

// code is the upstream's code of a name: the first in the table.
func (e enums) code(enum, name string) string {
	for _, code := range e.of[enum].codes {
		if e.of[enum].names[code] == name {
			return code
		}
	}
	return ""
}

func publicEnums() map[string]protoreflect.EnumDescriptor {
	all := make(map[string]protoreflect.EnumDescriptor)
	protoregistry.GlobalTypes.RangeEnums(func(typ protoreflect.EnumType) bool {
		name := typ.Descriptor().FullName()
		if strings.HasPrefix(string(name), "ocegate.") && !strings.HasPrefix(string(name), "ocegate.upstream.") {
			all[string(name.Name())] = typ.Descriptor()
		}
		return true
	})
	return all
}

// TestEnumTableIsComplete fails for a public enum value without code and for a
// code that is called by a name that does not exist.
func TestEnumTableIsComplete(t *testing.T) {
	t.Parallel()
	table, values := loadEnums(t), 0
	for name, descriptor := range publicEnums() {
		if table.of[name] == nil {
			t.Errorf("fields/enums.tsv does not know %s", name)
			continue
		}
		for i := range descriptor.Values().Len() {
			value := descriptor.Values().Get(i)
			values++
			if value.Number() != 0 && table.code(name, string(value.Name())) == "" {
				t.Errorf("%s has no code", value.Name())
			}
		}
		for code, value := range table.of[name].names {
			if descriptor.Values().ByName(protoreflect.Name(value)) == nil {
				t.Errorf("%s code %s: %s does not exist", name, code, value)
			}
		}
	}
	t.Logf("%d enums, %d values, %d codes", len(table.of), values, len(loadCodes(t)))
}

func loadCodes(t *testing.T) [][]string {
	t.Helper()
	return table(t, "enums", 3)
}
