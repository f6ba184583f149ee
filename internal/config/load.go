package config

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Source is where settings come from; tests bring their own.
type Source struct {
	Args     []string                     // without the program's name
	Env      func(string) (string, bool)  // os.LookupEnv
	ReadFile func(string) ([]byte, error) // of a file that has no end, a part is enough
}

// Process is the source of a real process.
func Process(args []string) Source {
	return Source{Args: args, Env: os.LookupEnv, ReadFile: readFile}
}

// maxFile bounds what is read of any file, in bytes.
const maxFile = 1 << 20

// readFile reads one byte more than any file may have: a device has no end, and
// memory has.
func readFile(name string) ([]byte, error) {
	file, err := os.Open(filepath.Clean(name))
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	return content, errors.Join(err, file.Close())
}

// Load reads all settings. When only help or the version was asked for, nothing
// is checked.
func Load(source Source) (Config, error) {
	l := &loader{source: source, given: map[string]given{}}
	l.table = settings(&l.config)
	l.flags()
	if l.asksOnly() {
		return l.config, errors.Join(l.faults...)
	}
	l.file()
	l.environment()
	l.secretFiles()
	l.vendor()
	l.fill()
	l.collector()
	l.margin()
	if len(l.faults) == 0 {
		return l.config, l.config.Validate()
	}
	return l.config, errors.Join(l.faults...)
}

// level says how strong the place is that a text was given in.
type level int

const (
	levelFile level = iota + 1
	levelEnv
	levelFlag
)

// given is the text of a setting and the place that it stands in.
type given struct {
	text  string
	level level
}

// loader gathers the texts and then fills the config.
type loader struct {
	source Source
	config Config
	table  []setting
	given  map[string]given // by the setting's name, or name-file
	path   string           // of the file
	faults []error
}

func (l *loader) fail(format string, args ...any) {
	l.faults = append(l.faults, fmt.Errorf(format, args...))
}

// give keeps a text unless a stronger place has given another.
func (l *loader) give(name, text string, from level) {
	if l.given[name].level <= from {
		l.given[name] = given{text, from}
	}
}

// textFlag is a flag whose text is read later, when every place is known.
type textFlag struct {
	give    func(string)
	boolean bool
}

// String implements flag.Value.
func (f textFlag) String() string { return "" }

// IsBoolFlag lets a switch stand without a value.
func (f textFlag) IsBoolFlag() bool { return f.boolean }

// Set implements flag.Value.
func (f textFlag) Set(text string) error {
	f.give(text)
	return nil
}

// flags reads the command line. It stops at the first argument that it cannot
// read, because what follows may belong to it.
func (l *loader) flags() {
	set := flag.NewFlagSet("ocegate", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	add := func(name string, boolean bool) {
		set.Var(textFlag{func(text string) { l.give(name, text, levelFlag) }, boolean}, name, "")
	}
	for _, s := range l.table {
		_, boolean := s.value.(yesNo)
		if s.secret {
			add(s.name+"-file", false)
			continue
		}
		add(s.name, boolean)
	}
	if err := set.Parse(l.source.Args); err != nil {
		l.fail("command line: %s", l.misread(err))
		return
	}
	if set.NArg() > 0 {
		l.fail("command line: %d arguments that are no flags; a switch takes its value with an equals sign", set.NArg())
	}
}

// misread keeps the flag's name from a fault of package flag and drops the
// value, which it may quote.
func (l *loader) misread(err error) string {
	for _, word := range strings.Fields(err.Error()) {
		name, _, _ := strings.Cut(strings.TrimRight(strings.TrimLeft(word, "-"), ":"), "=")
		if !strings.HasPrefix(word, "-") {
			continue
		}
		for _, s := range l.table {
			if s.secret && s.name == name {
				return "--" + name + " would show in the list of processes: use " + s.spellings()
			}
		}
		return "--" + name + " is not a flag, or lacks its value; --help lists all flags"
	}
	return "it cannot be read; --help lists all flags"
}

// asksOnly fills what the process does instead of running.
func (l *loader) asksOnly() bool {
	for i := range l.table {
		if s := &l.table[i]; s.flagOnly && l.given[s.name].text == "true" {
			l.set(s, "true")
		}
	}
	return l.config.Life.ShowHelp || l.config.Life.ShowVersion
}

func (l *loader) environment() {
	for _, s := range l.table {
		if s.flagOnly {
			continue
		}
		if text, ok := l.source.Env(s.env()); ok && text != "" {
			l.give(s.name, text, levelEnv)
		}
		if path, ok := l.source.Env(s.env() + "_FILE"); s.secret && ok && path != "" {
			l.give(s.name+"-file", path, levelEnv)
		}
	}
}

// maxSecret bounds what is read as one secret.
const maxSecret = 64 << 10

// secretFiles turns <name>-file into <name>. Both in one place contradict each
// other; otherwise the stronger place wins.
func (l *loader) secretFiles() {
	for _, s := range l.table {
		file, direct := l.given[s.name+"-file"], l.given[s.name]
		switch {
		case !s.secret || file.level == 0 || file.level < direct.level:
			continue
		case file.level == direct.level:
			l.fail("%s: given both directly and as a file", s.spellings())
			continue
		}
		content, err := l.source.ReadFile(file.text)
		secret := strings.TrimRight(string(content), "\r\n")
		switch {
		case err != nil:
			l.fail("%s: its file cannot be read: %w", s.spellings(), err)
		case secret == "":
			l.fail("%s: its file is empty", s.spellings())
		case len(secret) > maxSecret:
			l.fail("%s: its file is longer than %d bytes", s.spellings(), maxSecret)
		default:
			l.give(s.name, secret, file.level)
		}
	}
}

// vendor falls back to the variables of the vendor's own tools, all or none: a
// token belongs to the pair that it was issued with. The sandbox has its own
// keys, and real ones have no business there.
func (l *loader) vendor() {
	sandbox := l.given["sandbox"].text == "true"
	own := slices.ContainsFunc(l.table, func(s setting) bool {
		return s.secret && (l.given[s.name].level != 0 || l.given[s.name+"-file"].level != 0)
	})
	if sandbox || own {
		return
	}
	for _, s := range l.table {
		if s.vendor == "" {
			continue
		}
		if text, ok := l.source.Env(s.vendor); ok && text != "" {
			l.give(s.name, text, levelFile)
		}
	}
}

// fill reads every text into the config.
func (l *loader) fill() {
	for i := range l.table {
		s := &l.table[i]
		if l.given[s.name].level != 0 {
			l.set(s, l.given[s.name].text)
			continue
		}
		if s.standard != "" {
			l.set(s, s.standard)
		}
	}
}

func (l *loader) set(s *setting, text string) {
	if err := s.value.set(text); err != nil {
		l.fail("%s: %w", s.spellings(), err)
	}
}

// margin derives the margin of a drain from its length, unless it was given.
func (l *loader) margin() {
	const most = 5 * time.Second
	if life := &l.config.Life; life.DrainMargin == 0 {
		life.DrainMargin = min(life.DrainTimeout/5, most)
	}
}

// collector leaves the garbage collector to an operator who has set GOGC. A
// GOMEMLIMIT alone goes well with a high target: it bounds what that costs.
func (l *loader) collector() {
	if text, ok := l.source.Env("GOGC"); ok && text != "" {
		l.config.Life.GCPercent = 0
	}
}
