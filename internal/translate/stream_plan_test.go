package translate

import (
	"errors"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/restcall"
)

// asDownload makes an RPC answer with a file.
func asDownload(s *schema, rpc string) {
	s.rpc(rpc).ServerStreaming = proto.Bool(true)
	s.operation(rpc, func(o *upstreamv1.Operation) {
		o.Shape, o.Evidence, o.Paging = upstreamv1.Shape_SHAPE_FILE, nil, nil
	})
}

// asUpload makes an RPC take a stream.
func asUpload(s *schema, rpc string) {
	s.rpc(rpc).ClientStreaming = proto.Bool(true)
	s.operation(rpc, func(o *upstreamv1.Operation) { o.Own, o.Paging = []string{"file"}, nil })
}

// TestStreams: of a download the request is translated, of an upload the answer.
func TestStreams(t *testing.T) {
	t.Parallel()
	down := spoiltPlan(t, ordersv1.OrderService_GetOrder_FullMethodName, func(s *schema) { asDownload(s, "GetOrder") })
	call, err := down.Encode(&ordersv1.GetOrderRequest{OrderId: "a b"}, Page{})
	if err != nil || !strings.HasSuffix(call.Path, "/a%20b") || call.Body != nil {
		t.Errorf("%+v, %v", call, err)
	}
	up := spoiltPlan(t, ordersv1.OrderService_ListOrderDiscounts_FullMethodName, func(s *schema) {
		asUpload(s, "ListOrderDiscounts")
		s.operation("ListOrderDiscounts", func(o *upstreamv1.Operation) {
			o.Fixed = []*upstreamv1.Fixed{{Name: "zone", Value: "UTC"}}
		})
	})
	call, err = up.Open()
	if err != nil || call.Path != up.Operation().GetPath() || len(call.Query) != 1 || call.Query[0] != (restcall.Param{Name: "zone", Value: "UTC"}) || call.Body != nil {
		t.Errorf("%+v, %v", call, err)
	}
	if _, err := up.Into(&ordersv1.ListOrderDiscountsResponse{}).Decode([]byte(`{"discounts":[]}`)); err != nil {
		t.Error(err)
	}
}

// TestStreamOfAnotherSite is not even opened.
func TestStreamOfAnotherSite(t *testing.T) {
	t.Parallel()
	up := spoiltPlan(t, ordersv1.OrderService_ListOrderDiscounts_FullMethodName, func(s *schema) {
		asUpload(s, "ListOrderDiscounts")
		s.operation("ListOrderDiscounts", func(o *upstreamv1.Operation) { o.Sites = []upstreamv1.Site{upstreamv1.Site_SITE_INTL} })
	})
	var refused *Error
	if _, err := up.Open(); !errors.As(err, &refused) || refused.Kind != KindSite {
		t.Errorf("%v", err)
	}
}

func TestBadStreams(t *testing.T) {
	t.Parallel()
	file := func(o *upstreamv1.Operation) { o.Shape, o.Evidence, o.Paging = upstreamv1.Shape_SHAPE_FILE, nil, nil }
	for name, c := range map[string]struct {
		spoil func(*schema)
		want  string
	}{
		"file without a stream": {func(s *schema) { s.operation("GetOrder", file) }, "SHAPE_FILE"},
		"stream without a file": {func(s *schema) { s.rpc("GetOrder").ServerStreaming = proto.Bool(true) }, "SHAPE_FILE"},
		"file both ways": {func(s *schema) {
			asDownload(s, "GetOrder")
			s.rpc("GetOrder").ClientStreaming = proto.Bool(true)
		}, "one direction"},
		"upload of a file for a file": {func(s *schema) {
			s.rpc("ListOrders").ClientStreaming = proto.Bool(true)
			s.operation("ListOrders", file)
		}, "SHAPE_FILE"},
		"upload with pages":     {func(s *schema) { s.rpc("ListOrders").ClientStreaming = proto.Bool(true) }, "nor pages"},
		"upload with variables": {func(s *schema) { asUpload(s, "GetOrder") }, "path variables"},
		"own name twice": {func(s *schema) {
			asUpload(s, "ListOrderDiscounts")
			s.operation("ListOrderDiscounts", func(o *upstreamv1.Operation) { o.Own = []string{"file", "file"} })
		}, "stands twice"},
		"own name of a field": {func(s *schema) {
			s.operation("ListOrders", func(o *upstreamv1.Operation) { o.Own = []string{"order_id"} })
		}, "stands twice"},
	} {
		changed := newSchema(t)
		c.spoil(changed)
		if _, err := Compile(changed.services(), upstreamv1.Site_SITE_CN); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestListInThePath joins the ids of a download.
func TestListInThePath(t *testing.T) {
	t.Parallel()
	plan := spoiltPlan(t, "/ocegate.resources.v1.ResourceService/ListResources", func(s *schema) {
		s.operation("ListResources", func(o *upstreamv1.Operation) { o.Path = "/v2/{resource_ids}/x" })
		s.option("ocegate.resources.v1.ListResourcesRequest", "resource_ids", func(o *upstreamv1.Field) {
			o.Format = upstreamv1.Format_FORMAT_COMMA_LIST
		})
	})
	if _, err := plan.Encode(&resourcesv1.ListResourcesRequest{}, Page{}); err == nil {
		t.Error("a path without its variable")
	}
	if _, err := plan.Encode(&resourcesv1.ListResourcesRequest{ResourceIds: []string{"1,2"}}, Page{}); err == nil {
		t.Error("a comma that would be another id")
	}
	call, err := plan.Encode(&resourcesv1.ListResourcesRequest{ResourceIds: []string{"1", "a b"}}, Page{})
	if err != nil || call.Path != "/v2/1%2Ca%20b/x" {
		t.Errorf("%+v, %v", call, err)
	}
}
