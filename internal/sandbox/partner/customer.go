package partner

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// customersPerPhone is how many customers may share a mobile number.
const customersPerPhone = 5

type managerView struct {
	Account string `json:"account_name"`
}

type subCustomerView struct {
	Name           string        `json:"customer,omitempty"`
	Account        string        `json:"account_name"`
	ID             string        `json:"customer_id"`
	AssociatedOn   string        `json:"associated_on"`
	Association    string        `json:"association_type"`
	Label          string        `json:"label,omitempty"`
	Telephone      string        `json:"telephone,omitempty"`
	VerifiedStatus string        `json:"verified_status"`
	CountryCode    string        `json:"country_code,omitempty"`
	Kind           int           `json:"customer_type"`
	Frozen         int           `json:"is_frozen"`
	Managers       []managerView `json:"account_managers"`
	PlatformID     string        `json:"xaccount_id,omitempty"`
	Platform       string        `json:"xaccount_type,omitempty"`
	Level          string        `json:"customer_level"`
	Email          string        `json:"email,omitempty"`
}

type subCustomersAnswer struct {
	Rows  []subCustomerView `json:"customer_infos"`
	Count int               `json:"count"`
}

// listSubCustomers is POST /v2/partners/sub-customers/query; names and labels match in any place.
func listSubCustomers(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	for _, name := range []string{"account_name", "customer", "label"} {
		if strings.Contains(c.In.Text(name), " ") {
			return nil, rest.BadParameter("%s holds a blank", name)
		}
	}
	rows := rest.Keep(r.customers, func(s *subCustomer) bool {
		return strings.Contains(s.account, c.In.Text("account_name")) && strings.Contains(s.name, c.In.Text("customer")) &&
			strings.Contains(s.label, c.In.Text("label")) && c.FitsNumber("association_type", s.association) &&
			c.Fits("customer_id", s.id) && c.Within(s.associated, "associated_on_begin", "associated_on_end")
	})
	return subCustomersAnswer{Rows: rest.Views(rest.Page(c.Call, rows), func(s *subCustomer) subCustomerView { return s.view() }), Count: len(rows)}, nil
}

func (s *subCustomer) view() subCustomerView {
	v := subCustomerView{
		Name: s.name, Account: s.account, ID: s.id, AssociatedOn: rest.Stamp(s.associated), Association: rest.Quoted(s.association),
		Label: s.label, Telephone: s.phone, VerifiedStatus: rest.Quoted(s.verified), Kind: s.kind, Frozen: s.frozen,
		Managers: []managerView{}, PlatformID: s.platformID, Level: s.level, Email: s.email,
	}
	if s.phone != "" {
		v.CountryCode = "0086"
	}
	if s.platformID != "" {
		v.Platform = demo.PartnerPlatform
	}
	if s.manager != "" {
		v.Managers = append(v.Managers, managerView{s.manager})
	}
	return v
}

type identityAnswer struct {
	Code      string `json:"error_code"`
	Message   string `json:"error_msg"`
	Result    string `json:"check_result"`
	Remaining *int   `json:"mobile_remain_available_num,omitempty"`
}

// checkUserIdentity is POST /v2/partners/sub-customers/users/check-identity. Its answer
// has members for a code, which is the marker of success here.
func checkUserIdentity(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := identityAnswer{Code: "CBC.0000", Message: "success", Result: "available"}
	sought := c.In.Text("search_value")
	var used bool
	switch c.In.Text("search_type") {
	case "mobile":
		if !regexp.MustCompile(`^0086-\d+$`).MatchString(sought) {
			return nil, rest.BadParameter("search_value is not a mobile number")
		}
		left := max(customersPerPhone-c.partner.sharing(strings.TrimPrefix(sought, "0086-")), 0)
		answer.Remaining, used = &left, left == 0
	case "email":
		if !isMailAddress(sought) {
			return nil, rest.BadParameter("search_value is not an e-mail address")
		}
		used = c.partner.taken(func(s *subCustomer) bool { return strings.EqualFold(s.email, sought) })
	default:
		if !isLoginName(sought) || strings.HasPrefix(sought, "_") {
			return nil, rest.BadParameter("search_value is not a login name")
		}
		used = c.partner.taken(func(s *subCustomer) bool { return strings.EqualFold(s.account, sought) })
	}
	if used {
		answer.Result = "used_by_user"
	}
	return answer, nil
}

func (p *Partnership) taken(by func(*subCustomer) bool) bool {
	return slices.ContainsFunc(p.customers(), by)
}

// sharing counts the customers of a mobile number.
func (p *Partnership) sharing(phone string) int {
	count := 0
	for _, s := range p.customers() {
		if s.phone == phone {
			count++
		}
	}
	return count
}

func isMailAddress(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	return ok && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(text, " \t")
}

// isLoginName holds a login name to its length and characters; some beginnings are kept back.
func isLoginName(name string) bool {
	lower := strings.ToLower(name)
	return regexp.MustCompile(`^[a-zA-Z_-][a-zA-Z0-9_-]{4,31}$`).MatchString(name) &&
		!strings.HasPrefix(lower, "op_") && !strings.HasPrefix(lower, "shadow_")
}

type newCustomerAnswer struct {
	ID   string `json:"domain_id"`
	Name string `json:"domain_name"`
}

// createSubCustomer is POST /v2/partners/sub-customers; the association is done at once.
func createSubCustomer(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	name := c.In.Text("domain_name")
	if name == "" {
		name = "cloud-partner-" + rest.AccountID(c.In.Text("xaccount_id"))[:8]
	}
	if no := c.checkNewCustomer(name); no != nil {
		return nil, no
	}
	contact := c.In.Text("mobile_phone") + c.In.Text("email")
	if contact != "" {
		if no := c.partner.confirm(c, contact, sceneRegister); no != nil {
			return nil, no
		}
	}
	s := &subCustomer{
		id: rest.AccountID("customer " + name), account: name, phone: c.In.Text("mobile_phone"), email: c.In.Text("email"),
		platformID: c.In.Text("xaccount_id"), level: "V0", association: c.association(), kind: customerUnknown,
		associated: c.Now, verified: verifiedNone, newTag: tagPending, book: &wallet.Ledger{}, wallet: wallet.NewWallet(),
		seed: len(c.partner.customers()),
	}
	r.customers = append(r.customers, s)
	c.Done(rest.Effect{Kind: "sub_customer_created", CustomerID: s.id, Parts: map[string]string{"partner_id": r.id, "domain_name": name}})
	return newCustomerAnswer{s.id, name}, nil
}

// association is how a new customer belongs to its partner.
func (c *call) association() int {
	switch {
	case c.Site == rest.SiteInternational:
		return associationResale
	case c.In.Text("cooperation_type") == "1":
		return associationAdvisory
	}
	return associationProxy
}

func (c *call) checkNewCustomer(name string) *rest.Refusal {
	p := c.partner
	phone, mail, password := c.In.Text("mobile_phone"), c.In.Text("email"), c.In.Text("password")
	switch {
	case !isLoginName(name):
		return rest.Refuse(http.StatusBadRequest, "CBC.99000031", "The domain name is invalid.")
	case p.taken(func(s *subCustomer) bool { return strings.EqualFold(s.account, name) }):
		return rest.Refuse(http.StatusBadRequest, "CBC.99000038", "The customer login name already exists.")
	case phone != "" && !regexp.MustCompile(`^1\d{10}$`).MatchString(phone):
		return rest.Refuse(http.StatusBadRequest, "CBC.5017", "The format of the mobile number is invalid.")
	case c.In.Text("xaccount_type") != demo.PartnerPlatform:
		return rest.BadParameter("xaccount_type is not the partner's")
	case p.taken(func(s *subCustomer) bool { return s.platformID == c.In.Text("xaccount_id") }):
		return rest.Refuse(http.StatusBadRequest, "CBC.99000039", "The xaccountId is repeated.")
	case mail != "" && !isMailAddress(mail):
		return rest.BadParameter("email is not an e-mail address")
	case phone != "" && p.sharing(phone) >= customersPerPhone:
		return rest.Refuse(http.StatusBadRequest, "CBC.99000030", "The mobile number is used more often than allowed.")
	case password != "" && (!rest.StrongPassword(password, name) || len(password) < 6):
		return rest.Refuse(http.StatusBadRequest, "CBC.99000036", "The password format is invalid.")
	}
	return nil
}
