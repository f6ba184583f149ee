package shop

import "github.com/ocegate/ocegate/internal/sandbox/rest"

// Tables are the fixed lists of the shop, as their data files hold them.
type Tables struct {
	Places   Places
	Products Products
}

// Places are regions by code, provinces with their capitals, and what is listed below
// some of them.
type Places struct {
	Regions   map[string]rest.Text `json:"regions"`
	Provinces []province           `json:"provinces"`
	Cities    map[string][]string  `json:"cities"`   // further ones by province
	Counties  map[string][]string  `json:"counties"` // by city
}

type province struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Capital string `json:"capital"`
}

// Products are units, how they convert, and resource types that are known but not sold.
type Products struct {
	Units       []unit           `json:"units"`
	Conversions []conversionView `json:"conversions"`
	Unsold      []unsold         `json:"unsold"`
}

// unit is a unit of measure: its id, names, abbreviation and type.
type unit struct {
	ID   int       `json:"id"`
	Name rest.Text `json:"name"`
	Sign string    `json:"sign"`
	Kind int       `json:"kind"`
}

// unsold is a resource type by the last parts of its codes.
type unsold struct {
	Service  string    `json:"service"`
	Resource string    `json:"resource"`
	Name     rest.Text `json:"name"`
}
