package trial

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ocegate/ocegate/bench/internal/control"
	"github.com/ocegate/ocegate/bench/internal/role"
)

// profile loads ocegate's rooms, put together by this program, through both
// doors and keeps a profile for each door and size.
func (r *run) profile(ctx context.Context, endpoint string) error {
	target, err := r.fleet.role(ctx, role.Facade, nil, endpoint)
	if err != nil {
		return err
	}
	for door, loader := range map[string]string{role.DoorGRPC: role.LoadGRPC, role.DoorJSON: role.LoadJSON} {
		client, err := r.fleet.role(ctx, loader, []string{"GOGC=400"}, target.Addresses[door])
		if err != nil {
			return err
		}
		v := &variant{name: door, target: target, client: client}
		calls, err := r.calibrate([]*variant{v})
		if err != nil {
			return r.explain(ctx, err)
		}
		for _, rows := range r.settings.Rows {
			folder := filepath.Join(r.settings.Profile, fmt.Sprintf("%s-%d", door, rows))
			if err := r.profileOne(v, folder, control.Command{Calls: calls[place{door, rows}], InFlight: r.settings.InFlight, Rows: rows}); err != nil {
				return r.explain(ctx, err)
			}
		}
	}
	return nil
}

func (r *run) profileOne(v *variant, folder string, command control.Command) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("trial: %w", err)
	}
	if _, err := v.target.Do(control.Command{Profile: folder}); err != nil {
		return err
	}
	got, err := v.batch(command)
	if err != nil {
		return err
	}
	r.say("%s: %d calls, %.1f µs of CPU each", folder, got.Calls, got.cpu/1000)
	_, err = v.target.Do(control.Command{Profile: control.StopProfile})
	return err
}
