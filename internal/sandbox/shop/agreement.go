package shop

import "encoding/json"

// The two kinds of commercial discounts.
const (
	quotingProduct  = "PRODUCT_ITEM"
	quotingCategory = "CATEGORY_ITEM"
)

// How a commercial discount is written down, and on what its size depends.
const (
	byRatio     = 0
	byUnitPrice = 1
	tierNone    = 0
	tierUsage   = 1
)

// agreementSite is the site that the demo agreement holds for.
const agreementSite = "CHINA"

const agreementPage = 20 // rows of a page when no limit is given

type agreedRegion struct {
	Code string `json:"region_code"`
	Name string `json:"region_name"`
}

type agreedStep struct {
	ID           string      `json:"step_id"`
	Number       string      `json:"step_no"`
	Start        json.Number `json:"step_start"`
	StartMeasure int         `json:"start_measure_id"`
	End          json.Number `json:"step_end"`
	EndMeasure   int         `json:"end_measure_id"`
	Type         int         `json:"preferential_type"`
	Price        json.Number `json:"sales_price,omitempty"`
	Ratio        json.Number `json:"discount_ratio,omitempty"`
	Basis        string      `json:"pricing_basis,omitempty"`
}

type productDiscount struct {
	ID          string         `json:"item_id"`
	Product     string         `json:"product_id"`
	Spec        string         `json:"product_spec_name"`
	Service     string         `json:"cloud_service_type"`
	ServiceName string         `json:"cloud_service_type_name"`
	Site        string         `json:"site_code"`
	Regions     []agreedRegion `json:"related_regions"`
	Event       string         `json:"charge_event_code"`
	Charging    string         `json:"charging_mode"`
	Tier        int            `json:"preferential_category"`
	Type        int            `json:"preferential_type"`
	Price       json.Number    `json:"sales_price,omitempty"`
	Ratio       json.Number    `json:"discount_ratio,omitempty"`
	Basis       string         `json:"pricing_basis,omitempty"`
	Effective   string         `json:"effective_time"`
	Expire      string         `json:"expire_time"`
	Steps       []agreedStep   `json:"product_quoting_item_steps"`
}

type categoryDiscount struct {
	ID           string      `json:"item_id"`
	Service      string      `json:"cloud_service_type"`
	ServiceName  string      `json:"cloud_service_type_name"`
	Commercial   string      `json:"commercial_resource_type"`
	Resource     string      `json:"resource_type_code"`
	ResourceName string      `json:"resource_type_name"`
	Family       string      `json:"sku_family_code"`
	FamilyName   string      `json:"sku_family_name"`
	Site         string      `json:"site_code"`
	Region       string      `json:"region_code"`
	RegionName   string      `json:"region_name"`
	Zone         string      `json:"az_code"`
	ZoneName     string      `json:"az_name"`
	Step         string      `json:"step_no"`
	Charging     string      `json:"charging_mode"`
	Ratio        json.Number `json:"discount_ratio"`
	Effective    string      `json:"effective_time"`
	Expire       string      `json:"expire_time"`
}

type categoryStep struct {
	ID           string      `json:"step_id"`
	Number       string      `json:"step_no"`
	Start        json.Number `json:"step_start"`
	StartMeasure int         `json:"start_measure_id"`
	End          json.Number `json:"step_end"`
	EndMeasure   int         `json:"end_measure_id"`
	Effective    string      `json:"effective_time"`
	Expire       string      `json:"expire_time"`
	Site         string      `json:"site_code"`
}

type agreedSite struct {
	Code    string         `json:"site_code"`
	Name    string         `json:"site_name"`
	Regions []agreedRegion `json:"regions"`
}

type agreedAnswer struct {
	Total      int                `json:"total_count"`
	ID         string             `json:"commerce_id"`
	Code       string             `json:"commerce_code"`
	Effective  string             `json:"effective_time"`
	Expire     string             `json:"expire_time"`
	Products   []productDiscount  `json:"product_quoting_items"`
	Categories []categoryDiscount `json:"category_quoting_items"`
	Steps      []categoryStep     `json:"category_quoting_item_steps"`
	Cycle      string             `json:"accumulation_cycle_type,omitempty"`
	Sites      []agreedSite       `json:"sites"`
}
