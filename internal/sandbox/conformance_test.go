package sandbox_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// catalogueField is the part of the catalogue that an answer is held to.
type catalogueField struct {
	Name     string           `json:"name"`
	Type     string           `json:"type"`
	Required bool             `json:"required"`
	Repeated bool             `json:"repeated"`
	Sites    []string         `json:"sites"`
	Fields   []catalogueField `json:"fields"`
}

type catalogueOperation struct {
	Name     string           `json:"name"`
	Service  string           `json:"service"`
	Sites    []string         `json:"sites"`
	Path     string           `json:"path"`
	Response []catalogueField `json:"response"`
}

func catalogue(t *testing.T) map[string]catalogueOperation {
	t.Helper()
	files, err := filepath.Glob("data/catalogue/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v: %v", files, err)
	}
	out := map[string]catalogueOperation{}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Operations []catalogueOperation `json:"operations"`
		}
		if err := json.Unmarshal(raw, &file); err != nil {
			t.Fatal(err)
		}
		for _, op := range file.Operations {
			out[op.Name] = op
		}
	}
	return out
}

// conformer holds answers to the catalogue and remembers which fields were seen.
type conformer struct {
	t    *testing.T
	site string
	seen map[string]bool
	node []catalogueField // what a recursive member holds again
}

func (f *conformer) object(path string, got any, fields []catalogueField) {
	f.t.Helper()
	members, ok := got.(map[string]any)
	if !ok {
		f.t.Errorf("%s is not an object: %v", path, got)
		return
	}
	known := map[string]catalogueField{}
	for _, field := range fields {
		if len(field.Sites) > 0 && !slices.Contains(field.Sites, f.site) {
			continue
		}
		known[field.Name] = field
		if strings.HasPrefix(field.Type, "recursive:") {
			f.node = fields
		}
		if _, sent := members[field.Name]; field.Required && !sent {
			f.t.Errorf("%s.%s is required and missing", path, field.Name)
		}
	}
	for name, member := range members {
		field, ok := known[name]
		if !ok {
			f.t.Errorf("%s.%s is not in the catalogue", path, name)
			continue
		}
		if member == nil {
			continue // only period_num is written as null
		}
		f.seen[path+"."+name] = true
		f.value(path+"."+name, member, field)
	}
}

func (f *conformer) value(path string, got any, field catalogueField) {
	f.t.Helper()
	if field.Repeated {
		items, ok := got.([]any)
		if !ok {
			f.t.Errorf("%s is not an array", path)
		}
		field.Repeated = false
		for _, item := range items {
			f.value(path, item, field)
		}
		return
	}
	if strings.HasPrefix(field.Type, "recursive:") {
		f.object(path, got, f.node)
		return
	}
	kind := fmt.Sprintf("%T", got)
	number, _ := got.(json.Number)
	ok := false
	switch field.Type {
	case "object":
		f.object(path, got, field.Fields)
		return
	case "string", "datetime":
		ok = kind == "string"
	case "map<string,string>", "map<string,any>", "any":
		ok = kind == "map[string]interface {}"
	case "bool":
		ok = kind == "bool"
	case "int32", "int64":
		ok = kind == "json.Number" && !strings.ContainsAny(number.String(), ".eE")
	case "number", "decimal":
		ok = kind == "json.Number" && strings.Contains(number.String(), ".")
	}
	if !ok {
		f.t.Errorf("%s: %v (%s) is no %s", path, got, kind, field.Type)
	}
}

func (f *conformer) unseen(path string, fields []catalogueField) []string {
	var out []string
	for _, field := range fields {
		at := path + "." + field.Name
		if len(field.Sites) > 0 && !slices.Contains(field.Sites, f.site) {
			continue
		}
		if !f.seen[at] {
			out = append(out, at)
		}
		out = append(out, f.unseen(at, field.Fields)...)
	}
	return out
}

// TestAnswersFollowTheCatalogue reads every page of every list and every order's
// details, refunds, coupons and discounts, and finds every field of the catalogue at least once.
func TestAnswersFollowTheCatalogue(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"cn", "intl"} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, func(cfg *sandbox.Config) { cfg.Site = site })
			f := &conformer{t: t, site: site, seen: map[string]bool{}}
			ops := catalogue(t)
			for _, op := range ops {
				if !slices.Contains(op.Sites, site) || len(op.Response) == 0 {
					continue
				}
				for _, target := range c.everyTarget(op.Name) {
					if first, ok := strings.CutPrefix(target, "first "); ok {
						c.fine(first, c.ask(first))
						continue
					}
					if site == "intl" && op.Name == "CreateSubCustomer" {
						target = strings.TrimSuffix(target, "}") + `,"domain_area":"MX"}`
					}
					a := c.ask(target)
					if a.status != 200 && a.code() != "CBC.99005026" {
						t.Fatalf("%s: %d %s", target, a.status, a.body)
					}
					if a.status == 200 {
						f.object(op.Name, as[any](t, a), op.Response)
					}
				}
				missing := slices.DeleteFunc(f.unseen(op.Name, op.Response), func(path string) bool {
					return reserved(path) || op.Service == "osm" && onlyOnRefusal(path)
				})
				if len(missing) > 0 {
					t.Errorf("the demo data never shows %v", missing)
				}
			}
		})
	}
}

// everyTarget are the requests that together show all that an operation can show.
func (c *client) everyTarget(operation string) []string {
	pages := func(base string) []string {
		var out []string
		for offset := 0; offset < 300; offset += 100 {
			out = append(out, fmt.Sprintf("%s&limit=100&offset=%d", base, offset))
		}
		return out
	}
	perOrder := func(format string) []string {
		var out []string
		for _, id := range c.everyOrder() {
			out = append(out, fmt.Sprintf(format, id))
		}
		return out
	}
	switch operation {
	case "ListCustomerOrders":
		return append(pages(ordersPath+"?order_by=createTime"), ordersPath+"?method=sub_customer&limit=100")
	case "ShowCustomerOrderDetails":
		return perOrder(ordersPath + "/details/%s?limit=100")
	case "ListOrderCouponsByOrderId":
		return perOrder(ordersPath + "/order-coupons?order_id=%s")
	case "ListOrderDiscounts":
		return perOrder(ordersPath + "/order-discounts?order_id=%s")
	case "ShowRefundOrderDetails":
		return perOrder(ordersPath + "/refund-orders?order_id=%s")
	case "ListCustomerAccountChangeRecords":
		return append(pages(changesPath+"?balance_type=BALANCE_TYPE_DEBIT"), pages(changesPath+"?balance_type=BALANCE_TYPE_CREDIT")...)
	case "ListStoredValueCards":
		return append(pages("/v2/promotions/benefits/stored-value-cards?status=1"), pages("/v2/promotions/benefits/stored-value-cards?status=2")...)
	case "ListSubCustomerCoupons":
		return pages("/v2/promotions/benefits/coupons?")
	case "ListCustomerCouponChangeRecords":
		return pages("/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON")
	case "ShowCustomerAccountBalances":
		return []string{balancesPath}
	case "ShowCustomerExpenditureQuota":
		return []string{"/v2/accounts/customer-accounts/expenditure-quota"}
	}
	targets := moreTargets()[operation]
	if len(targets) == 0 {
		c.t.Fatalf("no requests for %s", operation)
	}
	return targets
}

// everyOrder are the ids of all orders, sub orders and member orders included.
func (c *client) everyOrder() []string {
	c.t.Helper()
	var out []string
	for _, base := range []string{"?limit=100", "?limit=100&offset=100", "?limit=100&method=sub_customer"} {
		list := as[struct {
			Orders []orderInfo `json:"order_infos"`
		}](c.t, c.get(ordersPath+base))
		for _, o := range list.Orders {
			out = append(out, o.ID)
			for _, sub := range o.SubOrders {
				out = append(out, sub.ID)
			}
		}
	}
	return out
}
