package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	packagesPath = "/v3/payments/free-resources/query"
	usagePath    = "/v2/payments/free-resources/usages/details/query"
	recordsPath  = "/v2/bills/customer-bills/free-resources-usage-records"
)

type usageInfo struct {
	ID        string      `json:"free_resource_id"`
	Cycle     int         `json:"quota_reuse_cycle"`
	CycleType int         `json:"quota_reuse_cycle_type"`
	Start     string      `json:"start_time"`
	End       string      `json:"end_time"`
	Amount    json.Number `json:"amount"`
	Original  json.Number `json:"original_amount"`
}

func (c *client) usage(ids ...string) []usageInfo {
	c.t.Helper()
	return as[struct {
		Items []usageInfo `json:"free_resources"`
	}](c.t, c.post(usagePath, `{"free_resource_ids":["`+strings.Join(ids, `","`)+`"]}`)).Items
}

type drawInfo struct {
	Time      string `json:"deduct_time"`
	Item      string `json:"free_resource_id"`
	Available string `json:"available_amount"`
	Used      string `json:"used_amount"`
	Remaining string `json:"remaining_amount"`
}

func (c *client) draws(query string) ([]drawInfo, int) {
	c.t.Helper()
	list := as[struct {
		Rows  []drawInfo `json:"free_resource_records"`
		Total int        `json:"total_count"`
	}](c.t, c.get(recordsPath+"?limit=1000&"+query))
	return list.Rows, list.Total
}

func TestPackageListAndStates(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	type list struct {
		Packages []struct {
			Status int `json:"status"`
			Source int `json:"source_type"`
			Scope  int `json:"enterprise_project_scope"`
		} `json:"free_resource_packages"`
		Total int `json:"total_count"`
	}
	states := map[int]int{}
	all := as[list](t, c.post(packagesPath, `{"limit":1000}`))
	for _, p := range all.Packages {
		states[p.Status]++
	}
	// One in every state; one expired too long ago and one in a project are not listed.
	if all.Total != 7 || states[0] != 1 || states[1] != 3 || states[2] != 1 || states[3] != 1 || states[4] != 1 {
		t.Errorf("%d: %v", all.Total, states)
	}
	for body, want := range map[string]int{
		`{"enterprise_project_id":"5a6b7c8d-9e0f-4a1b-8c2d-3e4f5a6b7c8d"}`: 1,
		`{"enterprise_project_id":""}`:                                     7,
		`{"enterprise_project_id":null,"status":2}`:                        1,
		`{"service_type_code_list":null}`:                                  7,
		`{"service_type_code_list":[]}`:                                    7,
		`{"service_type_code_list":["HWS.service.type.OBS"]}`:              7,
		`{"service_type_code_list":["other"]}`:                             0,
		`{"region_code":"","product_name":"USEDUP"}`:                       1,
	} {
		if got := as[list](t, c.post(packagesPath, body)); got.Total != want {
			t.Errorf("%s: %d, want %d", body, got.Total, want)
		}
	}
	c.refused("limit", c.post(packagesPath, `{"limit":1001}`), 400, "CBC.0100")
	c.refused("status", c.post(packagesPath, `{"status":5}`), 400, "CBC.0100")
	c.refused("no item", c.post(usagePath, `{"free_resource_ids":[]}`), 400, "CBC.0100")
}

// TestPackageCycles: one package comes back on the day of its purchase, 15 August,
// one on the first of the month, one never.
func TestPackageCycles(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	got := c.usage(sandbox.DemoMonthlyItem, sandbox.DemoNaturalItem, sandbox.DemoInstanceItem)
	if len(got) != 3 {
		t.Fatalf("%+v", got)
	}
	bounds := [][2]string{
		{"2026-11-15T04:05:06Z", "2026-12-15T04:05:06Z"},
		{"2026-10-31T16:00:00Z", "2026-11-30T16:00:00Z"},
		{"2026-09-04T04:05:06Z", "2026-12-04T04:05:06Z"},
	}
	for i, u := range got {
		if u.Start != bounds[i][0] || u.End != bounds[i][1] {
			t.Errorf("%+v, want %v", u, bounds[i])
		}
	}
	if got[0].Cycle != 4 || got[0].CycleType != 2 || got[1].CycleType != 1 || got[2].Cycle != 0 {
		t.Errorf("%+v", got)
	}
	c.advance(8 * day) // over the first of the month
	later := c.usage(sandbox.DemoNaturalItem)[0]
	if later.Start != "2026-11-30T16:00:00Z" || dec(t, later.Amount.String()).Cmp(dec(t, got[1].Amount.String())) <= 0 {
		t.Errorf("%+v after %+v", later, got[1])
	}
}

func TestPackageRecordsTie(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	rows, total := c.draws("deduct_time_begin=2026-09-01&deduct_time_end=2026-11-23&free_resource_id=" + sandbox.DemoMonthlyItem)
	if total != len(rows) || total < 60 {
		t.Fatalf("%d of %d", len(rows), total)
	}
	if left := c.usage(sandbox.DemoMonthlyItem)[0].Amount.String(); rows[0].Remaining != left {
		t.Errorf("the last record leaves %s, the usage says %s", rows[0].Remaining, left)
	}
	resets := 0
	for i, row := range rows {
		after := dec(t, row.Available)
		if after.Sub(after, dec(t, row.Used)).Cmp(dec(t, row.Remaining)) != 0 {
			t.Errorf("%+v", row)
		}
		if i+1 < len(rows) && rows[i+1].Remaining != row.Available {
			resets++
			if row.Available != "40.000" {
				t.Errorf("%+v after %+v", row, rows[i+1])
			}
		}
	}
	if resets != 3 { // 15 September, October and November
		t.Errorf("%d resets", resets)
	}
	c.refused("over 90 days", c.get(recordsPath+"?deduct_time_begin=2026-08-01&deduct_time_end=2026-11-23"), 400, "CBC.0100")
	c.refused("open", c.get(recordsPath+"?deduct_time_begin=2026-11-01"), 400, "CBC.0100")
}

func TestPackageRenewalStandsForTheCurrentItem(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if got := c.usage(sandbox.DemoRenewedItem); len(got) != 1 || got[0].ID != sandbox.DemoInstanceItem {
		t.Errorf("%+v", got)
	}
	c.advance(12 * day)
	if got := c.usage(sandbox.DemoRenewedItem); len(got) != 1 || got[0].ID != sandbox.DemoRenewedItem {
		t.Errorf("%+v", got)
	}
	if got := c.usage(sandbox.DemoUsedUpItem)[0]; got.Amount != "0.000" {
		t.Errorf("%+v", got)
	}
}
