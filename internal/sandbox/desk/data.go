package desk

import (
	"slices"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// ticketSource is the fixed value that every new ticket has to carry as its source.
const ticketSource = "83aeb0f2834c4df49826c781d32a963e"

// category is the upper level of what a ticket is about.
type category struct {
	id       string
	name     rest.Text
	products []productCategory
}

// productCategory is a product that tickets are about.
type productCategory struct {
	id, acronym string
	name        rest.Text
	plan        bool // a support plan may be used
}

// problem is a business type: what kind of trouble a ticket reports.
type problem struct {
	id      string
	name    rest.Text
	product string // id of its product category
	fault   bool   // needs a region, and the engineer asks before answering
}

// ticketRegion is a region as tickets name it.
type ticketRegion struct {
	id        string
	name      rest.Text
	abroad    bool
	sensitive bool
}

// severity is how urgent a fault is.
type severity struct {
	id   string
	name rest.Text
}

// dimension is one question of the customer's verdict: points up to most, in steps.
type dimension struct {
	id         int64
	name, desc rest.Text
	most, step int64
	category   string
	group      rest.Text
}

func categories() []category {
	return []category{
		{"st-technical", rest.Text{"产品技术支持", "Technical support"}, []productCategory{
			{"pc-ecs", "ECS", rest.Text{"弹性云服务器", "Elastic Cloud Server"}, true},
			{"pc-rds", "RDS", rest.Text{"云数据库", "Relational Database Service"}, true},
			{"pc-vpc", "VPC", rest.Text{"虚拟私有云", "Virtual Private Cloud"}, true},
		}},
		{"st-account", rest.Text{"账务与账号", "Billing and account"}, []productCategory{
			{"pc-billing", "BILLING", rest.Text{"费用中心", "Billing Center"}, false},
		}},
	}
}

func problems() []problem {
	return []problem{
		{"bt-ecs-question", rest.Text{"云服务器咨询", "Questions about servers"}, "pc-ecs", false},
		{"bt-ecs-fault", rest.Text{"云服务器故障", "Server failure"}, "pc-ecs", true},
		{"bt-rds-question", rest.Text{"数据库咨询", "Questions about databases"}, "pc-rds", false},
		{"bt-rds-fault", rest.Text{"数据库故障", "Database failure"}, "pc-rds", true},
		{"bt-vpc-question", rest.Text{"网络咨询", "Questions about networks"}, "pc-vpc", false},
		{"bt-vpc-fault", rest.Text{"网络故障", "Network failure"}, "pc-vpc", true},
		{"bt-billing-question", rest.Text{"账务咨询", "Questions about bills"}, "pc-billing", false},
	}
}

func ticketRegions() []ticketRegion {
	return []ticketRegion{
		{"dc-0000", rest.Text{"不涉及", "Not applicable"}, false, false},
		{"dc-1001", rest.Text{"华北-北京四", "CN North-Beijing4"}, false, false},
		{"dc-1002", rest.Text{"华南-广州", "CN South-Guangzhou"}, false, true},
		{"dc-2001", rest.Text{"亚太-新加坡", "AP-Singapore"}, true, false},
	}
}

func severities() []severity {
	return []severity{
		{"sev-1", rest.Text{"核心业务不可用", "Core business down"}},
		{"sev-2", rest.Text{"业务不可用", "Business down"}},
		{"sev-3", rest.Text{"业务受损", "Business impaired"}},
		{"sev-4", rest.Text{"一般问题", "General question"}},
	}
}

func dimensions() []dimension {
	service, product := rest.Text{"服务", "Service"}, rest.Text{"产品", "Product"}
	return []dimension{
		{1, rest.Text{"响应速度", "Speed"}, rest.Text{"工程师响应是否及时", "How soon the engineer answered"}, 10, 2, "sc-service", service},
		{2, rest.Text{"服务态度", "Manner"}, rest.Text{"工程师的态度如何", "How the engineer treated you"}, 10, 2, "sc-service", service},
		{3, rest.Text{"解决效果", "Result"}, rest.Text{"问题是否得到解决", "Whether the problem is solved"}, 10, 2, "sc-product", product},
	}
}

// problemNamed finds a business type.
func problemNamed(id string) (problem, bool) {
	return found(problems(), func(p problem) bool { return p.id == id })
}

func regionNamed(id string) (ticketRegion, bool) {
	return found(ticketRegions(), func(r ticketRegion) bool { return r.id == id })
}

func severityNamed(id string) (severity, bool) {
	return found(severities(), func(s severity) bool { return s.id == id })
}

// of finds the product category of a business type and the category above it.
func (p problem) of() (productCategory, category) {
	for _, c := range categories() {
		if product, ok := found(c.products, func(known productCategory) bool { return known.id == p.product }); ok {
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
