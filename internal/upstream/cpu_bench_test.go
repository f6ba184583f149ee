package upstream_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
)

// stubVariable makes the test binary a stub upstream instead.
const stubVariable = "UPSTREAM_TEST_STUB"

// runStub answers every path with as many bytes as its last segment says,
// until its standard input closes.
func runStub() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		size, err := strconv.Atoi(r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:])
		if err != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header()["Content-Type"] = []string{"application/json"}
		w.Header()["X-Request-Id"] = []string{"0123456789abcdef0123456789abcdef"}
		w.Header()["Content-Length"] = []string{strconv.Itoa(size)}
		_, _ = w.Write([]byte("{" + strings.Repeat(" ", size-2) + "}"))
	}))
	defer server.Close()
	fmt.Println(server.URL)
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// startStub runs a stub upstream in a process of its own, so that its CPU time
// is not counted.
func startStub(b *testing.B) string {
	b.Helper()
	stub := exec.Command(os.Args[0])
	stub.Env = append(os.Environ(), stubVariable+"=1")
	in, inErr := stub.StdinPipe()
	out, outErr := stub.StdoutPipe()
	if err := errors.Join(inErr, outErr, stub.Start()); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = in.Close()
		_ = stub.Wait()
	})
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(url)
}

func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// BenchmarkDoCPU reports the whole process's CPU time per call with 16 calls
// in flight.
func BenchmarkDoCPU(b *testing.B) {
	url := startStub(b)
	for _, size := range []int{1_000, 10_000, 100_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			client := newClient(b, url, func(c *upstream.Config) { c.Clock = time.Now })
			req := read()
			req.Path += "/" + strconv.Itoa(size)
			req.Query = []restcall.Param{{Name: "limit", Value: "10"}, {Name: "offset", Value: "0"}, {Name: "status", Value: "6"}}
			req.Header = []restcall.Param{{Name: "X-Language", Value: "zh_CN"}}
			ctx, cancel := context.WithTimeout(b.Context(), time.Hour) // as every caller has
			defer cancel()
			b.ReportAllocs()
			before := cpuTime(b)
			b.ResetTimer()
			var next atomic.Int64
			var wg sync.WaitGroup
			for range 16 {
				wg.Go(func() {
					for next.Add(1) <= int64(b.N) {
						resp, err := client.Do(ctx, req)
						if err != nil {
							b.Error(err)
							return
						}
						resp.Release()
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(cpuTime(b)-before)/float64(b.N), "cpu-ns/op")
		})
	}
}
