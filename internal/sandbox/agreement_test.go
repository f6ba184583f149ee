package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"
)

const agreementPath = "/v2/promotions/business/discount-info"

type agreementInfo struct {
	Total    int `json:"total_count"`
	Products []struct {
		Service  string      `json:"cloud_service_type"`
		Charging string      `json:"charging_mode"`
		Type     int         `json:"preferential_type"`
		Tier     int         `json:"preferential_category"`
		Price    json.Number `json:"sales_price"`
		Ratio    json.Number `json:"discount_ratio"`
		Steps    []any       `json:"product_quoting_item_steps"`
	} `json:"product_quoting_items"`
	Categories []struct {
		Step string `json:"step_no"`
	} `json:"category_quoting_items"`
	Steps []struct {
		Number string `json:"step_no"`
	} `json:"category_quoting_item_steps"`
	Cycle string `json:"accumulation_cycle_type"`
}

// TestAgreementShowsOneKind fills the lists of the kind that is asked for, and
// leaves the others empty.
func TestAgreementShowsOneKind(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	products := as[agreementInfo](t, c.post(agreementPath, `{"quoting_item_type":"PRODUCT_ITEM"}`))
	if products.Total == 0 || len(products.Products) != products.Total || len(products.Categories)+len(products.Steps) != 0 || products.Cycle != "" {
		t.Errorf("%+v", products)
	}
	for _, row := range products.Products {
		stepped, priced := row.Tier != 0, row.Type == 1
		if stepped != (len(row.Steps) > 0) || priced != (row.Price != "") || priced == (row.Ratio != "") {
			t.Errorf("%+v", row)
		}
	}
	categories := as[agreementInfo](t, c.post(agreementPath, `{"quoting_item_type":"CATEGORY_ITEM"}`))
	if categories.Total == 0 || len(categories.Categories) != categories.Total || len(categories.Products) != 0 || len(categories.Steps) != 2 || categories.Cycle == "" {
		t.Errorf("%+v", categories)
	}
}

// TestAgreementFilters narrows the list, whatever the case, and pages it.
func TestAgreementFilters(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	ask := func(more string) agreementInfo {
		t.Helper()
		return as[agreementInfo](t, c.post(agreementPath, `{"quoting_item_type":"PRODUCT_ITEM"`+more+`}`))
	}
	all := ask("")
	if got := ask(`,"cloud_service_types":["HWS.service.type.ec2"],"charging_modes":["monthly"],"site_code":"china"`); got.Total != 1 || got.Products[0].Charging != "MONTHLY" {
		t.Errorf("%+v", got)
	}
	for _, none := range []string{`,"cloud_service_types":[],"charging_modes":[]`, `,"cloud_service_types":null,"charging_modes":null,"site_code":null`} {
		if got := ask(none); got.Total != all.Total {
			t.Errorf("%s filters: %+v", none, got)
		}
	}
	if got := ask(`,"site_code":"elsewhere"`); got.Total != 0 {
		t.Errorf("%+v", got)
	}
	if got := ask(`,"limit":3,"offset":1`); got.Total != all.Total || len(got.Products) != 3 || got.Products[0].Charging != all.Products[1].Charging {
		t.Errorf("%+v", got)
	}
}

// TestAgreementRefuses pins what is no request.
func TestAgreementRefuses(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	many := strings.TrimRight(strings.Repeat(`"x",`, 101), ",")
	for _, body := range []string{
		`{}`, `{"quoting_item_type":"OTHER"}`, `{"quoting_item_type":"PRODUCT_ITEM","charging_modes":["WEEKLY"]}`,
		`{"quoting_item_type":"PRODUCT_ITEM","cloud_service_types":[` + many + `]}`, `{"quoting_item_type":"PRODUCT_ITEM","limit":1001}`,
	} {
		c.refused(body, c.post(agreementPath, body), 400, "CBC.0100")
	}
	intl := newClient(t, international)
	intl.refused("the international site", intl.post(agreementPath, `{"quoting_item_type":"PRODUCT_ITEM"}`), 404, "APIGW.0101")
}
