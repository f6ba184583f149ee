package copying

import (
	"fmt"
	"strconv"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bss/v2/model"
	"google.golang.org/protobuf/types/known/timestamppb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

func order(in *model.CustomerOrderV2) (*ordersv1.Order, error) {
	created, err := instant(in.CreateTime)
	if err != nil {
		return nil, fmt.Errorf("create_time: %w", err)
	}
	paid, err := instant(in.PaymentTime)
	if err != nil {
		return nil, fmt.Errorf("payment_time: %w", err)
	}
	currency := value(in.Currency)
	details, err := amountDetails(in.AmountInfo, currency)
	if err != nil {
		return nil, err
	}
	children, err := subOrders(in.SubOrderInfos)
	if err != nil {
		return nil, err
	}
	return &ordersv1.Order{
		OrderId:             value(in.OrderId),
		CustomerId:          value(in.CustomerId),
		ServiceTypeCode:     value(in.ServiceTypeCode),
		ServiceTypeName:     value(in.ServiceTypeName),
		Source:              ordersv1.OrderSource(value(in.SourceType)),
		Status:              ordersv1.OrderStatus(value(in.Status)),
		Type:                ordersv1.OrderType(value(in.OrderType)),
		AmountAfterDiscount: money(in.AmountAfterDiscount, currency),
		OfficialAmount:      money(in.OfficialAmount, currency),
		CreateTime:          created,
		PaymentTime:         paid,
		ContractId:          value(in.ContractId),
		AmountDetails:       details,
		EnterpriseProjects:  projects(in.EnterpriseProjects),
		SubOrders:           children,
		AgentPayment:        agentPayment(in.AgentPayInfo),
	}, nil
}

func subOrders(in *[]model.SubCustomerOrderV2) ([]*ordersv1.Order, error) {
	if in == nil {
		return nil, nil
	}
	out := make([]*ordersv1.Order, len(*in))
	for i := range *in {
		child := &(*in)[i]
		var err error
		out[i], err = order(&model.CustomerOrderV2{
			OrderId: child.OrderId, CustomerId: child.CustomerId,
			ServiceTypeCode: child.ServiceTypeCode, ServiceTypeName: child.ServiceTypeName,
			SourceType: child.SourceType, Status: child.Status, OrderType: child.OrderType,
			AmountAfterDiscount: child.AmountAfterDiscount, OfficialAmount: child.OfficialAmount,
			CreateTime: child.CreateTime, PaymentTime: child.PaymentTime, Currency: child.Currency,
			ContractId: child.ContractId, AmountInfo: child.AmountInfo, EnterpriseProjects: child.EnterpriseProjects,
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func amountDetails(in *model.AmountInfomationV2, currency string) (*ordersv1.OrderAmountDetails, error) {
	if in == nil {
		return nil, nil
	}
	out := &ordersv1.OrderAmountDetails{
		FlexiPurchaseCouponAmount: money(in.FlexipurchaseCouponAmount, currency),
		CouponAmount:              money(in.CouponAmount, currency),
		StoredValueCardAmount:     money(in.StoredCardAmount, currency),
		CommissionAmount:          money(in.CommissionAmount, currency),
		ConsumedAmount:            money(in.ConsumedAmount, currency),
	}
	if in.Discounts == nil {
		return out, nil
	}
	out.Discounts = make([]*ordersv1.AppliedDiscount, len(*in.Discounts))
	for i, discount := range *in.Discounts {
		kind, err := strconv.ParseInt(value(discount.DiscountType), 10, 32)
		if err != nil {
			return nil, fmt.Errorf("discount_type: %w", err)
		}
		out.Discounts[i] = &ordersv1.AppliedDiscount{
			Type:   ordersv1.AppliedDiscountType(kind),
			Amount: money(discount.DiscountAmount, currency),
		}
	}
	return out, nil
}

func projects(in *[]model.EnterpriseProject) []*ordersv1.EnterpriseProject {
	if in == nil {
		return nil
	}
	out := make([]*ordersv1.EnterpriseProject, len(*in))
	for i, project := range *in {
		out[i] = &ordersv1.EnterpriseProject{EnterpriseProjectId: value(project.Id), Name: value(project.Name)}
	}
	return out
}

func agentPayment(in *model.AgentPayInfoV2) *ordersv1.AgentPayment {
	if in == nil {
		return nil
	}
	return &ordersv1.AgentPayment{PayingAgentId: value(in.PayingAgentId), PaidByAgent: value(in.IsAgentPay)}
}

// money is exact only for amounts that a binary number holds well enough: the
// vendor's client leaves no other way.
func money(in *float64, currency string) *typev1.Money {
	if in == nil {
		return nil
	}
	return &typev1.Money{CurrencyCode: currency, Amount: strconv.FormatFloat(*in, 'f', -1, 64)}
}

func instant(in *string) (*timestamppb.Timestamp, error) {
	if in == nil || *in == "" {
		return nil, nil
	}
	t, err := time.Parse(time.RFC3339, *in)
	if err != nil {
		return nil, err
	}
	return timestamppb.New(t), nil
}
