package shop

import (
	"context"
	"slices"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// regions are the regions that sell, with their names.
func regions() map[string]rest.Text {
	return map[string]rest.Text{
		demo.Region:      {"华北-北京四", "CN North-Beijing4"},
		"cn-north-1":     {"华北-北京一", "CN North-Beijing1"},
		"cn-north-9":     {"华北-乌兰察布一", "CN North-Ulanqab1"},
		"cn-east-2":      {"华东-上海二", "CN East-Shanghai2"},
		"cn-east-3":      {"华东-上海一", "CN East-Shanghai1"},
		"cn-south-1":     {"华南-广州", "CN South-Guangzhou"},
		"cn-southwest-2": {"西南-贵阳一", "CN Southwest-Guiyang1"},
		"ap-southeast-1": {"中国-香港", "CN-Hong Kong"},
		"ap-southeast-2": {"亚太-曼谷", "AP-Bangkok"},
		"ap-southeast-3": {"亚太-新加坡", "AP-Singapore"},
		"ap-southeast-4": {"亚太-雅加达", "AP-Jakarta"},
		"af-south-1":     {"非洲-约翰内斯堡", "AF-Johannesburg"},
		"la-north-2":     {"拉美-墨西哥城二", "LA-Mexico City2"},
		"la-south-2":     {"拉美-圣地亚哥", "LA-Santiago"},
		"me-east-1":      {"中东-利雅得", "ME-Riyadh"},
		"na-mexico-1":    {"拉美-墨西哥城一", "LA-Mexico City1"},
		"sa-brazil-1":    {"拉美-圣保罗一", "LA-Sao Paulo1"},
		"tr-west-1":      {"土耳其-伊斯坦布尔", "TR-Istanbul"},
	}
}

func knownRegion(code string) bool {
	_, known := regions()[code]
	return known
}

// RegionName is a region's name in the caller's language.
func RegionName(code string, english bool) string { return regions()[code].In(english) }

type placeView struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// provinces are the codes and names of the provinces, each with its capital.
func provinces() [][3]string {
	return [][3]string{
		{"110000", "北京市", "北京市"},
		{"120000", "天津市", "天津市"},
		{"130000", "河北省", "石家庄市"},
		{"140000", "山西省", "太原市"},
		{"150000", "内蒙古自治区", "呼和浩特市"},
		{"210000", "辽宁省", "沈阳市"},
		{"220000", "吉林省", "长春市"},
		{"230000", "黑龙江省", "哈尔滨市"},
		{"310000", "上海市", "上海市"},
		{"320000", "江苏省", "南京市"},
		{"330000", "浙江省", "杭州市"},
		{"340000", "安徽省", "合肥市"},
		{"350000", "福建省", "福州市"},
		{"360000", "江西省", "南昌市"},
		{"370000", "山东省", "济南市"},
		{"410000", "河南省", "郑州市"},
		{"420000", "湖北省", "武汉市"},
		{"430000", "湖南省", "长沙市"},
		{"440000", "广东省", "广州市"},
		{"450000", "广西壮族自治区", "南宁市"},
		{"460000", "海南省", "海口市"},
		{"500000", "重庆市", "重庆市"},
		{"510000", "四川省", "成都市"},
		{"520000", "贵州省", "贵阳市"},
		{"530000", "云南省", "昆明市"},
		{"540000", "西藏自治区", "拉萨市"},
		{"610000", "陕西省", "西安市"},
		{"620000", "甘肃省", "兰州市"},
		{"630000", "青海省", "西宁市"},
		{"640000", "宁夏回族自治区", "银川市"},
		{"650000", "新疆维吾尔自治区", "乌鲁木齐市"},
	}
}

// cities are those of one province: the capital, and for Guangdong a longer list.
func cities(province string) []placeView {
	further := []string{"韶关市", "深圳市", "珠海市", "汕头市", "佛山市", "江门市", "湛江市", "茂名市"}
	out := make([]placeView, 0, len(further)+1)
	for _, p := range provinces() {
		if p[0] == province {
			out = append(out, placeView{province[:2] + "0100", p[2]})
		}
	}
	if province == "440000" {
		for i, name := range further {
			out = append(out, placeView{province[:2] + "0" + string(rune('2'+i)) + "00", name})
		}
	}
	return out
}

// counties are those of one city.
func counties(city string) []placeView {
	if city == "440300" {
		names := []string{"罗湖区", "福田区", "南山区", "宝安区", "龙岗区", "盐田区"}
		out := make([]placeView, 0, len(names))
		for i, name := range names {
			out = append(out, placeView{city[:4] + "0" + string(rune('3'+i)), name})
		}
		return out
	}
	for _, p := range provinces() {
		if slices.ContainsFunc(cities(p[0]), func(v placeView) bool { return v.Code == city }) {
			return []placeView{{city[:4] + "01", "市辖区"}}
		}
	}
	return nil
}

type provincesAnswer struct {
	Count int         `json:"count"`
	Rows  []placeView `json:"provinces"`
}

type citiesAnswer struct {
	Count int         `json:"count"`
	Rows  []placeView `json:"cities"`
}

type countiesAnswer struct {
	Count int         `json:"count"`
	Rows  []placeView `json:"counties"`
}

// listProvinces is GET /v2/systems/configs/provinces; places are always Chinese.
func listProvinces(_ context.Context, c *call) (any, *rest.Refusal) {
	all := provinces()
	rows := make([]placeView, 0, len(all))
	for _, p := range all {
		rows = append(rows, placeView{p[0], p[1]})
	}
	return provincesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}

// listCities is GET /v2/systems/configs/cities.
func listCities(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := cities(c.In.Text("province_code"))
	return citiesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}

// listCounties is GET /v2/systems/configs/counties.
func listCounties(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := counties(c.In.Text("city_code"))
	return countiesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}
