package manifests

import (
	"fmt"
	"slices"
	"testing"
)

// check is one demand on an installation. breaks are its controls: each changes
// a sound installation so that the check must complain.
type check struct {
	name   string
	judge  func(*installation) []string
	breaks map[string]func(*installation)
}

func checks() []check {
	return slices.Concat(securityChecks(), selectionChecks(), volumeChecks(), settingsChecks(), lifeChecks())
}

// TestInstallationsAreSound holds every kustomization to every check.
func TestInstallationsAreSound(t *testing.T) {
	t.Parallel()
	for _, name := range folders() {
		found := load(t, name)
		for _, c := range checks() {
			for _, fault := range c.judge(found) {
				t.Errorf("%s: %s: %s", name, c.name, fault)
			}
		}
	}
}

// TestChecksComplain breaks a sound installation in one way at a time.
func TestChecksComplain(t *testing.T) {
	t.Parallel()
	for _, c := range checks() {
		if len(c.breaks) == 0 {
			t.Errorf("%s has no control", c.name)
		}
		for name, damage := range c.breaks {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				found := load(t, "example")
				damage(found)
				if faults := c.judge(found); len(faults) == 0 {
					t.Error("accepted")
				}
			})
		}
	}
}

// faults collects what a check finds.
type faults []string

func (f *faults) add(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }
