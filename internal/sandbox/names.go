package sandbox

// service is a cloud service type of the product dictionary.
type service struct {
	code string
	name text
}

// resource is a resource type of a service.
type resource struct {
	code string
	name text
}

// product is what the demo data sells.
type product struct {
	service  service
	resource resource
	id       string
	spec     text
	price    money // of one month
}

// serviceECS sells virtual machines.
func serviceECS() service {
	return service{"hws.service.type.ec2", text{"弹性云服务器", "Elastic Cloud Server"}}
}

// serviceEVS sells disks.
func serviceEVS() service {
	return service{"hws.service.type.ebs", text{"云硬盘", "Elastic Volume Service"}}
}

func serviceVPC() service {
	return service{"hws.service.type.vpc", text{"虚拟私有云", "Virtual Private Cloud"}}
}

// serviceMarket sells what others make.
func serviceMarket() service {
	return service{"hws.service.type.marketplace", text{"云商店", "KooGallery"}}
}

// catalog is the shelf of the demo shop; its order is part of the generator's determinism.
func catalog() []product {
	return []product{
		{
			serviceECS(),
			resource{"hws.resource.type.vm", text{"云主机", "Cloud server"}},
			"00301-110001-0--0",
			text{"通用计算型 2核 4GB", "General computing 2 vCPUs 4 GiB"},
			cents(16000),
		},
		{
			serviceEVS(),
			resource{"hws.resource.type.volume", text{"云硬盘", "EVS disk"}},
			"00301-120002-0--0",
			text{"通用型SSD 100GB", "General purpose SSD 100 GB"},
			cents(7000),
		},
		{
			serviceVPC(),
			resource{"hws.resource.type.bandwidth", text{"带宽", "Bandwidth"}},
			"00301-130003-0--0",
			text{"动态BGP 5Mbit/s", "Dynamic BGP 5 Mbit/s"},
			cents(12500),
		},
		{
			service{"hws.service.type.obs", text{"对象存储服务", "Object Storage Service"}},
			resource{"hws.resource.type.obs", text{"对象存储", "Object storage"}},
			"00301-140004-0--0",
			text{"标准存储包 500GB", "Standard storage package 500 GB"},
			cents(5400),
		},
		{
			service{"hws.service.type.rds", text{"云数据库", "Relational Database Service"}},
			resource{"hws.resource.type.rds.vm", text{"数据库实例", "Database instance"}},
			"00301-150005-0--0",
			text{"MySQL 主备 4核 8GB", "MySQL primary/standby 4 vCPUs 8 GiB"},
			cents(98000),
		},
		{
			service{"hws.service.type.dcs", text{"分布式缓存服务", "Distributed Cache Service"}},
			resource{"hws.resource.type.dcs3", text{"缓存实例", "Cache instance"}},
			"00301-160006-0--0",
			text{"Redis 6.0 主备 2GB", "Redis 6.0 primary/standby 2 GB"},
			cents(23050),
		},
		{
			service{"hws.service.type.elb", text{"弹性负载均衡", "Elastic Load Balance"}},
			resource{"hws.resource.type.elbv3", text{"负载均衡器", "Load balancer"}},
			"00301-170007-0--0",
			text{"应用型 小型I", "Application small I"},
			cents(31099),
		},
		{
			serviceMarket(),
			resource{"hws.resource.type.marketplace", text{"商品", "Product"}},
			"00301-180008-0--0",
			text{"网站模板 专业版", "Website template professional"},
			cents(19900),
		},
	}
}

// defaultProject is the enterprise project of what belongs to none.
func defaultProject() project {
	return project{"0", text{"default", "default"}}
}

// demoProject is the one enterprise project of the demo account.
func demoProject() project {
	return project{"5a6b7c8d-9e0f-4a1b-8c2d-3e4f5a6b7c8d", text{"研发项目", "Research project"}}
}

// project is an enterprise project.
type project struct {
	id   string
	name text
}

// accountName is the name of the demo account.
func accountName() text { return text{"云上演示公司", "Cloud Demo Company"} }

// Positions on the demo shop's shelf.
const (
	shelfServer = iota
	shelfDisk
	shelfBandwidth
	shelfStorage
	shelfDatabase
	shelfCache
	shelfBalancer
	shelfMarket
)
