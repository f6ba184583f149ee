package canned_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/ocegate/ocegate/bench/internal/canned"
)

func TestBodyHoldsWhatIsWanted(t *testing.T) {
	t.Parallel()
	for _, rows := range []int{1, 10, 100} {
		var page struct {
			TotalCount int `json:"total_count"`
			OrderInfos []struct {
				OrderID        string      `json:"order_id"`
				OfficialAmount json.Number `json:"official_amount"`
			} `json:"order_infos"`
		}
		if err := json.Unmarshal(canned.Body(rows), &page); err != nil {
			t.Fatal(err)
		}
		last := page.OrderInfos[len(page.OrderInfos)-1]
		got := canned.Want{Rows: len(page.OrderInfos), LastOrderID: last.OrderID, LastAmount: last.OfficialAmount.String()}
		if got != canned.WantOf(rows) || page.TotalCount != canned.Total {
			t.Errorf("%d rows: %+v, want %+v", rows, got, canned.WantOf(rows))
		}
	}
}

func TestStub(t *testing.T) {
	t.Parallel()
	stub := canned.NewStub([]int{3})
	for _, c := range []struct {
		url    string
		signed bool
		status int
	}{
		{"/v2/orders/customer-orders?limit=3", true, http.StatusOK},
		{"/v2/orders/customer-orders?limit=3", false, http.StatusUnauthorized},
		{"/v2/orders/customer-orders?limit=4", true, http.StatusBadRequest},
		{"/v2/orders?limit=3", true, http.StatusNotFound},
	} {
		r := httptest.NewRequest(http.MethodGet, c.url, http.NoBody)
		if c.signed {
			r.Header.Set("Authorization", "SDK-HMAC-SHA256")
			r.Header.Set("X-Sdk-Date", "20261101T000000Z")
		}
		w := httptest.NewRecorder()
		stub.ServeHTTP(w, r)
		if w.Code != c.status || (c.status == http.StatusOK && w.Body.String() != string(canned.Body(3))) {
			t.Errorf("%s: %d, want %d", c.url, w.Code, c.status)
		}
	}
}
