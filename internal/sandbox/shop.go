package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// The units of the dictionary that prices and packages use.
const (
	unitHour  = 4
	unitGB    = 10
	unitPiece = 14
	unitMbps  = 15
	unitDisk  = 17
)

// onDemandHours is by how many hours of use an on-demand product costs as much as a month.
const onDemandHours = 500

// spec is one specification that the shop sells.
type spec struct {
	service   service
	resource  resource
	code      string
	name      text
	productID string
	month     money // of one unit
	unit      int   // of the size of linear products; 0: the product has no size
	factor    string
	yearly    bool // sold by the year only
}

// hour is the on-demand price of one unit and hour.
func (s *spec) hour() money { return s.month / onDemandHours }

// shop is what can be bought: the same on both sites, in the site's currency.
type shop struct {
	*world
	specs  []*spec
	byCode map[string]*spec
}

// newShop fills the shelves.
func newShop(w *world) *shop {
	s := &shop{world: w, byCode: map[string]*spec{}}
	s.servers()
	s.others()
	s.byUse()
	return s
}

func (s *shop) sell(one spec) {
	if one.productID == "" {
		one.productID = fmt.Sprintf("00302-%06d-0--0", len(s.specs)+1)
	}
	if one.factor == "" {
		one.factor = "Duration"
	}
	s.specs = append(s.specs, &one)
	s.byCode[specKey(one.resource.code, one.code)] = &one
}

func specKey(resource, code string) string { return resource + " " + strings.ToLower(code) }

// find looks a specification up; the case of its code does not matter.
func (s *shop) find(resource, code string) *spec { return s.byCode[specKey(resource, code)] }

// product finds what a product id stands for.
func (s *shop) product(id string) *spec {
	for _, one := range s.specs {
		if one.productID == id {
			return one
		}
	}
	return nil
}

// specCode is the code of what a product id stands for; an unknown product is its own.
func (s *shop) specCode(productID string) string {
	if one := s.product(productID); one != nil {
		return one.code
	}
	return productID
}

const (
	coreMonth   = 5000 // cents per vCPU and month
	memoryMonth = 1500 // cents per GiB and month
)

// servers are the flavours of virtual machines: families by size by operating system.
func (s *shop) servers() {
	vm := resource{"hws.resource.type.vm", text{"云主机", "Cloud server"}}
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
					one := spec{
						service: serviceECS(), resource: vm, month: cents(price),
						code: fmt.Sprintf("%s.%s.%d.%s", family, size.name, memory, system),
						name: text{
							fmt.Sprintf("%s %d核 %dGB %s", family, size.cores, size.cores*memory, system),
							fmt.Sprintf("%s %d vCPUs %d GiB %s", family, size.cores, size.cores*memory, system),
						},
					}
					if one.code == demoServerSpec {
						one.productID = "00301-110001-0--0"
					}
					s.sell(one)
				}
			}
		}
	}
}

// byUse are products that programs which estimate costs ask the price of, by the
// codes that they use.
func (s *shop) byUse() {
	shelf := catalog()
	balancer := resource{"hws.resource.type.elbv2", text{"共享型负载均衡器", "Shared load balancer"}}
	for _, one := range []spec{
		{service: serviceEVS(), resource: shelf[shelfDisk].resource, code: "SSD", name: text{"超高I/O", "Ultra-high I/O"}, month: cents(100), unit: unitDisk},
		{service: serviceEVS(), resource: shelf[shelfDisk].resource, code: "SAS", name: text{"高I/O", "High I/O"}, month: cents(35), unit: unitDisk},
		{service: shelf[shelfStorage].service, resource: shelf[shelfStorage].resource, code: "obs.standard", name: text{"标准存储", "Standard storage"}, month: cents(12)},
		{service: shelf[shelfBalancer].service, resource: balancer, code: "elbv2.basic.default", name: text{"共享型", "Shared"}, month: cents(8000)},
	} {
		s.sell(one)
	}
}

// demoServerSpec is what the demo server is.
const demoServerSpec = "s6.large.2.linux"

// others are the remaining products of the demo shop and what goes with a server.
func (s *shop) others() {
	shelf := catalog()
	from := func(at int, code string) spec {
		p := shelf[at]
		return spec{service: p.service, resource: p.resource, code: code, name: p.spec, productID: p.id, month: p.price}
	}
	linear := func(one spec, unit int, month money) spec {
		one.unit, one.month = unit, month
		return one
	}
	s.sell(linear(from(shelfDisk, "GPSSD"), unitDisk, cents(70)))
	s.sell(linear(from(shelfBandwidth, "19_bgp"), unitMbps, cents(2500)))
	s.sell(from(shelfStorage, "obs.package.500"))
	s.sell(from(shelfDatabase, "rds.mysql.c6.xlarge.2.ha"))
	s.sell(from(shelfCache, "redis.ha.xu1.large.r2.2"))
	s.sell(from(shelfBalancer, "L7_flavor.elb.s1.small"))
	market := from(shelfMarket, "website.template.pro")
	market.yearly = true
	s.sell(market)
	s.sell(spec{
		service: serviceVPC(), resource: resource{"hws.resource.type.ip", text{"弹性公网IP", "Elastic IP"}},
		code: "5_bgp", name: text{"动态BGP", "Dynamic BGP"}, month: cents(1000),
	})
	s.sell(linear(spec{
		service:  serviceVPC(),
		resource: resource{"hws.resource.type.sharebandwidth", text{"共享带宽", "Shared bandwidth"}},
		code:     "19_share", name: text{"共享带宽", "Shared bandwidth"},
	}, unitMbps, cents(3000)))
	s.sell(linear(spec{
		service: serviceVPC(), resource: resource{"hws.resource.type.bandwidth", text{"带宽", "Bandwidth"}},
		code: "12_bgp", name: text{"按流量 动态BGP", "By traffic, dynamic BGP"}, factor: "upflow",
	}, unitMbps, cents(40000)))
	cdn := service{"hws.service.type.cdn", text{"内容分发网络", "Content Delivery Network"}}
	s.sell(spec{
		service: cdn, resource: resource{"hws.resource.type.cdn", text{"CDN流量", "CDN traffic"}}, code: "cdn.flow",
		name: text{"按流量", "By traffic"}, month: cents(12000), factor: "upflow",
	})
	pond := service{"hws.service.type.cloudpond", text{"云池", "CloudPond"}}
	s.sell(spec{
		service: pond, resource: resource{"hws.resource.type.cloudpond", text{"边缘机柜", "Edge rack"}}, code: "cloudpond.rack.small",
		name: text{"小型机柜", "Small rack"}, month: cents(1_200_000),
	})
}

// onDemand are the first products of three services.
func (s *shop) onDemand() []*spec {
	var out []*spec
	for _, one := range s.specs {
		known := slices.ContainsFunc(out, func(o *spec) bool { return o.service.code == one.service.code })
		if !known && len(out) < 3 && !strings.HasSuffix(one.code, ".win") {
			out = append(out, one)
		}
	}
	return out
}
