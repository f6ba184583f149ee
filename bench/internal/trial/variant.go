package trial

import (
	"context"
	"fmt"

	"github.com/ocegate/ocegate/bench/internal/control"
	"github.com/ocegate/ocegate/bench/internal/process"
	"github.com/ocegate/ocegate/bench/internal/role"
)

// Role is the first argument of this program when it plays a role.
const Role = "role"

// The variants.
const (
	sdk         = "D"
	sdkRelaxed  = "D400"
	copyingGRPC = "S"
	copyingJSON = "G"
	relayGRPC   = "R-gRPC"
	relayJSON   = "R-JSON"
	ocegateGRPC = "O-gRPC"
	ocegateJSON = "O-JSON"
	beforeGRPC  = "B-gRPC"
	beforeJSON  = "B-JSON"
)

// titles say what the variants are.
func titles() map[string]string {
	return map[string]string{
		sdk:         "D: official SDK, called directly",
		sdkRelaxed:  "D with GOGC=400",
		copyingGRPC: "S: gRPC server that copies the SDK's fields",
		copyingJSON: "G: S behind a stock grpc-gateway",
		relayGRPC:   "R-gRPC: gRPC server that translates nothing",
		relayJSON:   "R-JSON: the same over JSON",
		ocegateGRPC: "O-gRPC: ocegate, gRPC",
		ocegateJSON: "O-JSON: ocegate, JSON",
		beforeGRPC:  "B-gRPC: the other build of ocegate, gRPC",
		beforeJSON:  "B-JSON: the other build of ocegate, JSON",
	}
}

// variant is a process under test, and the one that makes its calls.
type variant struct {
	name           string
	target, client *process.Process
}

// sample is what one batch showed.
type sample struct {
	control.Result

	cpu float64 // nanoseconds of the target per call
}

// start brings up a variant against an upstream.
func (f *fleet) variant(ctx context.Context, name, endpoint string) (*variant, error) {
	v := &variant{name: name}
	loader, door := role.LoadGRPC, role.DoorGRPC
	var err error
	switch name {
	case sdk:
		v.target, err = f.role(ctx, role.Direct, nil, endpoint)
	case sdkRelaxed:
		v.target, err = f.role(ctx, role.Direct, []string{"GOGC=400"}, endpoint)
	case copyingGRPC:
		v.target, err = f.role(ctx, role.Copying, nil, endpoint)
	case copyingJSON:
		v.target, err = f.role(ctx, role.Gateway, nil, endpoint)
	case relayGRPC, relayJSON:
		v.target, err = f.role(ctx, role.Relay, nil, endpoint)
	case beforeGRPC, beforeJSON:
		v.target, err = f.ocegate(ctx, f.before, endpoint)
	default:
		v.target, err = f.ocegate(ctx, f.product, endpoint)
	}
	if err != nil {
		return nil, err
	}
	switch name {
	case sdk, sdkRelaxed:
		v.client = v.target
		return v, nil
	case copyingJSON, relayJSON, ocegateJSON, beforeJSON:
		loader, door = role.LoadJSON, role.DoorJSON
	}
	v.client, err = f.role(ctx, loader, []string{"GOGC=400"}, v.target.Addresses[door])
	return v, err
}

// batch makes calls and says what they cost the process under test.
func (v *variant) batch(command control.Command) (sample, error) {
	before, err := v.target.CPU()
	if err != nil {
		return sample{}, err
	}
	result, err := v.client.Do(command)
	if err != nil {
		return sample{}, fmt.Errorf("trial: variant %s, %d rows: %w", v.name, command.Rows, err)
	}
	after, err := v.target.CPU()
	if err != nil {
		return sample{}, err
	}
	return sample{Result: result, cpu: float64(after-before) / float64(result.Calls)}, nil
}
