package partner

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// reviewTime is how long a review of real-name data takes on the virtual clock.
const reviewTime = 30 * time.Minute

const (
	identifyByBank   = 4
	rejectedPrefix   = "REJECT" // of a document's number: the review fails
	unreadablePrefix = "UNREADABLE"
)

type reviewAnswer struct {
	Review int `json:"is_review"`
}

// createPersonalRealnameAuth is POST /v2/customers/realname-auths/individual; a bank card needs no review.
func createPersonalRealnameAuth(_ context.Context, c *call) (any, *rest.Refusal) {
	s, no := c.applicant()
	if no != nil {
		return nil, no
	}
	if s.verified == verifiedDone {
		return nil, rest.BadParameter("the customer is authenticated")
	}
	byBank := c.In.Num("identify_type", 0) == identifyByBank
	bank := c.In.Items("bank_card_info")
	switch {
	case !byBank && len(c.In.Texts("verified_file_url")) < 2:
		return nil, rest.BadParameter("verified_file_url lacks a side of the document")
	case byBank && c.Site == rest.SiteInternational:
		return nil, rest.BadParameter("identify_type 4 belongs to the China site")
	case byBank && len(bank) == 0:
		return nil, rest.BadParameter("bank_card_info is required")
	case byBank:
		if no := c.partner.confirm(c, bank[0].Text("mobile"), sceneBankCard); no != nil {
			return nil, no
		}
	}
	c.submit(s, submission{name: c.In.Text("name"), kind: customerPerson, reviewed: !byBank})
	if byBank {
		return reviewAnswer{0}, nil
	}
	return reviewAnswer{1}, nil
}

// createEnterpriseRealnameAuthentication is POST /v2/customers/realname-auths/enterprise.
func createEnterpriseRealnameAuthentication(_ context.Context, c *call) (any, *rest.Refusal) {
	s, no := c.applicant()
	if no == nil && s.verified == verifiedDone {
		no = rest.BadParameter("the customer is authenticated")
	}
	if no == nil {
		no = c.checkEnterprise()
	}
	if no != nil {
		return nil, no
	}
	c.submit(s, submission{name: c.In.Text("corp_name"), kind: customerEnterprise, reviewed: true})
	return reviewAnswer{1}, nil
}

// changeEnterpriseRealnameAuthentication is PUT /v2/customers/realname-auths/enterprise: an authenticated person becomes an enterprise.
func changeEnterpriseRealnameAuthentication(_ context.Context, c *call) (any, *rest.Refusal) {
	s, no := c.applicant()
	if no == nil && (s.verified != verifiedDone || s.kind != customerPerson) {
		no = rest.BadParameter("the customer is no authenticated person")
	}
	if no == nil {
		no = c.checkEnterprise()
	}
	if no != nil {
		return nil, no
	}
	c.submit(s, submission{name: c.In.Text("corp_name"), kind: customerEnterprise, reviewed: true})
	return reviewAnswer{1}, nil
}

// applicant is the customer that is to be authenticated, of the partner or one of its indirect partners.
func (c *call) applicant() (*subCustomer, *rest.Refusal) {
	if c.In.Text("xaccount_type") != demo.PartnerPlatform {
		return nil, rest.BadParameter("xaccount_type is not the partner's")
	}
	s := c.anyCustomer()
	number := c.In.Text("verified_number")
	switch {
	case s == nil:
		return nil, unknownAccount()
	case s.verified == verifiedReview:
		return nil, rest.BadParameter("the customer's data are being reviewed")
	case strings.HasPrefix(number, unreadablePrefix):
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.70600026", "The submitted real-name authentication data cannot be reviewed.")
	}
	for _, url := range c.In.Texts("verified_file_url") {
		if !regexp.MustCompile(`(?i)^[^/:][^:]*\.(jpe?g|bmp|png|gif|pdf)$`).MatchString(url) {
			return nil, rest.BadParameter("verified_file_url is not a relative path of a picture")
		}
	}
	return s, nil
}

// anyCustomer finds the customer that a call names, whoever of the partners it belongs to.
func (c *call) anyCustomer() *subCustomer {
	for _, r := range c.partner.all() {
		if s := r.customer(c.In.Text("customer_id")); s != nil {
			return s
		}
	}
	return nil
}

// checkEnterprise holds the name to its rule, and the pictures to the persons that are named.
func (c *call) checkEnterprise() *rest.Refusal {
	if !regexp.MustCompile(`\pL`).MatchString(c.In.Text("corp_name")) {
		return rest.BadParameter("corp_name holds no letter")
	}
	want := 1
	if c.In.Has("enterprise_person") {
		want = 3 // both sides of the person's document follow the enterprise's
	}
	if len(c.In.Texts("verified_file_url")) != want {
		return rest.BadParameter("verified_file_url does not hold %d pictures", want)
	}
	return nil
}

// submission is what a customer is to be called once its data are accepted.
type submission struct {
	name     string
	kind     int
	reviewed bool
}

// submit starts the review, or accepts the data at once.
func (c *call) submit(s *subCustomer, what submission) {
	number := c.In.Text("verified_number")
	c.Done(rest.Effect{Kind: "real_name_submitted", CustomerID: s.id})
	if !what.reviewed {
		c.partner.decide(s, what, c.Now)
		return
	}
	before := *s
	s.verified, s.opinion = verifiedReview, ""
	c.Timeline.Plan(c.Now.Add(reviewTime), func(at time.Time) {
		if strings.HasPrefix(number, rejectedPrefix) {
			s.verified, s.opinion = verifiedFailed, "The document does not match the name."
			if before.verified == verifiedDone {
				s.verified = verifiedDone // a refused change leaves what was authenticated
			}
			c.partner.reviewed(s, at, "failed")
			return
		}
		c.partner.decide(s, what, at)
	})
}

func (p *Partnership) decide(s *subCustomer, what submission, at time.Time) {
	s.verified, s.name, s.kind, s.opinion = verifiedDone, what.name, what.kind, ""
	p.reviewed(s, at, "passed")
}

func (p *Partnership) reviewed(s *subCustomer, at time.Time, result string) {
	p.Happened(at, rest.Effect{Kind: "real_name_reviewed", CustomerID: s.id, Parts: map[string]string{"result": result}})
}

type reviewResultAnswer struct {
	Result  *int   `json:"review_result,omitempty"`
	Opinion string `json:"opinion,omitempty"`
}

// showRealnameAuthenticationReviewResult is GET /v2/customers/realname-auths/result; without a submission there is no result.
func showRealnameAuthenticationReviewResult(_ context.Context, c *call) (any, *rest.Refusal) {
	s := c.anyCustomer()
	switch {
	case s == nil:
		return nil, unknownAccount()
	case s.opinion != "":
		failed := verifiedFailed
		return reviewResultAnswer{&failed, s.opinion}, nil
	case s.verified == verifiedNone:
		return reviewResultAnswer{}, nil
	}
	return reviewResultAnswer{Result: &s.verified}, nil
}
