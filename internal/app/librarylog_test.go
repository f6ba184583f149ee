package app

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"
)

func TestLibraryLogIsBoundedAndPrintable(t *testing.T) {
	t.Parallel()
	core, lines := observer.New(zap.DebugLevel)
	l := NewLibraryLog()
	l.Error("before the process has a log")
	l.use(zap.New(core))
	l.Info("daily business")
	for i := range 50 {
		l.Errorf("call %d: \xff\n%s", i, strings.Repeat("x", 1000))
	}
	if lines.Len() == 0 || lines.Len() > 2*libraryLines { // a second may end in between
		t.Fatalf("%d lines", lines.Len())
	}
	text := fmt.Sprint(lines.All()[0].ContextMap()["text"])
	if !strings.HasPrefix(text, "call 0:  ") || len(text) > libraryLength+len("…") || strings.Contains(text, "\n") || !utf8.ValidString(text) {
		t.Errorf("%q", text)
	}
}

// TestEveryLoudWayIsALine: a library that calls its fault fatal must not end the
// process.
func TestEveryLoudWayIsALine(t *testing.T) {
	t.Parallel()
	core, lines := observer.New(zap.DebugLevel)
	for name, say := range map[string]func(*LibraryLog){
		"Warning": func(l *LibraryLog) { l.Warning("x") }, "Warningln": func(l *LibraryLog) { l.Warningln("x") },
		"Warningf": func(l *LibraryLog) { l.Warningf("%s", "x") }, "Error": func(l *LibraryLog) { l.Error("x") },
		"Errorln": func(l *LibraryLog) { l.Errorln("x") }, "Fatal": func(l *LibraryLog) { l.Fatal("x") },
		"Fatalln": func(l *LibraryLog) { l.Fatalln("x") }, "Fatalf": func(l *LibraryLog) { l.Fatalf("%s", "x") },
	} {
		l := NewLibraryLog()
		l.use(zap.New(core))
		say(l)
		if all := lines.TakeAll(); len(all) != 1 || all[0].ContextMap()["text"] != "x" {
			t.Errorf("%s: %v", name, all)
		}
	}
}

// TestLibraryLogRepeatsNobody: values of headers stand in quotes in what the
// libraries say of them.
func TestLibraryLogRepeatsNobody(t *testing.T) {
	t.Parallel()
	core, lines := observer.New(zap.DebugLevel)
	for _, value := range []string{"CANARY", `a "CANARY"`, `\CANARY\`, strings.Repeat("CANARY", 1000), "CANARY\n\xff", ""} {
		l := NewLibraryLog()
		l.use(zap.New(core))
		l.Warningf("Failed to decode metadata header (%q, %q): %v", "x-bin", value, "illegal base64 data at input byte 3")
		all := lines.TakeAll()
		if want := `Failed to decode metadata header ("…", "…"): illegal base64 data at input byte 3`; len(all) != 1 || all[0].ContextMap()["text"] != want {
			t.Errorf("%q: %v", value, all)
		}
	}
}
