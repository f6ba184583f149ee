package sdk_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// oddReply is an answer that an upstream in trouble, a proxy or a wrong server
// could give; none of them is a success.
type oddReply struct {
	status int
	body   string
}

func oddStatuses() []int { return []int{200, 201, 202, 204, 302, 400, 429, 500, 503} }

// oddBodies are 18; valid is a whole answer of the operation.
func oddBodies(valid string) []string {
	return []string{
		"", "null", "[]", `""`, "0", "true", "{}",
		`{"error_code":"CBC.0100","error_msg":"Parameter error."}`,
		`{"error_msg":"without a code"}`,
		`{"error":{"code":401,"message":"no","title":"Unauthorized"}}`,
		`{"unheard_of":{"deep":[1,2,3]}}`,
		`{"data":` + valid + `}`,
		`[` + valid + `]`,
		valid[:len(valid)/2],
		valid + "garbage",
		strings.TrimSuffix(valid, "}") + `,"error_code":"CBC.0999","error_msg":"failed after all"}`,
		"<html><body>502 Bad Gateway</body></html>",
		"\xff\xfe{\x00}\x00",
	}
}

// oddServer answers every request with one odd reply.
type oddServer struct{ reply atomic.Pointer[oddReply] }

func (s *oddServer) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	r := s.reply.Load()
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(r.status)
	_, _ = w.Write([]byte(r.body)) // 204 takes no body
}

// listsAlone are the reads that answer nothing but lists, of which an empty object
// says that there is nothing.
func listsAlone() []string {
	return []string{
		"ShowCustomerAccountBalances", "ListPackageUsagesV2", "ListEnterpriseCustomersV1", "ListOrderDiscounts",
		"ListPartnerBalances", "ListCustomersBalancesDetail", "ListSubCustomerBudget", "ListSubCustomerNewTag",
		"ListMeasureUnits", "ListConversions", "ListFreeResourceUsages", "osm.ListAccessoryAccessUrls",
		"osm.ListCaseCounts", "osm.ListRelation", "osm.ListSeverities", "osm.ListExtendsParams", "osm.ListSubCustomers",
		"osm.ListDiagnoseItems", "osm.ListCaseLabels", "osm.ListMoreInstantMessages",
		"osm.ListUnreadNewInstantMessages", "osm.ListAreaCodes",
	}
}

// isSuccess says that a reply is none of the odd ones after all: an empty 204 of an
// operation that answers so when it is done, or an empty object of a read that
// answers lists.
func (o operation) isSuccess(r oddReply) bool {
	acknowledged := r.status == http.StatusOK && r.body == "{}" && !o.answersNothing() && o.acknowledges()
	silent := o.answersNothing() || slices.Contains([]string{"UpdatePeriodToOnDemand", "FreezeSubCustomers", "UnfreezeSubCustomers"}, o.sdk)
	nothing := r.status == http.StatusOK && r.body == "{}" && slices.Contains(listsAlone(), o.sdk)
	return acknowledged || nothing || r.status == http.StatusNoContent && silent
}

// TestOddReplies gives every operation every odd reply. It counts how many the
// vendor's client takes for a success, for comparison, and wants none from the
// facade.
func TestOddReplies(t *testing.T) {
	t.Parallel()
	seed := chosenSeed(t)
	var operations, replies, byVendor atomic.Int64
	shared := newBenches(t)
	t.Run("all", func(t *testing.T) {
		for _, o := range loadOperations(t) {
			t.Run(o.sdk, func(t *testing.T) {
				t.Parallel()
				operations.Add(1)
				g := newOddGrid(t, shared, o, seed)
				for _, r := range g.replies(t) {
					replies.Add(1)
					if g.vendorTakes(t, r) {
						byVendor.Add(1)
					}
					g.facadeRefuses(t, r)
				}
			})
		}
	})
	t.Logf("%d operations: of %d odd replies the vendor's client takes %d for a success, the facade none",
		operations.Load(), replies.Load(), byVendor.Load())
	if byVendor.Load() == 0 {
		t.Error("not even the vendor's client takes one: the replies are not odd enough to show anything")
	}
}

// oddGrid is one operation with an upstream in trouble.
type oddGrid struct {
	operation operation
	odd       *oddServer
	vendor    vendorClient
	facade    *facade
	draw      *requestDraw
	request   map[string]any
	answers   answerDraw
	asked     int
}

func newOddGrid(t *testing.T, shared benches, o operation, seed uint64) *oddGrid {
	t.Helper()
	odd, site := &oddServer{}, o.sites[0]
	b := shared.borrow(t, site, odd)
	d := newDraw(t, seed)
	g := &oddGrid{
		operation: o, odd: odd, vendor: newVendorClient(t, site, b.url, testKeys), facade: b.facade,
		draw: newRequestDraw(t, o, site, d), answers: answerDraw{draw: d, t: t, rows: onSite(o.answers, site)},
	}
	g.draw.least = true
	g.request = g.draw.request()
	return g
}

// replies are all bodies with all statuses.
func (g *oddGrid) replies(t *testing.T) []oddReply {
	t.Helper()
	_, response := sdkTypes(t, g.vendor.site, g.operation.sdk)
	valid := `{"order_infos":[{"order_id":"CS1","status":6}],"total_count":1}` // another operation's
	if !g.operation.answersNothing() {
		valid = string(g.answers.body(g.answers.answer(g.operation, response), response))
	}
	var all []oddReply
	for _, status := range oddStatuses() {
		for _, body := range oddBodies(valid) {
			if r := (oddReply{status, body}); !g.operation.isSuccess(r) {
				all = append(all, r)
			}
		}
	}
	return all
}

func (g *oddGrid) vendorTakes(t *testing.T, r oddReply) bool {
	t.Helper()
	g.odd.reply.Store(&r)
	return takes(t, g.vendor, g.operation.sdk, g.draw.vendor(g.request, 0))
}

// facadeRefuses asks through the doors by turns.
func (g *oddGrid) facadeRefuses(t *testing.T, r oddReply) {
	t.Helper()
	door := doors()[g.asked%len(doors())]
	g.asked++
	if answer, err := door.call(g.facade, t, call{operation: g.operation, request: g.request}); err == nil {
		t.Errorf("%s takes status %d %q for %v", door.name, r.status, r.body, answer)
	}
}

// takes says whether the vendor's client reports success; a panic is none.
func takes(t *testing.T, vendor vendorClient, sdk string, request any) (taken bool) {
	t.Helper()
	defer func() {
		if broken := recover(); broken != nil {
			t.Log(fmt.Sprint("the vendor's client panics: ", broken))
			taken = false
		}
	}()
	_, err := vendor.do(t, sdk, request)
	return err == nil
}
