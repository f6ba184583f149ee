package sdk_test

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync/atomic"
	"testing"
)

// bench is a facade with an upstream whose behaviour can be exchanged. It takes a
// while to set up, so that subtests borrow one after the other.
type bench struct {
	url     string
	facade  *facade
	handler atomic.Pointer[http.Handler]
}

func (b *bench) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	(*b.handler.Load()).ServeHTTP(w, r)
}

// benches are as many for each site as subtests run at a time.
type benches map[string]chan *bench

func newBenches(t *testing.T) benches {
	t.Helper()
	all := make(benches)
	for _, site := range []string{siteCN, siteIntl} {
		all[site] = make(chan *bench, runtime.GOMAXPROCS(0))
		for range cap(all[site]) {
			b := &bench{}
			server := httptest.NewServer(b)
			t.Cleanup(server.Close)
			b.url, b.facade = server.URL, startFacade(t, site, server.URL)
			all[site] <- b
		}
	}
	return all
}

// borrow takes a bench of a site until the subtest ends, and lets its upstream
// behave as given.
func (all benches) borrow(t *testing.T, site string, upstream http.Handler) *bench {
	t.Helper()
	b := <-all[site]
	t.Cleanup(func() { all[site] <- b })
	b.handler.Store(&upstream)
	return b
}
