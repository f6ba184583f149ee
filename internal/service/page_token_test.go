package service_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// lists serves lists of 25 rows under the names of every list operation.
func lists(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if query.Has("offset") && !query.Has("limit") {
		reply(http.StatusBadRequest, `{"error_code":"CBC.0100","error_msg":"offset without limit"}`)(w, r)
		return
	}
	offset, _ := strconv.Atoi(query.Get("offset")) // absent is zero
	limit, err := strconv.Atoi(query.Get("limit"))
	if err != nil {
		limit = 10
	}
	rows := "[" + strings.Repeat("{},", max(0, min(25-offset, limit)))
	rows = strings.TrimSuffix(rows, ",") + "]"
	reply(http.StatusOK, fmt.Sprintf(`{"total_count":25,"count":25,"order_infos":%[1]s,"user_coupons":%[1]s,"records":%[1]s,"stored_value_cards":%[1]s}`, rows))(w, r)
}

// pager reads lists page by page through reflection, whatever the RPC.
type pager struct {
	world  *world
	method string
}

func (p pager) page(t *testing.T, request proto.Message, size int32, token string) (rows int, next string, err error) {
	t.Helper()
	in := proto.Clone(request)
	fields := in.ProtoReflect().Descriptor().Fields()
	in.ProtoReflect().Set(fields.ByName("page_size"), protoreflect.ValueOfInt32(size))
	in.ProtoReflect().Set(fields.ByName("page_token"), protoreflect.ValueOfString(token))
	out, err := p.world.call(t, t.Context(), p.method, in)
	if err != nil {
		return 0, "", err
	}
	message := out.ProtoReflect()
	for i := range message.Descriptor().Fields().Len() {
		if field := message.Descriptor().Fields().Get(i); field.IsList() {
			rows = message.Get(field).List().Len()
		}
	}
	if total := message.Get(message.Descriptor().Fields().ByName("total_size")).Int(); total != 25 {
		t.Errorf("total_size %d", total)
	}
	return rows, message.Get(message.Descriptor().Fields().ByName("next_page_token")).String(), nil
}

func listRPCs() map[string]proto.Message {
	return map[string]proto.Message{
		ordersv1.OrderService_ListOrders_FullMethodName:                  &ordersv1.ListOrdersRequest{},
		accountsv1.AccountService_ListAccountTransactions_FullMethodName: &accountsv1.ListAccountTransactionsRequest{BalanceType: 1},
		accountsv1.AccountService_ListStoredValueCards_FullMethodName:    &accountsv1.ListStoredValueCardsRequest{Status: 1},
		couponsv1.CouponService_ListCoupons_FullMethodName:               &couponsv1.ListCouponsRequest{},
		couponsv1.CouponService_ListCouponTransactions_FullMethodName:    &couponsv1.ListCouponTransactionsRequest{},
	}
}

// TestEveryListIsReadToItsEnd walks all lists with pages of several sizes.
func TestEveryListIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t, upstream.SiteChina, lists)
	for method, request := range listRPCs() {
		for _, size := range []int32{0, 1, 7, 10, 25, 100, 5000} {
			read, token, pages := 0, "", 0
			for pages == 0 || token != "" {
				rows, next, err := pager{w, method}.page(t, request, size, token)
				if err != nil {
					t.Fatalf("%s by %d: %v", method, size, err)
				}
				if read, token, pages = read+rows, next, pages+1; pages > 30 {
					t.Fatalf("%s by %d never ends", method, size)
				}
			}
			if read != 25 {
				t.Errorf("%s by %d: %d rows on %d pages", method, size, read, pages)
			}
		}
	}
	if len(w.unknown) == 0 || w.unknown[0] == "" {
		t.Error("nobody was told of the lists that belong to other operations")
	}
}

// TestPageTokensAreBound takes tokens to where they were not issued.
func TestPageTokensAreBound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, upstream.SiteChina, lists)
	tokens := map[string]string{}
	for method, request := range listRPCs() {
		_, next, err := pager{w, method}.page(t, request, 10, "")
		if err != nil || next == "" {
			t.Fatalf("%s: %q, %v", method, next, err)
		}
		tokens[method] = next
	}
	for asked, request := range listRPCs() {
		for issued, token := range tokens {
			_, _, err := pager{w, asked}.page(t, request, 10, token)
			if asked == issued {
				if err != nil {
					t.Errorf("%s: its own token: %v", asked, err)
				}
				continue
			}
			refused(t, asked+" with the token of "+issued, err)
		}
	}
	orders := pager{w, ordersv1.OrderService_ListOrders_FullMethodName}
	token := tokens[orders.method]
	for _, filter := range []*ordersv1.ListOrdersRequest{
		{OrderId: proto.String("x")}, {Status: 6}, {Type: 1}, {Sort: 1}, {Scope: 2}, {CustomerId: proto.String("x")}, {IndirectPartnerId: proto.String("x")},
	} {
		_, _, err := orders.page(t, filter, 10, token)
		refused(t, fmt.Sprint("another filter ", filter), err)
	}
	// The size of a page is no filter, and a filter that says nothing is none.
	for _, same := range []*ordersv1.ListOrdersRequest{{}, {OrderId: proto.String("")}} {
		if _, _, err := orders.page(t, same, 3, token); err != nil {
			t.Errorf("the same list: %v", err)
		}
	}
	for _, garbage := range []string{"x", "10", "====", "AAAA", token + "A", token[1:], token[:len(token)-1], strings.ToUpper(token), " " + token, "../..", "\x00", strings.Repeat("A", 1<<16)} {
		_, _, err := orders.page(t, &ordersv1.ListOrdersRequest{}, 10, garbage)
		refused(t, fmt.Sprintf("garbage %.40q", garbage), err)
	}
}

func refused(t *testing.T, what string, err error) {
	t.Helper()
	var refusal *translate.Error
	if !errors.As(err, &refusal) || refusal.Kind != translate.KindRequest || refusal.Field != "page_token" || refusal.Reason == "" {
		t.Errorf("%s: %v", what, err)
	}
}

// TestPagesWithoutTotal goes on after a full page and ends behind a short one.
func TestPagesWithoutTotal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		body string
		size int32
		more bool
	}{
		{`{"order_infos":[{},{}]}`, 2, true},
		{`{"order_infos":[{},{}]}`, 3, false},
		{`{"order_infos":[]}`, 2, false},
		{`{"order_infos":[{},{},{},{},{},{},{},{},{},{}]}`, 0, true},
		{`{"total_count":2,"order_infos":[{},{}]}`, 2, false},
		{`{"total_count":3,"order_infos":[{},{}]}`, 2, true},
		{`{"total_count":0,"order_infos":[]}`, 2, false},
		{`{"total_count":0}`, 2, false},
		// What is less than the rows that came is no total.
		{`{"total_count":-1,"order_infos":[{},{}]}`, 2, true},
		{`{"total_count":1,"order_infos":[{},{}]}`, 2, true},
		{`{"total_count":1,"order_infos":[{},{}]}`, 3, false},
		{`{"total_count":-1,"order_infos":[]}`, 2, false},
	} {
		w := newWorld(t, upstream.SiteChina, reply(http.StatusOK, c.body))
		out, err := w.call(t, t.Context(), ordersv1.OrderService_ListOrders_FullMethodName, &ordersv1.ListOrdersRequest{PageSize: c.size})
		list, ok := out.(*ordersv1.ListOrdersResponse)
		if err != nil || !ok || (list.GetNextPageToken() != "") != c.more {
			t.Errorf("%s by %d: %v, %v", c.body, c.size, out, err)
		}
		if total := list.GetTotalSize(); total != 0 && int(total) < len(list.GetOrders()) {
			t.Errorf("%s: handed on as %d", c.body, total)
		}
	}
}

// TestEmptyPagesBeforeTheEnd: a list with a total and without any row is no answer.
func TestEmptyPagesBeforeTheEnd(t *testing.T) {
	t.Parallel()
	for _, r := range rpcs() {
		// Messages before a certain one are counted with those behind it.
		before := r.method == ticketsv1.CaseMessageService_ListMoreMessages_FullMethodName
		if len(r.keys) < 2 || !strings.Contains(r.keys[0], "count") || r.site != upstream.SiteChina || before {
			continue
		}
		for _, body := range []string{`{%q:5,%q:[]}`, `{%q:5,%q:null}`} {
			w := newWorld(t, r.site, reply(http.StatusOK, fmt.Sprintf(body, r.keys[0], r.keys[1])))
			out, err := w.call(t, t.Context(), r.method, r.request)
			var fault *upstream.Error
			if !errors.As(err, &fault) || fault.Kind != upstream.KindUnreadable {
				t.Errorf("%s: %v, %v", r.method, out, err)
			}
		}
	}
}

// TestPageBehindTheEnd is not a fault: rows may have gone since the page before.
func TestPageBehindTheEnd(t *testing.T) {
	t.Parallel()
	shrunk := false
	w := newWorld(t, upstream.SiteChina, func(w http.ResponseWriter, r *http.Request) {
		if shrunk {
			reply(http.StatusOK, `{"total_count":4,"order_infos":[]}`)(w, r)
			return
		}
		lists(w, r)
	})
	call := func(token string) (*ordersv1.ListOrdersResponse, error) {
		out, err := w.call(t, t.Context(), ordersv1.OrderService_ListOrders_FullMethodName, &ordersv1.ListOrdersRequest{PageSize: 5, PageToken: token})
		list, _ := out.(*ordersv1.ListOrdersResponse) // nil beside an error
		return list, err
	}
	first, err := call("")
	if err != nil {
		t.Fatal(err)
	}
	shrunk = true
	last, err := call(first.GetNextPageToken())
	if err != nil || last.GetNextPageToken() != "" || last.GetTotalSize() != 4 || len(last.GetOrders()) != 0 {
		t.Errorf("%v, %v", last, err)
	}
}

// TestTotalsThatAreNone go over every list that has one.
func TestTotalsThatAreNone(t *testing.T) {
	t.Parallel()
	tested := 0
	for _, r := range rpcs() {
		total := r.descriptor().Output().Fields().ByName("total_size")
		if total == nil || len(r.keys) < 2 || !strings.Contains(strings.ToLower(r.keys[0]), "count") {
			continue
		}
		tested++
		const row = `{"id":"1","customer_id":"1","incident_id":"1"}` // whatever the id of a row is called
		for _, body := range []string{`{%q:-1,%q:[` + row + `,` + row + `]}`, `{%q:1,%q:[` + row + `,` + row + `]}`, `{%q:-5,%q:[]}`} {
			w := newWorld(t, r.site, reply(http.StatusOK, fmt.Sprintf(body, r.keys[0], r.keys[1])))
			out, err := w.call(t, t.Context(), r.method, r.request)
			if err != nil || out.ProtoReflect().Get(total).Int() != 0 {
				t.Errorf("%s given %s: %v, %v", r.method, body, out, err)
			}
		}
	}
	if tested < 60 {
		t.Errorf("only %d lists have a total", tested)
	}
}

// TestTotalOfOneTooMany: the page behind the last row ends the list, and says what
// the upstream says.
func TestTotalOfOneTooMany(t *testing.T) {
	t.Parallel()
	w := newWorld(t, upstream.SiteChina, func(w http.ResponseWriter, r *http.Request) {
		body := `{"total_count":3,"order_infos":[{},{}]}`
		if r.URL.Query().Has("offset") {
			body = `{"total_count":3,"order_infos":[]}`
		}
		reply(http.StatusOK, body)(w, r)
	})
	token := ""
	for _, want := range []int{2, 0} {
		out, err := w.call(t, t.Context(), ordersv1.OrderService_ListOrders_FullMethodName, &ordersv1.ListOrdersRequest{PageSize: 2, PageToken: token})
		list, _ := out.(*ordersv1.ListOrdersResponse) // nil beside an error
		if err != nil || len(list.GetOrders()) != want || list.GetTotalSize() != 3 || (list.GetNextPageToken() != "") != (want > 0) {
			t.Fatalf("%v, %v", out, err)
		}
		token = list.GetNextPageToken()
	}
}

func TestDescriptorsAreWhatIsRegistered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, upstream.SiteChina, lists)
	files := newStreams(t, nil, lists)
	described := 0
	for _, s := range service.Descriptors() {
		for i := range s.Methods().Len() {
			described++
			if name := fmt.Sprintf("/%s/%s", s.FullName(), s.Methods().Get(i).Name()); w.door[name] == nil && files[name] == nil {
				t.Errorf("%s has no handler", name)
			}
		}
	}
	tested := len(rpcs()) + 1 + len(downloads()) // and one upload
	if described != len(w.door)+len(files) || described != tested {
		t.Errorf("%d RPCs are described, %d registered, %d tested", described, len(w.door)+len(files), tested)
	}
}
