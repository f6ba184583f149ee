package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// machine is gen/api.json: one entry a line, so that a change shows as one.
func machine(entries []entry) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("[\n")
	for i := range entries {
		line, err := json.Marshal(&entries[i])
		if err != nil {
			return nil, err
		}
		out.Write(line)
		if i < len(entries)-1 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
	}
	out.WriteString("]\n")
	return out.Bytes(), nil
}

const heading = `# Index of the API

Every RPC with its JSON path, the upstream operation behind it, and what the
upstream asks of a caller. Written by ` + "`make gen`" + ` from the protos; the same for
machines is [gen/api.json](../gen/api.json). Fields, limits and errors are
described in the protos, at ` + "`/docs`" + ` and in ` + "`/openapi.json`" + `.

- **effect**: READ changes nothing; IDEMPOTENT may be repeated; UNSAFE and MONEY
  are never sent twice, and end with ` + "`OUTCOME_UNKNOWN`" + ` when an answer is lost.
- **permission**: the role, or the action of a role or of a policy of the older
  kind, that a sub-user needs; **identity permission**: the action that an account
  on identity policies grants instead. *none* means that no right is needed, – that
  none is published; *(unconfirmed)* marks mappings that could not be checked.
- **audit event**: how the upstream's audit trail names the call; – means that no
  name is published.
- **quota**: calls per second that the upstream admits for one account.
`

// markdown is docs/api.md: a table for each domain.
func markdown(entries []entry) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(heading)
	domain, service := "", ""
	for i := range entries {
		e := &entries[i]
		if e.domain != domain {
			domain, service = e.domain, ""
			fmt.Fprintf(&out, "\n## %s\n", domain)
		}
		owner, name, _ := strings.Cut(e.RPC, "/")
		if owner != service {
			service = owner
			fmt.Fprintf(&out, "\n### %s\n\n| RPC | JSON | upstream operation | sites | effect | permission | identity permission | audit event | quota |\n|---|---|---|---|---|---|---|---|---|\n", owner)
		}
		fmt.Fprintf(&out, "| %s%s | `%s %s` | %s `%s` | %s | %s | %s | %s | %s | %d/s |\n",
			name, retired(e), e.HTTPMethod, e.HTTPPath, e.Operation, e.upstream, strings.Join(e.Sites, ", "), e.Effect,
			dash(e.Permission), dash(e.Identity), dash(e.AuditEvent), e.Quota)
	}
	fmt.Fprintf(&out, "\n%d RPCs.\n", len(entries))
	return out.Bytes(), nil
}

// retired says what to call instead of a deprecated RPC.
func retired(e *entry) string {
	if !e.deprecated {
		return ""
	}
	return " (deprecated: use " + e.successor + ")"
}

// unpublished is what the options say where the upstream's pages say nothing.
const unpublished = "unpublished"

func dash(text string) string {
	if text == unpublished {
		return "–"
	}
	return text
}
