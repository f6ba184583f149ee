package logqueue

import (
	"go.uber.org/zap/zapcore"
)

// Core is a zapcore.Core that writes through a Queue.
type Core struct {
	zapcore.LevelEnabler

	encoder zapcore.Encoder
	queue   *Queue
	vital   func([]zapcore.Field) bool
}

// NewCore makes the core. Lines whose fields are vital are kept longest.
func NewCore(queue *Queue, encoder zapcore.Encoder, level zapcore.LevelEnabler, vital func([]zapcore.Field) bool) *Core {
	return &Core{LevelEnabler: level, encoder: encoder, queue: queue, vital: vital}
}

// With implements zapcore.Core.
func (c *Core) With(fields []zapcore.Field) zapcore.Core {
	clone := *c
	clone.encoder = c.encoder.Clone()
	for i := range fields {
		fields[i].AddTo(clone.encoder)
	}
	return &clone
}

// Check implements zapcore.Core.
func (c *Core) Check(entry zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(entry.Level) {
		return checked.AddCore(entry, c)
	}
	return checked
}

// Write implements zapcore.Core. A line that is dropped is counted and is no
// error: there is nowhere to report it.
func (c *Core) Write(entry zapcore.Entry, fields []zapcore.Field) error {
	line, err := c.encoder.EncodeEntry(entry, fields)
	if err != nil {
		return err
	}
	c.queue.Put(c.class(entry.Level, fields), line.Bytes())
	line.Free()
	return nil
}

// Sync implements zapcore.Core; lines are on their way already, and waiting for
// them is Queue.Close's business.
func (c *Core) Sync() error { return nil }

func (c *Core) class(level zapcore.Level, fields []zapcore.Field) Class {
	switch {
	case level < zapcore.WarnLevel:
		return Usual
	case level < zapcore.ErrorLevel:
		return Warning
	case c.vital(fields):
		return Vital
	default:
		return Fault
	}
}
