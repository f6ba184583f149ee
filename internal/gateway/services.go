package gateway

import (
	"context"
	"fmt"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
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
)

// Service is what the door needs to know of one gRPC service.
type Service struct {
	Descriptor protoreflect.ServiceDescriptor
	// Register is nil for a service that has streams alone.
	Register func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error
}

// Services lists every service of the public API that has routes.
func Services() []Service {
	return []Service{
		service(ordersv1.File_ocegate_orders_v1_orders_service_proto, ordersv1.NewOrderServiceClient, ordersv1.RegisterOrderServiceHandlerClient),
		service(accountsv1.File_ocegate_accounts_v1_accounts_service_proto, accountsv1.NewAccountServiceClient, accountsv1.RegisterAccountServiceHandlerClient),
		service(couponsv1.File_ocegate_coupons_v1_coupons_service_proto, couponsv1.NewCouponServiceClient, couponsv1.RegisterCouponServiceHandlerClient),
		service(resourcesv1.File_ocegate_resources_v1_resources_service_proto, resourcesv1.NewResourceServiceClient, resourcesv1.RegisterResourceServiceHandlerClient),
		service(productsv1.File_ocegate_products_v1_products_service_proto, productsv1.NewProductServiceClient, productsv1.RegisterProductServiceHandlerClient),
		service(pricingv1.File_ocegate_pricing_v1_pricing_service_proto, pricingv1.NewPricingServiceClient, pricingv1.RegisterPricingServiceHandlerClient),
		service(billsv1.File_ocegate_bills_v1_bills_service_proto, billsv1.NewBillServiceClient, billsv1.RegisterBillServiceHandlerClient),
		service(enterprisesv1.File_ocegate_enterprises_v1_enterprises_service_proto, enterprisesv1.NewEnterpriseServiceClient, enterprisesv1.RegisterEnterpriseServiceHandlerClient),
		service(regionsv1.File_ocegate_regions_v1_regions_service_proto, regionsv1.NewRegionServiceClient, regionsv1.RegisterRegionServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_cases_service_proto, ticketsv1.NewCaseServiceClient, ticketsv1.RegisterCaseServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_messages_service_proto, ticketsv1.NewCaseMessageServiceClient, ticketsv1.RegisterCaseMessageServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_labels_service_proto, ticketsv1.NewCaseLabelServiceClient, ticketsv1.RegisterCaseLabelServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_feedback_service_proto, ticketsv1.NewCaseFeedbackServiceClient, ticketsv1.RegisterCaseFeedbackServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_attachments_service_proto, ticketsv1.NewAttachmentServiceClient, ticketsv1.RegisterAttachmentServiceHandlerClient),
		{Descriptor: ticketsv1.File_ocegate_tickets_v1_attachment_transfer_service_proto.Services().Get(0)},
		service(ticketsv1.File_ocegate_tickets_v1_authorizations_service_proto, ticketsv1.NewAuthorizationServiceClient, ticketsv1.RegisterAuthorizationServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_verification_service_proto, ticketsv1.NewVerificationServiceClient, ticketsv1.RegisterVerificationServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_privileges_service_proto, ticketsv1.NewPrivilegeServiceClient, ticketsv1.RegisterPrivilegeServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_agreements_service_proto, ticketsv1.NewAgreementServiceClient, ticketsv1.RegisterAgreementServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_diagnosis_service_proto, ticketsv1.NewDiagnosisServiceClient, ticketsv1.RegisterDiagnosisServiceHandlerClient),
		service(ticketsv1.File_ocegate_tickets_v1_configuration_service_proto, ticketsv1.NewTicketConfigurationServiceClient, ticketsv1.RegisterTicketConfigurationServiceHandlerClient),
		service(partnersv1.File_ocegate_partners_v1_customer_service_proto, partnersv1.NewPartnerCustomerServiceClient, partnersv1.RegisterPartnerCustomerServiceHandlerClient),
		service(partnersv1.File_ocegate_partners_v1_real_name_service_proto, partnersv1.NewPartnerRealNameServiceClient, partnersv1.RegisterPartnerRealNameServiceHandlerClient),
		service(partnersv1.File_ocegate_partners_v1_account_service_proto, partnersv1.NewPartnerAccountServiceClient, partnersv1.RegisterPartnerAccountServiceHandlerClient),
		service(partnersv1.File_ocegate_partners_v1_coupon_service_proto, partnersv1.NewPartnerCouponServiceClient, partnersv1.RegisterPartnerCouponServiceHandlerClient),
		service(partnersv1.File_ocegate_partners_v1_bill_service_proto, partnersv1.NewPartnerBillServiceClient, partnersv1.RegisterPartnerBillServiceHandlerClient),
		service(partnersv1.File_ocegate_partners_v1_indirect_partner_service_proto, partnersv1.NewIndirectPartnerServiceClient, partnersv1.RegisterIndirectPartnerServiceHandlerClient),
		service(legacyv1.File_ocegate_legacy_v1_legacy_service_proto, legacyv1.NewLegacyServiceClient, legacyv1.RegisterLegacyServiceHandlerClient),
	}
}

// service joins what the generators make for a file with one service.
func service[C any](
	file protoreflect.FileDescriptor,
	client func(grpc.ClientConnInterface) C,
	register func(context.Context, *runtime.ServeMux, C) error,
) Service {
	return Service{
		Descriptor: file.Services().Get(0),
		Register: func(ctx context.Context, mux *runtime.ServeMux, conn grpc.ClientConnInterface) error {
			if err := register(ctx, mux, client(conn)); err != nil {
				return fmt.Errorf("gateway: routes of %s: %w", file.Path(), err)
			}
			return nil
		},
	}
}
