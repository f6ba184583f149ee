package shop

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// The units of the dictionary that prices and packages use.
const (
	UnitHour  = 4
	UnitGB    = 10
	UnitPiece = 14
	UnitMbps  = 15
	unitDisk  = 17
)

// OnDemandHours is by how many hours of use an on-demand product costs as much as a month.
const OnDemandHours = 500

// Spec is one specification that the shop sells.
type Spec struct {
	Service   Service
	Resource  Resource
	Code      string
	Name      rest.Text
	ProductID string
	Month     rest.Money // of one unit
	Unit      int        // of the size of linear products; 0: the product has no size
	factor    string
	Yearly    bool // sold by the year only
}

// Hour is the on-demand price of one unit and hour.
func (s *Spec) Hour() rest.Money { return s.Month / OnDemandHours }

// Shop is what can be bought: the same on both sites, in the site's currency.
type Shop struct {
	*rest.World
	tables *Tables
	Specs  []*Spec
	byCode map[string]*Spec
}

// New fills the shelves.
func New(w *rest.World, tables *Tables) *Shop {
	s := &Shop{World: w, tables: tables, byCode: map[string]*Spec{}}
	s.servers()
	s.others()
	s.byUse()
	return s
}

func (s *Shop) sell(one Spec) {
	if one.ProductID == "" {
		one.ProductID = fmt.Sprintf("00302-%06d-0--0", len(s.Specs)+1)
	}
	if one.factor == "" {
		one.factor = "Duration"
	}
	s.Specs = append(s.Specs, &one)
	s.byCode[specKey(one.Resource.Code, one.Code)] = &one
}

func specKey(resource, code string) string { return resource + " " + strings.ToLower(code) }

// Find looks a specification up; the case of its code does not matter.
func (s *Shop) Find(resource, code string) *Spec { return s.byCode[specKey(resource, code)] }

// Product finds what a product id stands for.
func (s *Shop) Product(id string) *Spec {
	for _, one := range s.Specs {
		if one.ProductID == id {
			return one
		}
	}
	return nil
}

// SpecCode is the code of what a product id stands for; an unknown product is its own.
func (s *Shop) SpecCode(productID string) string {
	if one := s.Product(productID); one != nil {
		return one.Code
	}
	return productID
}

const (
	coreMonth   = 5000 // cents per vCPU and month
	memoryMonth = 1500 // cents per GiB and month
)

// servers are the flavours of virtual machines: families by size by operating system.
func (s *Shop) servers() {
	vm := Resource{"hws.resource.type.vm", rest.Text{"云主机", "Cloud server"}}
	sizes := []struct {
		name  string
		cores int64
	}{{"small", 1}, {"medium", 1}, {"large", 2}, {"xlarge", 4}, {"2xlarge", 8}, {"4xlarge", 16}, {"8xlarge", 32}}
	for _, family := range []string{"s6", "s7", "c6", "c7", "m6", "m7", "ac7"} {
		for _, size := range sizes {
			for _, memory := range []int64{1, 2, 4, 8} {
				for _, system := range []string{"linux", "win"} {
					price := coreMonth*size.cores + memoryMonth*size.cores*memory
					if system == "win" {
						price += 2000 * size.cores
					}
					one := Spec{
						Service: ServiceECS(), Resource: vm, Month: rest.Cents(price),
						Code: fmt.Sprintf("%s.%s.%d.%s", family, size.name, memory, system),
						Name: rest.Text{
							fmt.Sprintf("%s %d核 %dGB %s", family, size.cores, size.cores*memory, system),
							fmt.Sprintf("%s %d vCPUs %d GiB %s", family, size.cores, size.cores*memory, system),
						},
					}
					if one.Code == DemoServerSpec {
						one.ProductID = "00301-110001-0--0"
					}
					s.sell(one)
				}
			}
		}
	}
}

// byUse are products that programs which estimate costs ask the price of, by the
// codes that they use.
func (s *Shop) byUse() {
	shelf := Shelf()
	balancer := Resource{"hws.resource.type.elbv2", rest.Text{"共享型负载均衡器", "Shared load balancer"}}
	for _, one := range []Spec{
		{Service: ServiceEVS(), Resource: shelf[ShelfDisk].Resource, Code: "SSD", Name: rest.Text{"超高I/O", "Ultra-high I/O"}, Month: rest.Cents(100), Unit: unitDisk},
		{Service: ServiceEVS(), Resource: shelf[ShelfDisk].Resource, Code: "SAS", Name: rest.Text{"高I/O", "High I/O"}, Month: rest.Cents(35), Unit: unitDisk},
		{Service: shelf[ShelfStorage].Service, Resource: shelf[ShelfStorage].Resource, Code: "obs.standard", Name: rest.Text{"标准存储", "Standard storage"}, Month: rest.Cents(12)},
		{Service: shelf[ShelfBalancer].Service, Resource: balancer, Code: "elbv2.basic.default", Name: rest.Text{"共享型", "Shared"}, Month: rest.Cents(8000)},
	} {
		s.sell(one)
	}
}

// DemoServerSpec is what the demo server is.
const DemoServerSpec = "s6.large.2.linux"

// others are the remaining products of the demo shop and what goes with a server.
func (s *Shop) others() {
	shelf := Shelf()
	from := func(at int, code string) Spec {
		p := shelf[at]
		return Spec{Service: p.Service, Resource: p.Resource, Code: code, Name: p.Spec, ProductID: p.ID, Month: p.Price}
	}
	linear := func(one Spec, unit int, month rest.Money) Spec {
		one.Unit, one.Month = unit, month
		return one
	}
	s.sell(linear(from(ShelfDisk, "GPSSD"), unitDisk, rest.Cents(70)))
	s.sell(linear(from(ShelfBandwidth, "19_bgp"), UnitMbps, rest.Cents(2500)))
	s.sell(from(ShelfStorage, "obs.package.500"))
	s.sell(from(ShelfDatabase, "rds.mysql.c6.xlarge.2.ha"))
	s.sell(from(ShelfCache, "redis.ha.xu1.large.r2.2"))
	s.sell(from(ShelfBalancer, "L7_flavor.elb.s1.small"))
	market := from(shelfMarket, "website.template.pro")
	market.Yearly = true
	s.sell(market)
	s.sell(Spec{
		Service: serviceVPC(), Resource: Resource{"hws.resource.type.ip", rest.Text{"弹性公网IP", "Elastic IP"}},
		Code: "5_bgp", Name: rest.Text{"动态BGP", "Dynamic BGP"}, Month: rest.Cents(1000),
	})
	s.sell(linear(Spec{
		Service:  serviceVPC(),
		Resource: Resource{"hws.resource.type.sharebandwidth", rest.Text{"共享带宽", "Shared bandwidth"}},
		Code:     "19_share", Name: rest.Text{"共享带宽", "Shared bandwidth"},
	}, UnitMbps, rest.Cents(3000)))
	s.sell(linear(Spec{
		Service: serviceVPC(), Resource: Resource{"hws.resource.type.bandwidth", rest.Text{"带宽", "Bandwidth"}},
		Code: "12_bgp", Name: rest.Text{"按流量 动态BGP", "By traffic, dynamic BGP"}, factor: "upflow",
	}, UnitMbps, rest.Cents(40000)))
	cdn := Service{"hws.service.type.cdn", rest.Text{"内容分发网络", "Content Delivery Network"}}
	s.sell(Spec{
		Service: cdn, Resource: Resource{"hws.resource.type.cdn", rest.Text{"CDN流量", "CDN traffic"}}, Code: "cdn.flow",
		Name: rest.Text{"按流量", "By traffic"}, Month: rest.Cents(12000), factor: "upflow",
	})
	pond := Service{"hws.service.type.cloudpond", rest.Text{"云池", "CloudPond"}}
	s.sell(Spec{
		Service: pond, Resource: Resource{"hws.resource.type.cloudpond", rest.Text{"边缘机柜", "Edge rack"}}, Code: "cloudpond.rack.small",
		Name: rest.Text{"小型机柜", "Small rack"}, Month: rest.Cents(1_200_000),
	})
}

// OnDemand are the first products of three services.
func (s *Shop) OnDemand() []*Spec {
	var out []*Spec
	for _, one := range s.Specs {
		known := slices.ContainsFunc(out, func(o *Spec) bool { return o.Service.Code == one.Service.Code })
		if !known && len(out) < 3 && !strings.HasSuffix(one.Code, ".win") {
			out = append(out, one)
		}
	}
	return out
}
