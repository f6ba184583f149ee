package desk

import (
	"slices"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// ticketSource is the fixed value that every new ticket has to carry as its source.
const ticketSource = "83aeb0f2834c4df49826c781d32a963e"

// Tables are what tickets can be about, as the data file holds it.
type Tables struct {
	Categories []category        `json:"categories"`
	Problems   []problem         `json:"problems"`
	Regions    []ticketRegion    `json:"regions"`
	Severities []severity        `json:"severities"`
	Dimensions []dimension       `json:"dimensions"`
	Checks     []check           `json:"checks"`
	AreaCodes  []areaCode        `json:"area_codes"`
	Settings   map[string]string `json:"settings"`
}

// category is the upper level of what a ticket is about.
type category struct {
	ID       string            `json:"id"`
	Name     rest.Text         `json:"name"`
	Products []productCategory `json:"products"`
}

// productCategory is a product that tickets are about.
type productCategory struct {
	ID      string    `json:"id"`
	Acronym string    `json:"acronym"`
	Name    rest.Text `json:"name"`
	Plan    bool      `json:"plan"` // a support plan may be used
}

// problem is a business type: what kind of trouble a ticket reports.
type problem struct {
	ID      string    `json:"id"`
	Name    rest.Text `json:"name"`
	Product string    `json:"product"` // id of its product category
	Fault   bool      `json:"fault"`   // needs a region, and the engineer asks before answering
}

// ticketRegion is a region as tickets name it.
type ticketRegion struct {
	ID        string    `json:"id"`
	Name      rest.Text `json:"name"`
	Abroad    bool      `json:"abroad"`
	Sensitive bool      `json:"sensitive"`
}

// severity is how urgent a fault is.
type severity struct {
	ID   string    `json:"id"`
	Name rest.Text `json:"name"`
}

// dimension is one question of the customer's verdict: points up to most, in steps.
type dimension struct {
	ID       int64     `json:"id"`
	Name     rest.Text `json:"name"`
	Desc     rest.Text `json:"desc"`
	Most     int64     `json:"most"`
	Step     int64     `json:"step"`
	Category string    `json:"category"`
	Group    rest.Text `json:"group"`
}

// check is one automatic check; what it finds is always the same.
type check struct {
	ID       string    `json:"id"`
	Name     rest.Text `json:"name"`
	Abnormal bool      `json:"abnormal"`
}

// areaCode is the telephone prefix of a country.
type areaCode struct {
	ID   int       `json:"id"`
	Code string    `json:"code"`
	Name rest.Text `json:"name"`
}

// problem finds a business type.
func (t *Tables) problem(id string) (problem, bool) {
	return found(t.Problems, func(p problem) bool { return p.ID == id })
}

func (t *Tables) region(id string) (ticketRegion, bool) {
	return found(t.Regions, func(r ticketRegion) bool { return r.ID == id })
}

func (t *Tables) severity(id string) (severity, bool) {
	return found(t.Severities, func(s severity) bool { return s.ID == id })
}

// of finds the product category of a business type and the category above it.
func (t *Tables) of(p problem) (productCategory, category) {
	for _, c := range t.Categories {
		if product, ok := found(c.Products, func(known productCategory) bool { return known.ID == p.Product }); ok {
			return product, c
		}
	}
	return productCategory{}, category{}
}

// found is the first item that fits, and whether there is one.
func found[T any](list []T, fits func(T) bool) (T, bool) {
	if at := slices.IndexFunc(list, fits); at >= 0 {
		return list[at], true
	}
	var none T
	return none, false
}
