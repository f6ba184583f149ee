package process

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// cpuClockSched is CPUCLOCK_SCHED of the kernel: user and system time as the
// scheduler counts it, to the nanosecond. /proc/PID/stat counts ticks of 10 ms.
const cpuClockSched = 2

// CPU is the processor time that all threads of the process have used, ended
// ones included: the clock that clock_getcpuclockid(3) names.
func (p *Process) CPU() (time.Duration, error) {
	var now unix.Timespec
	id := int32(^p.command.Process.Pid)<<3 | cpuClockSched
	if err := unix.ClockGettime(id, &now); err != nil {
		return 0, p.fault(fmt.Errorf("processor time: %w", err))
	}
	return time.Duration(now.Nano()), nil
}

// RSS is the resident memory of the process in bytes.
func (p *Process) RSS() (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.command.Process.Pid))
	if err != nil {
		return 0, p.fault(err)
	}
	fields := bytes.Fields(text)
	if len(fields) < 2 {
		return 0, p.fault(fmt.Errorf("memory: %q", text))
	}
	pages, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		return 0, p.fault(fmt.Errorf("memory: %w", err))
	}
	return pages * int64(os.Getpagesize()), nil
}
