package app

import (
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"go.uber.org/zap"
	"google.golang.org/grpc/grpclog"

	"github.com/ocegate/ocegate/internal/logqueue"
)

// LibraryLog takes what the gRPC libraries say and writes it as lines of the log,
// so that nothing stands outside its form. Callers can make these libraries speak
// by odd headers and broken frames: the lines are bounded in length and number, and
// what stands in quotes, as everything does that a caller has sent, is left out.
type LibraryLog struct {
	logger atomic.Pointer[zap.Logger]
	ration logqueue.Ration
	quoted *regexp.Regexp
}

var _ grpclog.LoggerV2 = (*LibraryLog)(nil)

// NewLibraryLog makes a log that says nothing until the process has one.
func NewLibraryLog() *LibraryLog {
	return &LibraryLog{ration: logqueue.Ration{PerSecond: libraryLines}, quoted: regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)}
}

const (
	libraryLines  = 5   // a second
	libraryLength = 300 // bytes
)

// use makes the lines go to the process's log.
func (l *LibraryLog) use(logger *zap.Logger) { l.logger.Store(logger) }

// say writes a line, unless there were enough of them in this second. Faults of a
// library are its callers' or its peers' until somebody has looked: a warning.
func (l *LibraryLog) say(text string) {
	logger := l.logger.Load()
	if logger == nil {
		return
	}
	leftOut, wanted := l.ration.Take(time.Now())
	if !wanted {
		return
	}
	logger.Warn("gRPC library", zap.String("text", oneLine(l.quoted.ReplaceAllLiteralString(text, `"…"`))), zap.Int("left_out", leftOut))
}

// oneLine is printable and bounded.
func oneLine(text string) string {
	if len(text) > libraryLength {
		text = text[:libraryLength] + "…"
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, text))
}

// Info implements grpclog.LoggerV2: the libraries' daily business is not told.
func (l *LibraryLog) Info(...any) {}

// Infoln implements grpclog.LoggerV2.
func (l *LibraryLog) Infoln(...any) {}

// Infof implements grpclog.LoggerV2.
func (l *LibraryLog) Infof(string, ...any) {}

// Warning implements grpclog.LoggerV2.
func (l *LibraryLog) Warning(words ...any) { l.say(fmt.Sprint(words...)) }

// Warningln implements grpclog.LoggerV2.
func (l *LibraryLog) Warningln(words ...any) { l.say(fmt.Sprintln(words...)) }

// Warningf implements grpclog.LoggerV2.
func (l *LibraryLog) Warningf(form string, words ...any) { l.say(fmt.Sprintf(form, words...)) }

// Error implements grpclog.LoggerV2.
func (l *LibraryLog) Error(words ...any) { l.say(fmt.Sprint(words...)) }

// Errorln implements grpclog.LoggerV2.
func (l *LibraryLog) Errorln(words ...any) { l.say(fmt.Sprintln(words...)) }

// Errorf implements grpclog.LoggerV2.
func (l *LibraryLog) Errorf(form string, words ...any) { l.say(fmt.Sprintf(form, words...)) }

// Fatal implements grpclog.LoggerV2. Unlike gRPC's own logger it and its likes end
// nothing: only main ends the process.
func (l *LibraryLog) Fatal(words ...any) { l.say(fmt.Sprint(words...)) }

// Fatalln implements grpclog.LoggerV2.
func (l *LibraryLog) Fatalln(words ...any) { l.say(fmt.Sprintln(words...)) }

// Fatalf implements grpclog.LoggerV2.
func (l *LibraryLog) Fatalf(form string, words ...any) { l.say(fmt.Sprintf(form, words...)) }

// V says which details are wanted: none.
func (l *LibraryLog) V(int) bool { return false }
