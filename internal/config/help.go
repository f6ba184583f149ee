package config

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

// Help is what --help prints: every setting in every spelling.
func Help() string {
	var b strings.Builder
	b.WriteString("ocegate serves Huawei Cloud's customer operations as gRPC and JSON.\n\n" +
		"  ocegate --sandbox        try everything against an emulator with demo data\n" +
		"  ocegate --config FILE    run with settings from a file\n\n" +
		"A flag wins over the environment, the environment over the file, the file over the default.\n" +
		"Names in the file are those of the flags. Secrets have no flag; append _FILE to their variable\n" +
		"(or -file to their name) to read them from a file.\n\n")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(cells ...any) {
		// A failed write is the builder's, which never fails.
		_, _ = fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", cells...)
	}
	row("FLAG", "ENVIRONMENT", "DEFAULT", "WHAT")
	for _, s := range settings(new(Config)) {
		name, help := s.flag(), s.help
		if s.secret {
			name = "--" + s.name + "-file"
		}
		if s.vendor != "" {
			help += "; else " + s.vendor
		}
		row(name, s.env(), s.standard, help)
	}
	_ = w.Flush() // into the builder, as above
	return b.String()
}
