package desk

import (
	"context"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type productCategoryView struct {
	ID      string `json:"incident_product_category_id"`
	Name    string `json:"incident_product_category_name"`
	Desc    string `json:"incident_product_category_desc"`
	Acronym string `json:"incident_product_category_acronym"`
	Plan    bool   `json:"can_use_support_plan"`
}

type categoryView struct {
	ID       string                `json:"incident_sub_type_id"`
	Name     string                `json:"incident_sub_type_name"`
	Products []productCategoryView `json:"incident_product_category_list"`
}

type categoriesAnswer struct {
	TotalCount int            `json:"total_count"`
	Rows       []categoryView `json:"incident_sub_type_list"`
}

func (c *call) productView(p productCategory) productCategoryView {
	name := p.Name.In(c.English)
	return productCategoryView{ID: p.ID, Name: name, Desc: name, Acronym: p.Acronym, Plan: p.Plan}
}

// listCaseCategories is GET /v2/servicerequest/config/categories.
func listCaseCategories(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.desk.tables.Categories
	return categoriesAnswer{TotalCount: len(rows), Rows: rest.Views(rows, func(known category) categoryView {
		return categoryView{ID: known.ID, Name: known.Name.In(c.English), Products: rest.Views(known.Products, c.productView)}
	})}, nil
}

type productCategoriesAnswer struct {
	TotalCount int                   `json:"total_count"`
	Rows       []productCategoryView `json:"incident_product_category_list"`
}

// listProductCategories is GET /v2/servicerequest/config/product-categories; the name matches in part.
func listProductCategories(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := productCategoriesAnswer{Rows: []productCategoryView{}}
	for _, known := range c.desk.tables.Categories {
		for _, p := range known.Products {
			if strings.Contains(strings.ToLower(p.Name.In(c.English)), strings.ToLower(c.In.Text("product_category_name"))) {
				answer.Rows = append(answer.Rows, c.productView(p))
			}
		}
	}
	answer.TotalCount = len(answer.Rows)
	return answer, nil
}

type problemView struct {
	ID   string `json:"business_type_id"`
	Name string `json:"business_type_name"`
	Kind string `json:"case_type"`
	Plan bool   `json:"can_use_support_plan"`
}

type problemsAnswer struct {
	TotalCount int           `json:"total_count"`
	Rows       []problemView `json:"incident_business_type_list"`
}

// listProblemTypes is GET /v2/servicerequest/config/problems.
func listProblemTypes(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := problemsAnswer{Rows: []problemView{}}
	for _, p := range c.desk.tables.Problems {
		if !c.Fits("product_category_id", p.Product) {
			continue
		}
		product, _ := c.desk.tables.of(p)
		v := problemView{ID: p.ID, Name: p.Name.In(c.English), Kind: "0", Plan: product.Plan}
		if p.Fault {
			v.Kind = "5"
		}
		answer.Rows = append(answer.Rows, v)
	}
	answer.TotalCount = len(answer.Rows)
	return answer, nil
}

// knownProblem finds the business type that a call names.
func (c *call) knownProblem() (problem, *rest.Refusal) {
	p, ok := c.desk.tables.problem(c.In.Text("business_type_id"))
	if !ok {
		return p, rest.OSMRefusal(osmBusinessType, "The business type could not be obtained.")
	}
	return p, nil
}

type templateView struct {
	ID      string `json:"incident_template_id"`
	Name    string `json:"incident_template_name"`
	Content string `json:"incident_template_content"`
}

type templatesAnswer struct {
	TotalCount int            `json:"total_count"`
	Rows       []templateView `json:"incident_template_list"`
}

// listCaseTemplates is GET /v2/servicerequest/config/templates.
func listCaseTemplates(_ context.Context, c *call) (any, *rest.Refusal) {
	p, no := c.knownProblem()
	if no != nil {
		return nil, no
	}
	content := rest.Text{"问题描述：\n发生时间：\n实例编号：", "Problem:\nTime:\nInstance:"}
	return templatesAnswer{1, []templateView{{"tp-" + p.ID, p.Name.In(c.English), content.In(c.English)}}}, nil
}

type severityView struct {
	Language string `json:"language"`
	Name     string `json:"severity_name"`
	ID       string `json:"severity_id"`
}

type severitiesAnswer struct {
	Show bool           `json:"show"`
	Rows []severityView `json:"severity_list"`
}

// listSeverities is GET /v2/servicerequest/config/severities; only faults have them.
func listSeverities(_ context.Context, c *call) (any, *rest.Refusal) {
	p, no := c.knownProblem()
	if no != nil {
		return nil, no
	}
	if !p.Fault {
		return severitiesAnswer{Rows: []severityView{}}, nil
	}
	return severitiesAnswer{Show: true, Rows: rest.Views(c.desk.tables.Severities, func(s severity) severityView {
		return severityView{c.languageName(), s.Name.In(c.English), s.ID}
	})}, nil
}

func (c *call) languageName() string {
	if c.English {
		return "en-us"
	}
	return "zh-cn"
}

type regionView struct {
	Type      int    `json:"type"`
	ID        string `json:"region_id"`
	Name      string `json:"region_name"`
	Sensitive int    `json:"is_sensitive"`
}

type regionsAnswer struct {
	TotalCount int          `json:"total_count"`
	Rows       []regionView `json:"data_center_list"`
}

// listRegions is GET /v2/servicerequest/config/regions.
func listRegions(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.desk.tables.Regions
	return regionsAnswer{TotalCount: len(rows), Rows: rest.Views(rows, func(r ticketRegion) regionView {
		return regionView{flag(r.Abroad), r.ID, r.Name.In(c.English), flag(r.Sensitive)}
	})}, nil
}

type dimensionView struct {
	Value    int64  `json:"value"`
	ID       int64  `json:"satisfaction_id"`
	Name     string `json:"satisfaction_name"`
	Desc     string `json:"satisfaction_desc"`
	PerValue int64  `json:"per_value"`
	Category string `json:"sat_category_id"`
}

type dimensionsAnswer struct {
	TotalCount int             `json:"total_count"`
	Rows       []dimensionView `json:"satisfaction_dimension_list"`
}

// listSatisfactionDimensions is GET /v2/servicerequest/config/satisfaction-dimensions.
func listSatisfactionDimensions(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.desk.tables.Dimensions
	return dimensionsAnswer{TotalCount: len(rows), Rows: rest.Views(rows, func(d dimension) dimensionView {
		return dimensionView{d.Most, d.ID, d.Name.In(c.English), d.Desc.In(c.English), d.Step, d.Category}
	})}, nil
}
