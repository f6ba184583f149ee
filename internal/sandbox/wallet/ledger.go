package wallet

import (
	"net/http"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// The kinds of trades on the accounts, in the upstream's spelling.
const (
	TradeRecharge  = "RECHARGE"
	TradeDeduction = "DEDEUCT"
	TradeRefund    = "REFUND"
	TradeAdjust    = "ADJUST"
	TradeExpired   = "EXPIRED"
	TradeReclaim   = "COUPONCANCEL"

	// Between a partner and those that it funds, and between master and member.
	TradeAllot   = "BEADJUST"
	TradeTake    = "BERETRIEVE"
	TradeUnbind  = "BEUNBIND"
	DetailAllot  = "SOURCE_OPERATION_BEADJUST"
	DetailTake   = "SOURCE_OPERATION_BERETRIEVE"
	DetailUnbind = "SOURCE_OPERATION_BEUNBIND"

	Revenue = "REVENUE"
	Expense = "EXPENSE"

	BookCash   = "BALANCE_TYPE_DEBIT"
	BookLoan   = "BALANCE_TYPE_CREDIT"
	BookCoupon = "BALANCE_TYPE_COUPON"
)

// The types of accounts in the balances.
const (
	AccountCash    = 1
	AccountCredit  = 2
	AccountBonus   = 5
	AccountDeposit = 7
)

// Entry is one change of an account before it is booked.
type Entry struct {
	At        time.Time
	Trade     string
	Detail    string
	TradeID   string
	Amount    rest.Money // positive
	Channel   string
	ChannelNo string
	Service   shop.Service
	Resource  shop.Resource
	Other     Party // who was on the other side of a partner's trade
}

// Party is whom a partner trades with: a customer or an indirect partner.
type Party struct{ ID, Account string }

// Booking is one row of an account's history.
type Booking struct {
	Entry
	ID       string
	Account  string
	Sign     string // revenue or expense
	After    rest.Money
	CouponID string
}

// Ledger is the customer's cash and credit; bookings are in time order.
type Ledger struct {
	Cash        rest.Money
	Credit      rest.Money // what is left of the limit
	CreditLimit rest.Money
	Designated  rest.Money // the part of the cash tied to a purpose
	Bonus       rest.Money
	Deposit     rest.Money
	Bookings    []Booking
}

// Funds is what the customer can pay with.
func (l *Ledger) Funds() rest.Money { return l.Cash + l.Credit }

// Spend books a payment: cash first, then credit. The caller has checked the funds.
func (l *Ledger) Spend(e Entry) (cash, credit rest.Money) {
	cash = rest.Lesser(e.Amount, max(l.Cash, 0))
	credit = e.Amount - cash
	if cash > 0 {
		l.Cash -= cash
		e.Amount = cash
		l.book(e, BookCash, Expense)
	}
	if credit > 0 {
		l.Credit -= credit
		e.Amount = credit
		l.book(e, BookLoan, Expense)
	}
	return cash, credit
}

// Receive books money coming into the cash account.
func (l *Ledger) Receive(e Entry) {
	l.Cash += e.Amount
	l.book(e, BookCash, Revenue)
}

// Lower books an adjustment that takes from the cash account alone.
func (l *Ledger) Lower(e Entry) {
	l.Cash -= e.Amount
	l.book(e, BookCash, Expense)
}

// Borrow books a payment from the credit account alone.
func (l *Ledger) Borrow(e Entry) {
	l.Credit -= e.Amount
	l.book(e, BookLoan, Expense)
}

// Restore books a repayment of credit.
func (l *Ledger) Restore(e Entry) {
	l.Credit += e.Amount
	l.book(e, BookLoan, Revenue)
}

// Grant books a new credit limit.
func (l *Ledger) Grant(e Entry) {
	l.Credit += e.Amount
	l.CreditLimit += e.Amount
	l.book(e, BookLoan, Revenue)
}

func (l *Ledger) book(e Entry, account, sign string) {
	after := l.Cash
	if account == BookLoan {
		after = l.Credit
	}
	l.Bookings = append(l.Bookings, Booking{
		Entry: e, ID: rest.Numbered("AC", len(l.Bookings)+1), Account: account, Sign: sign, After: after,
	})
}

// Expenditure is the international site's allowance that a partner granted.
type Expenditure struct {
	Granted, Used rest.Money
}

// NoFunds is the refusal of who wants to pay more than there is.
func NoFunds() *rest.Refusal {
	return rest.Refuse(http.StatusBadRequest, "CBC.99005003", "The account balance is insufficient.")
}
