package shop

import "github.com/ocegate/ocegate/internal/sandbox/rest"

// Service is a cloud service type of the product dictionary.
type Service struct {
	Code string
	Name rest.Text
}

// Resource is a resource type of a service.
type Resource struct {
	Code string
	Name rest.Text
}

// Product is what the demo data sells.
type Product struct {
	Service  Service
	Resource Resource
	ID       string
	Spec     rest.Text
	Price    rest.Money // of one month
}

// ServiceECS sells virtual machines.
func ServiceECS() Service {
	return Service{"hws.service.type.ec2", rest.Text{"弹性云服务器", "Elastic Cloud Server"}}
}

// ServiceEVS sells disks.
func ServiceEVS() Service {
	return Service{"hws.service.type.ebs", rest.Text{"云硬盘", "Elastic Volume Service"}}
}

func serviceVPC() Service {
	return Service{"hws.service.type.vpc", rest.Text{"虚拟私有云", "Virtual Private Cloud"}}
}

// ServiceMarket sells what others make.
func ServiceMarket() Service {
	return Service{"hws.service.type.marketplace", rest.Text{"云商店", "KooGallery"}}
}

// Shelf is the shelf of the demo shop; its order is part of the generator's determinism.
func Shelf() []Product {
	return []Product{
		{
			ServiceECS(),
			Resource{"hws.resource.type.vm", rest.Text{"云主机", "Cloud server"}},
			"00301-110001-0--0",
			rest.Text{"通用计算型 2核 4GB", "General computing 2 vCPUs 4 GiB"},
			rest.Cents(16000),
		},
		{
			ServiceEVS(),
			Resource{"hws.resource.type.volume", rest.Text{"云硬盘", "EVS disk"}},
			"00301-120002-0--0",
			rest.Text{"通用型SSD 100GB", "General purpose SSD 100 GB"},
			rest.Cents(7000),
		},
		{
			serviceVPC(),
			Resource{"hws.resource.type.bandwidth", rest.Text{"带宽", "Bandwidth"}},
			"00301-130003-0--0",
			rest.Text{"动态BGP 5Mbit/s", "Dynamic BGP 5 Mbit/s"},
			rest.Cents(12500),
		},
		{
			Service{"hws.service.type.obs", rest.Text{"对象存储服务", "Object Storage Service"}},
			Resource{"hws.resource.type.obs", rest.Text{"对象存储", "Object storage"}},
			"00301-140004-0--0",
			rest.Text{"标准存储包 500GB", "Standard storage package 500 GB"},
			rest.Cents(5400),
		},
		{
			Service{"hws.service.type.rds", rest.Text{"云数据库", "Relational Database Service"}},
			Resource{"hws.resource.type.rds.vm", rest.Text{"数据库实例", "Database instance"}},
			"00301-150005-0--0",
			rest.Text{"MySQL 主备 4核 8GB", "MySQL primary/standby 4 vCPUs 8 GiB"},
			rest.Cents(98000),
		},
		{
			Service{"hws.service.type.dcs", rest.Text{"分布式缓存服务", "Distributed Cache Service"}},
			Resource{"hws.resource.type.dcs3", rest.Text{"缓存实例", "Cache instance"}},
			"00301-160006-0--0",
			rest.Text{"Redis 6.0 主备 2GB", "Redis 6.0 primary/standby 2 GB"},
			rest.Cents(23050),
		},
		{
			Service{"hws.service.type.elb", rest.Text{"弹性负载均衡", "Elastic Load Balance"}},
			Resource{"hws.resource.type.elbv3", rest.Text{"负载均衡器", "Load balancer"}},
			"00301-170007-0--0",
			rest.Text{"应用型 小型I", "Application small I"},
			rest.Cents(31099),
		},
		{
			ServiceMarket(),
			Resource{"hws.resource.type.marketplace", rest.Text{"商品", "Product"}},
			"00301-180008-0--0",
			rest.Text{"网站模板 专业版", "Website template professional"},
			rest.Cents(19900),
		},
	}
}

// DefaultProject is the enterprise project of what belongs to none.
func DefaultProject() Project {
	return Project{"0", rest.Text{"default", "default"}}
}

// DemoProject is the one enterprise project of the demo account.
func DemoProject() Project {
	return Project{"5a6b7c8d-9e0f-4a1b-8c2d-3e4f5a6b7c8d", rest.Text{"研发项目", "Research project"}}
}

// Project is an enterprise project.
type Project struct {
	ID   string
	Name rest.Text
}

// AccountName is the name of the demo account.
func AccountName() rest.Text { return rest.Text{"云上演示公司", "Cloud Demo Company"} }

// Positions on the demo shop's shelf.
const (
	ShelfServer = iota
	ShelfDisk
	ShelfBandwidth
	ShelfStorage
	ShelfDatabase
	ShelfCache
	ShelfBalancer
	shelfMarket
)
