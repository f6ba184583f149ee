package sdk_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// oddReply is an answer that an upstream in trouble, a proxy or a wrong server
// could give; none of them is a success of any reading operation.
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

// TestOddReplies counts how many odd replies the vendor's client takes for a
// success, for comparison, and wants none from the facade.
func TestOddReplies(t *testing.T) {
	t.Parallel()
	replies, byVendor := 0, 0
	for sdk, valid := range map[string]string{
		"ListCustomerOrders":          `{"total_count":1,"order_infos":[{"order_id":"CS1","status":6}]}`,
		"ShowCustomerAccountBalances": `{"account_balances":[{"account_id":"A1","account_type":1,"amount":1}],"debt_amount":0}`,
	} {
		o := operationOf(t, sdk)
		odd := &oddServer{}
		server := httptest.NewServer(odd)
		t.Cleanup(server.Close)
		vendor, f := newVendorClient(t, siteCN, server.URL, testKeys), startFacade(t, siteCN, server.URL)
		for _, status := range oddStatuses() {
			for _, body := range oddBodies(valid) {
				odd.reply.Store(&oddReply{status, body})
				replies++
				if takes(t, vendor, sdk) {
					byVendor++
				}
				for _, door := range doors() {
					if answer, err := door.call(f, t, call{operation: o, request: members{}}); err == nil {
						t.Errorf("%s over %s takes status %d %q for %v", sdk, door.name, status, body, answer)
					}
				}
			}
		}
	}
	t.Logf("of %d odd replies the vendor's client takes %d for a success, the facade none", replies, byVendor)
	if byVendor == 0 {
		t.Error("not even the vendor's client takes one: the replies are not odd enough to show anything")
	}
}

// takes says whether the vendor's client reports success; a panic is none.
func takes(t *testing.T, vendor vendorClient, sdk string) (taken bool) {
	t.Helper()
	defer func() {
		if broken := recover(); broken != nil {
			t.Log(fmt.Sprint("the vendor's client panics: ", broken))
			taken = false
		}
	}()
	_, err := vendor.do(t, sdk, members{})
	return err == nil
}
