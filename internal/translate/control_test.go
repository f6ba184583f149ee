package translate

import (
	"strings"
	"testing"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// textsOf calls use for every text of a request, in whatever object it stands.
func textsOf(parameters []parameter, path string, use func(path string, p *parameter)) {
	for i := range parameters {
		p := &parameters[i]
		at := joinPath(path, p.field)
		if p.writing == writeText || p.writing == writeKeyValue {
			use(at, p)
		}
		textsOf(p.inner, at, use)
	}
}

// TestNoTextHoldsControlCharacters holds every text of every request to the rule;
// what people write in lines may have those, and nothing else.
func TestNoTextHoldsControlCharacters(t *testing.T) {
	t.Parallel()
	texts, lines := 0, 0
	for _, plan := range compileAll(t, upstreamv1.Site_SITE_CN).plans {
		textsOf(plan.request.parameters, plan.method, func(path string, p *parameter) {
			texts++
			for _, odd := range []string{"a\x00b", "\x1b[31m", "a\x7f", "a\vb"} {
				if err := p.controlled(odd); err == nil || err.Reason != noControl {
					t.Errorf("%s takes %q: %v", path, odd, err)
				}
			}
			if err := p.controlled("one\r\n\ttwo"); (err == nil) != p.lines {
				t.Errorf("%s: %v", path, err)
			}
			if p.lines {
				lines++
			}
			if err := p.controlled("plain text, ü and 中文"); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		})
	}
	if texts < 300 || lines < 10 {
		t.Errorf("%d texts, %d of them in lines: the walk is not whole", texts, lines)
	}
}

// TestControlCharactersAreNotSent goes through the encoder, which writes texts in
// four ways: in the query, in a list, in a body and beside an enum.
func TestControlCharactersAreNotSent(t *testing.T) {
	t.Parallel()
	set := compileAll(t, upstreamv1.Site_SITE_CN)
	for _, plan := range set.plans {
		if !plan.offered {
			continue
		}
		textsOf(plan.request.parameters, "", func(path string, p *parameter) {
			if strings.Contains(path, ".") || p.optional || p.place == inPath || p.writing != writeText {
				return // objects inside are written by the same code
			}
			m := plan.request.layout.one()
			message := plan.request.layout.asMessage(m)
			if p.list {
				*p.slot.texts(m) = []string{"a\x00b"}
			} else {
				*p.slot.text(m) = "a\x00b"
			}
			if _, err := plan.Encode(message, Page{}); err == nil || !strings.Contains(err.Error(), noControl) && !strings.Contains(err.Error(), "is required") {
				t.Errorf("%s %s: %v", plan.method, path, err)
			}
		})
	}
}
