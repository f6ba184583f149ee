package logqueue

import (
	"encoding/json"
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

func marked(fields []zapcore.Field) bool {
	for _, field := range fields {
		if field.Key == "reason" && field.String == "LOST" {
			return true
		}
	}
	return false
}

func TestCoreWritesLines(t *testing.T) {
	t.Parallel()
	to := new(reader)
	q := New(Config{To: to, Lost: new(tally).note})
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	logger := zap.New(NewCore(q, encoder, zapcore.InfoLevel, marked))
	logger.Debug("unseen")
	logger.With(zap.String("a", "1")).Info("first", zap.Int("b", 2))
	logger.Warn("second")
	closeNow(t, q)
	lines := strings.Split(strings.TrimSpace(to.text()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	var first map[string]any
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil || first["a"] != "1" || first["b"] != 2.0 || first["msg"] != "first" {
		t.Errorf("%s: %v", lines[0], err)
	}
	if strings.Contains(lines[1], `"a"`) {
		t.Error("the fields of one logger reach another")
	}
}

func TestClassOfALine(t *testing.T) {
	t.Parallel()
	c := &Core{vital: marked}
	lost := []zapcore.Field{zap.String("reason", "LOST")}
	for _, line := range []struct {
		level  zapcore.Level
		fields []zapcore.Field
		want   Class
	}{
		{zapcore.DebugLevel, nil, Usual},
		{zapcore.InfoLevel, lost, Usual},
		{zapcore.WarnLevel, lost, Warning},
		{zapcore.ErrorLevel, nil, Fault},
		{zapcore.ErrorLevel, lost, Vital},
	} {
		if got := c.class(line.level, line.fields); got != line.want {
			t.Errorf("%s %v: %s, want %s", line.level, line.fields, got, line.want)
		}
	}
}
