package sandbox

import (
	"net/http"
	"time"
)

// The kinds of trades on the accounts, in the upstream's spelling.
const (
	tradeRecharge  = "RECHARGE"
	tradeDeduction = "DEDEUCT"
	tradeRefund    = "REFUND"
	tradeAdjust    = "ADJUST"
	tradeExpired   = "EXPIRED"
	tradeReclaim   = "COUPONCANCEL"

	// Between a partner and those that it funds, and between master and member.
	tradeAllot   = "BEADJUST"
	tradeTake    = "BERETRIEVE"
	tradeUnbind  = "BEUNBIND"
	detailAllot  = "SOURCE_OPERATION_BEADJUST"
	detailTake   = "SOURCE_OPERATION_BERETRIEVE"
	detailUnbind = "SOURCE_OPERATION_BEUNBIND"

	revenue = "REVENUE"
	expense = "EXPENSE"

	bookCash   = "BALANCE_TYPE_DEBIT"
	bookLoan   = "BALANCE_TYPE_CREDIT"
	bookCoupon = "BALANCE_TYPE_COUPON"
)

// The types of accounts in the balances.
const (
	accountCash    = 1
	accountCredit  = 2
	accountBonus   = 5
	accountDeposit = 7
)

// entry is one change of an account before it is booked.
type entry struct {
	at        time.Time
	trade     string
	detail    string
	tradeID   string
	amount    money // positive
	channel   string
	channelNo string
	service   service
	resource  resource
	other     party // who was on the other side of a partner's trade
}

// party is whom a partner trades with: a customer or an indirect partner.
type party struct{ id, account string }

// booking is one row of an account's history.
type booking struct {
	entry
	id       string
	account  string
	sign     string // revenue or expense
	after    money
	couponID string
}

// ledger is the customer's cash and credit; bookings are in time order.
type ledger struct {
	cash        money
	credit      money // what is left of the limit
	creditLimit money
	designated  money // the part of the cash tied to a purpose
	bonus       money
	deposit     money
	bookings    []booking
}

// funds is what the customer can pay with.
func (l *ledger) funds() money { return l.cash + l.credit }

// spend books a payment: cash first, then credit. The caller has checked the funds.
func (l *ledger) spend(e entry) (cash, credit money) {
	cash = lesser(e.amount, max(l.cash, 0))
	credit = e.amount - cash
	if cash > 0 {
		l.cash -= cash
		e.amount = cash
		l.book(e, bookCash, expense)
	}
	if credit > 0 {
		l.credit -= credit
		e.amount = credit
		l.book(e, bookLoan, expense)
	}
	return cash, credit
}

// receive books money coming into the cash account.
func (l *ledger) receive(e entry) {
	l.cash += e.amount
	l.book(e, bookCash, revenue)
}

// lower books an adjustment that takes from the cash account alone.
func (l *ledger) lower(e entry) {
	l.cash -= e.amount
	l.book(e, bookCash, expense)
}

// borrow books a payment from the credit account alone.
func (l *ledger) borrow(e entry) {
	l.credit -= e.amount
	l.book(e, bookLoan, expense)
}

// restore books a repayment of credit.
func (l *ledger) restore(e entry) {
	l.credit += e.amount
	l.book(e, bookLoan, revenue)
}

// grant books a new credit limit.
func (l *ledger) grant(e entry) {
	l.credit += e.amount
	l.creditLimit += e.amount
	l.book(e, bookLoan, revenue)
}

func (l *ledger) book(e entry, account, sign string) {
	after := l.cash
	if account == bookLoan {
		after = l.credit
	}
	l.bookings = append(l.bookings, booking{
		entry: e, id: numbered("AC", len(l.bookings)+1), account: account, sign: sign, after: after,
	})
}

// expenditure is the international site's allowance that a partner granted.
type expenditure struct {
	granted, used money
}

// noFunds is the refusal of who wants to pay more than there is.
func noFunds() *refusal {
	return refuse(http.StatusBadRequest, "CBC.99005003", "The account balance is insufficient.")
}
