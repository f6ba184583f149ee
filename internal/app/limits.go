package app

import (
	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/config"
)

// adminConnections is far more than probes, collectors and operators keep open.
const adminConnections = 128

// limits are how much each of the two doors holds at one time.
type limits struct {
	calls       int
	connections int
}

// ownFiles is what the process needs besides connections of callers and to the
// upstream: those of probes among them, so that the admin door answers whatever
// the others hold.
const ownFiles = 32

// limitsOf are the settings, held to what the process may open: each door has its
// connections, and each of its calls one to the upstream, whose other end is in
// the process too when the emulator is.
func limitsOf(settings config.Config) limits { return limitsWithin(openFiles(), settings) }

func limitsWithin(files int, settings config.Config) limits {
	shares := 4
	if settings.Sandbox.Enabled {
		shares = 6
	}
	const least = 4
	share := max((files-ownFiles)/shares, least)
	return limits{calls: min(settings.Calls.MaxCalls, share), connections: min(settings.Calls.MaxConnections, share)}
}

// warnOfLimits tells the operator at start what settings do not say by themselves.
func (a *App) warnOfLimits() {
	held := limitsOf(a.settings)
	if held.calls < a.settings.Calls.MaxCalls || held.connections < a.settings.Calls.MaxConnections {
		a.logger.Warn("the process may open too few files for its settings, so each door holds less",
			zap.Int("calls", held.calls), zap.Int("connections", held.connections), zap.Int("files", openFiles()))
	}
	if left := a.settings.Life.DrainTimeout - a.settings.Life.DrainMargin; left < a.settings.Calls.MaxTimeout {
		a.logger.Warn("a stop ends calls that take longer than it waits: payments among them are then of unknown outcome",
			zap.Duration("waits", left), zap.Duration("longest_call", a.settings.Calls.MaxTimeout))
	}
}
