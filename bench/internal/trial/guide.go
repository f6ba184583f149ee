package trial

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/pprof/profile"
)

// guide joins the CPU profiles in the folders of Settings.Profile to the one that
// guides the compiler. It needs the functions and their lines; where the files
// and the program stood on this machine is left out.
func (r *run) guide() (err error) {
	names, err := filepath.Glob(filepath.Join(r.settings.Profile, "*", "cpu.pprof"))
	if err != nil {
		return fmt.Errorf("trial: %w", err)
	}
	var all []*profile.Profile
	for _, name := range names {
		one, err := readProfile(name)
		if err != nil {
			return err
		}
		all = append(all, one)
	}
	whole, err := profile.Merge(all)
	if err != nil {
		return fmt.Errorf("trial: %w", err)
	}
	anonymous(whole)
	out, err := os.Create(filepath.Clean(r.settings.Guide))
	if err != nil {
		return fmt.Errorf("trial: %w", err)
	}
	return errors.Join(whole.Write(out), out.Close())
}

func readProfile(name string) (*profile.Profile, error) {
	file, err := os.Open(filepath.Clean(name))
	if err != nil {
		return nil, fmt.Errorf("trial: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	read, err := profile.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("trial: %s: %w", name, err)
	}
	return read, nil
}

func anonymous(p *profile.Profile) {
	p.Mapping, p.Comments, p.TimeNanos = nil, nil, 0
	for _, location := range p.Location {
		location.Mapping = nil
	}
	for _, function := range p.Function {
		function.Filename = ""
	}
}
