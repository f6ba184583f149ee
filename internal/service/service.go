package service

import (
	"errors"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	billsv1 "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	enterprisesv1 "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1"
	legacyv1 "github.com/ocegate/ocegate/gen/go/ocegate/legacy/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
	pricingv1 "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
	productsv1 "github.com/ocegate/ocegate/gen/go/ocegate/products/v1"
	regionsv1 "github.com/ocegate/ocegate/gen/go/ocegate/regions/v1"
	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// Config is what the services need.
type Config struct {
	// Upstream sends the calls.
	Upstream *upstream.Client
	// Site decides which operations exist and which currency applies where an
	// answer names none.
	Site upstream.Site
	// Unknown, if set, is told of every answer with members or codes that the
	// plans do not know.
	Unknown func(operation string, fields, codes int)
	// MaxUpload and MaxDownload are the largest files that are passed on, in bytes;
	// 0 means 20 MiB and 64 MiB.
	MaxUpload, MaxDownload int64
}

// Services are the handlers of all domains.
type Services struct {
	orders      *orders
	accounts    *accounts
	coupons     *coupons
	resources   *resources
	products    *products
	pricing     *pricing
	bills       *bills
	enterprises *enterprises
	regions     *regions

	cases                *cases
	caseMessages         *caseMessages
	caseLabels           *caseLabels
	caseFeedback         *caseFeedback
	attachments          *attachments
	transfers            *transfers
	ticketAuthorizations *ticketAuthorizations
	ticketVerification   *ticketVerification
	ticketPrivileges     *ticketPrivileges
	ticketAgreements     *ticketAgreements
	ticketDiagnosis      *ticketDiagnosis
	ticketConfiguration  *ticketConfiguration

	partnerCustomers *partnerCustomers
	partnerRealNames *partnerRealNames
	partnerAccounts  *partnerAccounts
	partnerCoupons   *partnerCoupons
	partnerBills     *partnerBills
	indirectPartners *indirectPartners
	legacy           *legacy
}

// Descriptors are the public services, in the order of the documentation.
func Descriptors() []protoreflect.ServiceDescriptor {
	var all []protoreflect.ServiceDescriptor
	for _, file := range []protoreflect.FileDescriptor{
		ordersv1.File_ocegate_orders_v1_orders_service_proto,
		accountsv1.File_ocegate_accounts_v1_accounts_service_proto,
		couponsv1.File_ocegate_coupons_v1_coupons_service_proto,
		resourcesv1.File_ocegate_resources_v1_resources_service_proto,
		productsv1.File_ocegate_products_v1_products_service_proto,
		pricingv1.File_ocegate_pricing_v1_pricing_service_proto,
		billsv1.File_ocegate_bills_v1_bills_service_proto,
		enterprisesv1.File_ocegate_enterprises_v1_enterprises_service_proto,
		regionsv1.File_ocegate_regions_v1_regions_service_proto,
		ticketsv1.File_ocegate_tickets_v1_cases_service_proto,
		ticketsv1.File_ocegate_tickets_v1_messages_service_proto,
		ticketsv1.File_ocegate_tickets_v1_labels_service_proto,
		ticketsv1.File_ocegate_tickets_v1_feedback_service_proto,
		ticketsv1.File_ocegate_tickets_v1_attachments_service_proto,
		ticketsv1.File_ocegate_tickets_v1_attachment_transfer_service_proto,
		ticketsv1.File_ocegate_tickets_v1_authorizations_service_proto,
		ticketsv1.File_ocegate_tickets_v1_verification_service_proto,
		ticketsv1.File_ocegate_tickets_v1_privileges_service_proto,
		ticketsv1.File_ocegate_tickets_v1_agreements_service_proto,
		ticketsv1.File_ocegate_tickets_v1_diagnosis_service_proto,
		ticketsv1.File_ocegate_tickets_v1_configuration_service_proto,
		partnersv1.File_ocegate_partners_v1_customer_service_proto,
		partnersv1.File_ocegate_partners_v1_real_name_service_proto,
		partnersv1.File_ocegate_partners_v1_account_service_proto,
		partnersv1.File_ocegate_partners_v1_coupon_service_proto,
		partnersv1.File_ocegate_partners_v1_bill_service_proto,
		partnersv1.File_ocegate_partners_v1_indirect_partner_service_proto,
		legacyv1.File_ocegate_legacy_v1_legacy_service_proto,
	} {
		for i := range file.Services().Len() {
			all = append(all, file.Services().Get(i))
		}
	}
	return all
}

// New compiles the plans of all RPCs; a fault in one of them is a failed start.
func New(config Config) (*Services, error) {
	if config.Upstream == nil {
		return nil, errors.New("service: no upstream client")
	}
	site, err := planSite(config.Site)
	if err != nil {
		return nil, err
	}
	plans, err := translate.Compile(Descriptors(), site)
	if err != nil {
		return nil, fmt.Errorf("service: %w", err)
	}
	caller := newCaller(config, plans)
	return &Services{
		orders:      &orders{caller: caller},
		accounts:    &accounts{caller: caller},
		coupons:     &coupons{caller: caller},
		resources:   &resources{caller: caller},
		products:    &products{caller: caller},
		pricing:     &pricing{caller: caller},
		bills:       &bills{caller: caller},
		enterprises: &enterprises{caller: caller},
		regions:     &regions{caller: caller},

		cases:                &cases{caller: caller},
		caseMessages:         &caseMessages{caller: caller},
		caseLabels:           &caseLabels{caller: caller},
		caseFeedback:         &caseFeedback{caller: caller},
		attachments:          &attachments{caller: caller},
		transfers:            newTransfers(config, caller),
		ticketAuthorizations: &ticketAuthorizations{caller: caller},
		ticketVerification:   &ticketVerification{caller: caller},
		ticketPrivileges:     &ticketPrivileges{caller: caller},
		ticketAgreements:     &ticketAgreements{caller: caller},
		ticketDiagnosis:      &ticketDiagnosis{caller: caller},
		ticketConfiguration:  &ticketConfiguration{caller: caller},

		partnerCustomers: &partnerCustomers{caller: caller},
		partnerRealNames: &partnerRealNames{caller: caller},
		partnerAccounts:  &partnerAccounts{caller: caller},
		partnerCoupons:   &partnerCoupons{caller: caller},
		partnerBills:     &partnerBills{caller: caller},
		indirectPartners: &indirectPartners{caller: caller},
		legacy:           &legacy{caller: caller},
	}, nil
}

func planSite(site upstream.Site) (upstreamv1.Site, error) {
	switch site {
	case upstream.SiteChina:
		return upstreamv1.Site_SITE_CN, nil
	case upstream.SiteInternational:
		return upstreamv1.Site_SITE_INTL, nil
	default:
		return 0, fmt.Errorf("service: site %q is not known", site)
	}
}

// Register puts the handlers on a door.
func (s *Services) Register(door grpc.ServiceRegistrar) {
	ordersv1.RegisterOrderServiceServer(door, s.orders)
	accountsv1.RegisterAccountServiceServer(door, s.accounts)
	couponsv1.RegisterCouponServiceServer(door, s.coupons)
	resourcesv1.RegisterResourceServiceServer(door, s.resources)
	productsv1.RegisterProductServiceServer(door, s.products)
	pricingv1.RegisterPricingServiceServer(door, s.pricing)
	billsv1.RegisterBillServiceServer(door, s.bills)
	enterprisesv1.RegisterEnterpriseServiceServer(door, s.enterprises)
	regionsv1.RegisterRegionServiceServer(door, s.regions)
	ticketsv1.RegisterCaseServiceServer(door, s.cases)
	ticketsv1.RegisterCaseMessageServiceServer(door, s.caseMessages)
	ticketsv1.RegisterCaseLabelServiceServer(door, s.caseLabels)
	ticketsv1.RegisterCaseFeedbackServiceServer(door, s.caseFeedback)
	ticketsv1.RegisterAttachmentServiceServer(door, s.attachments)
	ticketsv1.RegisterAttachmentTransferServiceServer(door, s.transfers)
	ticketsv1.RegisterAuthorizationServiceServer(door, s.ticketAuthorizations)
	ticketsv1.RegisterVerificationServiceServer(door, s.ticketVerification)
	ticketsv1.RegisterPrivilegeServiceServer(door, s.ticketPrivileges)
	ticketsv1.RegisterAgreementServiceServer(door, s.ticketAgreements)
	ticketsv1.RegisterDiagnosisServiceServer(door, s.ticketDiagnosis)
	ticketsv1.RegisterTicketConfigurationServiceServer(door, s.ticketConfiguration)
	partnersv1.RegisterPartnerCustomerServiceServer(door, s.partnerCustomers)
	partnersv1.RegisterPartnerRealNameServiceServer(door, s.partnerRealNames)
	partnersv1.RegisterPartnerAccountServiceServer(door, s.partnerAccounts)
	partnersv1.RegisterPartnerCouponServiceServer(door, s.partnerCoupons)
	partnersv1.RegisterPartnerBillServiceServer(door, s.partnerBills)
	partnersv1.RegisterIndirectPartnerServiceServer(door, s.indirectPartners)
	legacyv1.RegisterLegacyServiceServer(door, s.legacy)
}
