package sandbox_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// TestPeaksInUnitsOf1000: each of the two spellings leaves some resources out, and
// they share none, so that who adds both up counts all of them once.
func TestPeaksInUnitsOf1000(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	query := func(kind string) string { return strings.TrimSuffix(peakOfVPC, "95Peak") + kind }
	details := func(kind, resource string) string {
		return c.get(billsPath + "/resources/usage/details?" + query(kind) + "&resource_id=" + resource).body
	}
	told := map[string][]string{}
	for _, kind := range []string{"95Peak", "95peak_1000", "95Peak_1000", "bandwidth95peak", "95peak_plus"} {
		rows := as[struct {
			Rows []struct {
				ID string `json:"resource_id"`
			} `json:"summary_usage_info_list"`
		}](t, c.get(billsPath+"/resources/usage/summary?"+query(kind))).Rows
		for _, row := range rows {
			told[kind] = append(told[kind], row.ID)
			if body := details(kind, row.ID); strings.Contains(body, `"total_count":0`) {
				t.Errorf("%s of %s: %s", kind, row.ID, body)
			}
		}
	}
	lower, upper := told["95peak_1000"], told["95Peak_1000"]
	if len(lower) == 0 || len(upper) == 0 || !slices.Equal(slices.Concat(lower, upper), told["95Peak"]) {
		t.Errorf("%v", told)
	}
	if !slices.Equal(told["95peak_plus"], told["95Peak"]) || !slices.Equal(told["bandwidth95peak"], told["95Peak"]) {
		t.Errorf("%v", told)
	}
	if body := details("95Peak_1000", sandbox.DemoPeakResource); !strings.Contains(body, `"total_count":0`) {
		t.Errorf("the other spelling tells of it: %s", body)
	}
	c.refused("a third spelling", c.get(billsPath+"/resources/usage/summary?"+query("95PEAK_1000")), 400, "CBC.0100")
}
