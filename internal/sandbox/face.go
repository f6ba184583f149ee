package sandbox

import "github.com/ocegate/ocegate/internal/sandbox/rest"

// Config is how an emulator starts.
type Config = rest.Config

// Settings are the switches that can be changed while the emulator runs.
type Settings = rest.Settings

// Effect is one committed state change.
type Effect = rest.Effect

// Fault is one planned misbehaviour.
type Fault = rest.Fault

// FaultKind names what goes wrong.
type FaultKind = rest.FaultKind

// FaultTime says when a fault strikes, relative to the effect of the call.
type FaultTime = rest.FaultTime

// The kinds of faults.
const (
	FaultStatus     = rest.FaultStatus
	FaultErrorIn200 = rest.FaultErrorIn200
	FaultReset      = rest.FaultReset
	FaultRaw        = rest.FaultRaw
	FaultEmpty      = rest.FaultEmpty
	FaultTruncate   = rest.FaultTruncate
	FaultMalform    = rest.FaultMalform
	FaultLostReply  = rest.FaultLostReply
	FaultLatency    = rest.FaultLatency
)

// The times of faults.
const (
	FaultBefore = rest.FaultBefore
	FaultDuring = rest.FaultDuring
	FaultAfter  = rest.FaultAfter
)
