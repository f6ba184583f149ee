package service_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	billsv1 "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
	productsv1 "github.com/ocegate/ocegate/gen/go/ocegate/products/v1"
	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// pageAsked is what a list's request asks for, wherever it stands.
type pageAsked struct {
	Offset int
	Limit  int
	Marker string
}

func asked(r *http.Request) (pageAsked, error) {
	var page pageAsked
	if r.Method == http.MethodGet {
		page.Offset, _ = strconv.Atoi(r.URL.Query().Get("offset")) // absent is zero
		page.Limit, _ = strconv.Atoi(r.URL.Query().Get("limit"))
		return page, nil
	}
	text, err := io.ReadAll(r.Body)
	return page, errors.Join(err, json.Unmarshal(text, &page))
}

// styles serves 25 rows to each style of paging, as strictly as the upstream:
// markers only with a limit, numbered pages from 1 on and always sized.
func styles(w http.ResponseWriter, r *http.Request) {
	page, err := asked(r)
	if err != nil {
		reply(http.StatusBadRequest, err.Error())(w, r)
		return
	}
	from, limit := page.Offset, page.Limit
	next := "null"
	switch {
	case strings.HasSuffix(r.URL.Path, "intl-invoices"):
		if page.Offset < 1 || page.Limit < 1 {
			reply(http.StatusBadRequest, `{"error_code":"CBC.0100"}`)(w, r)
			return
		}
		from = (page.Offset - 1) * page.Limit
	case strings.HasSuffix(r.URL.Path, "resource-specs-query"):
		if page.Marker != "" && page.Limit == 0 {
			reply(http.StatusBadRequest, `{"error_code":"CBC.0100"}`)(w, r)
			return
		}
		from, _ = strconv.Atoi(strings.TrimPrefix(page.Marker, "row "))
		if limit == 0 {
			limit = 100
		}
		if from+limit < 25 {
			next = fmt.Sprintf(`"row %d"`, from+limit)
		}
	}
	if limit == 0 {
		limit = 10
	}
	rows := strings.TrimSuffix(strings.Repeat("{},", max(0, min(25-from, limit))), ",")
	reply(http.StatusOK, fmt.Sprintf(`{"total_count":25,"count":25,"data":[%[1]s],"invoices":[%[1]s],"cloud_service_basics":[%[1]s],"page_info":{"next_marker":%[2]s}}`, rows, next))(w, r)
}

// walker reads one page of a list and tells how many rows it had.
type walker struct {
	site upstream.Site
	read func(w *world, size int32, token string) (rows int, next string, err error)
}

func walkers(t *testing.T) map[string]walker {
	t.Helper()
	call := func(w *world, method string, in proto.Message) (proto.Message, error) {
		return w.call(t, t.Context(), method, in)
	}
	at := &timestamppb.Timestamp{Seconds: 1_800_000_000}
	return map[string]walker{
		"body": {upstream.SiteChina, func(w *world, size int32, token string) (int, string, error) {
			out, err := call(w, resourcesv1.ResourceService_ListResources_FullMethodName, &resourcesv1.ListResourcesRequest{PageSize: size, PageToken: token})
			list, _ := out.(*resourcesv1.ListResourcesResponse) // nil beside an error
			return len(list.GetResources()), list.GetNextPageToken(), err
		}},
		"marker": {upstream.SiteChina, func(w *world, size int32, token string) (int, string, error) {
			out, err := call(w, productsv1.ProductService_ListResourceSpecifications_FullMethodName, &productsv1.ListResourceSpecificationsRequest{RegionCode: "r", PageSize: size, PageToken: token})
			list, _ := out.(*productsv1.ListResourceSpecificationsResponse)
			return len(list.GetSpecifications()), list.GetNextPageToken(), err
		}},
		"number": {upstream.SiteInternational, func(w *world, size int32, token string) (int, string, error) {
			out, err := call(w, billsv1.BillService_ListInvoices_FullMethodName, &billsv1.ListInvoicesRequest{CustomerId: "c", ApplyTimeBegin: at, ApplyTimeEnd: at, PageSize: size, PageToken: token})
			list, _ := out.(*billsv1.ListInvoicesResponse)
			return len(list.GetInvoices()), list.GetNextPageToken(), err
		}},
	}
}

// TestEveryStyleIsReadToItsEnd walks lists of each style with pages of several
// sizes.
func TestEveryStyleIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	for name, style := range walkers(t) {
		w := newWorld(t, style.site, styles)
		for _, size := range []int32{0, 1, 7, 10, 25, 100, 5000} {
			read, token, pages := 0, "", 0
			for pages == 0 || token != "" {
				rows, next, err := style.read(w, size, token)
				if err != nil {
					t.Fatalf("%s by %d: %v", name, size, err)
				}
				if read, token, pages = read+rows, next, pages+1; pages > 30 {
					t.Fatalf("%s by %d never ends", name, size)
				}
			}
			if read != 25 {
				t.Errorf("%s by %d: %d rows on %d pages", name, size, read, pages)
			}
		}
	}
}

// TestTokensOfOtherStyles takes tokens to lists of another style, and a numbered
// page to another size.
func TestTokensOfOtherStyles(t *testing.T) {
	t.Parallel()
	all := walkers(t)
	tokens := map[string]string{}
	for name, style := range all {
		_, next, err := style.read(newWorld(t, style.site, styles), 5, "")
		if err != nil || next == "" {
			t.Fatalf("%s: %q, %v", name, next, err)
		}
		tokens[name] = next
	}
	for name, style := range all {
		w := newWorld(t, style.site, styles)
		for issued, token := range tokens {
			if _, _, err := style.read(w, 5, token); issued != name {
				refused(t, name+" with the token of "+issued, err)
			} else if err != nil {
				t.Errorf("%s: its own token: %v", name, err)
			}
		}
		_, _, err := style.read(w, 6, tokens[name])
		switch {
		case name == "number":
			refused(t, "a numbered page of another size", err)
		case err != nil:
			t.Errorf("%s by another size: %v", name, err)
		}
	}
}

// TestNumberedPagesThatAreTooShort would lose the rows between two pages.
func TestNumberedPagesThatAreTooShort(t *testing.T) {
	t.Parallel()
	style := walkers(t)["number"]
	w := newWorld(t, style.site, reply(http.StatusOK, `{"count":25,"invoices":[{},{},{}]}`))
	_, next, err := style.read(w, 5, "")
	var fault *upstream.Error
	if !errors.As(err, &fault) || fault.Kind != upstream.KindUnreadable || next != "" {
		t.Errorf("%q, %v", next, err)
	}
}
