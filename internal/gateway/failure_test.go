package gateway_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

// failing answers ListOrders with an error.
func failing(err error) *orders {
	return &orders{list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		return nil, err
	}}
}

func detailed(t *testing.T, code codes.Code, details ...protoadapt.MessageV1) error {
	t.Helper()
	s, err := status.New(code, "words").WithDetails(details...)
	if err != nil {
		t.Fatal(err)
	}
	return s.Err()
}

// TestCodes pins the HTTP status of every canonical code.
func TestCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[codes.Code]struct {
		status int
		name   string
	}{
		codes.Canceled: {499, "CANCELLED"}, codes.Unknown: {500, "UNKNOWN"}, codes.InvalidArgument: {400, "INVALID_ARGUMENT"},
		codes.DeadlineExceeded: {504, "DEADLINE_EXCEEDED"}, codes.NotFound: {404, "NOT_FOUND"}, codes.AlreadyExists: {409, "ALREADY_EXISTS"},
		codes.PermissionDenied: {403, "PERMISSION_DENIED"}, codes.ResourceExhausted: {429, "RESOURCE_EXHAUSTED"},
		codes.FailedPrecondition: {400, "FAILED_PRECONDITION"}, codes.Aborted: {409, "ABORTED"}, codes.OutOfRange: {400, "OUT_OF_RANGE"},
		codes.Unimplemented: {501, "UNIMPLEMENTED"}, codes.Internal: {500, "INTERNAL"}, codes.Unavailable: {503, "UNAVAILABLE"},
		codes.DataLoss: {500, "DATA_LOSS"}, codes.Unauthenticated: {401, "UNAUTHENTICATED"},
	} {
		got := send(t, door(t, failing(status.Error(code, "words"))), http.MethodGet, "/v1/orders", "")
		body := failure(t, got)
		if got.status != want.status || body.Error.Status != want.name || body.Error.Message != "words" || body.Error.Details == nil {
			t.Errorf("%v: %d %s", code, got.status, got.body)
		}
		challenge := map[bool]string{true: "Bearer"}[code == codes.Unauthenticated]
		if got.header.Get("WWW-Authenticate") != challenge {
			t.Errorf("%v: WWW-Authenticate %q", code, got.header.Get("WWW-Authenticate"))
		}
	}
}

func TestDetails(t *testing.T) {
	t.Parallel()
	err := detailed(t, codes.FailedPrecondition,
		&errdetails.ErrorInfo{Reason: "R", Domain: "ocegate", Metadata: map[string]string{"b": "2", "a": "1"}},
		&errdetails.RequestInfo{RequestId: "<id>"},
	)
	got := send(t, door(t, failing(err)), http.MethodGet, "/v1/orders", "")
	const want = `{"error":{"code":400,"status":"FAILED_PRECONDITION","message":"words","details":[` +
		`{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"R","domain":"ocegate","metadata":{"a":"1","b":"2"}},` +
		`{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"<id>","servingData":""}]}}`
	if got.body != want && got.body != escaped(want) {
		t.Errorf("got  %s\nwant %s", got.body, want)
	}
}

// escaped is what encoding/json makes of angle brackets.
func escaped(text string) string {
	var out []byte
	for i := range len(text) {
		switch text[i] {
		case '<':
			out = append(out, `\u003c`...)
		case '>':
			out = append(out, `\u003e`...)
		default:
			out = append(out, text[i])
		}
	}
	return string(out)
}

// TestUnknownDetail keeps an error readable whose detail is of a type that this
// binary does not know.
func TestUnknownDetail(t *testing.T) {
	t.Parallel()
	s := status.New(codes.Aborted, "words").Proto()
	s.Details = []*anypb.Any{{TypeUrl: "type.googleapis.com/x.Y", Value: []byte{1}}}
	body := failure(t, send(t, door(t, failing(status.ErrorProto(s))), http.MethodGet, "/v1/orders", ""))
	if len(body.Error.Details) != 1 || body.Error.Details[0]["@type"] != "type.googleapis.com/x.Y" {
		t.Errorf("got %v", body.Error.Details)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	for delay, want := range map[time.Duration]string{
		time.Millisecond: "1", time.Second: "1", 1001 * time.Millisecond: "2", time.Minute: "60", 0: "", -time.Second: "",
	} {
		err := detailed(t, codes.ResourceExhausted, &errdetails.RetryInfo{RetryDelay: durationpb.New(delay)})
		got := send(t, door(t, failing(err)), http.MethodGet, "/v1/orders", "")
		if got.header.Get("Retry-After") != want {
			t.Errorf("%v: %q, want %q", delay, got.header.Get("Retry-After"), want)
		}
	}
}

// TestPanic shows that a panic that nothing in the chain caught still ends as a
// JSON error, which says nothing about it.
func TestPanic(t *testing.T) {
	t.Parallel()
	o := &orders{list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		panic("secret")
	}}
	got := send(t, door(t, o), http.MethodGet, "/v1/orders", "")
	body := failure(t, got)
	if got.status != http.StatusInternalServerError || body.Error.Status != "INTERNAL" || contains(got.body, "secret") {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func contains(text, part string) bool {
	for i := range len(text) - len(part) + 1 {
		if text[i:i+len(part)] == part {
			return true
		}
	}
	return false
}

// TestAbort leaves net/http's own way to cut a connection alone.
func TestAbort(t *testing.T) {
	t.Parallel()
	o := &orders{list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		panic(http.ErrAbortHandler)
	}}
	server := httptest.NewServer(door(t, o))
	defer server.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/v1/orders", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if answer, err := server.Client().Do(request); err == nil {
		t.Errorf("status %d, %v", answer.StatusCode, answer.Body.Close())
	}
}

// TestHeaders shows which headers pass in and which metadata passes out.
func TestHeaders(t *testing.T) {
	t.Parallel()
	var in metadata.MD
	handler := func(ctx context.Context, _ any, _ *grpc.UnaryServerInfo, _ grpc.UnaryHandler) (any, error) {
		in, _ = metadata.FromIncomingContext(ctx)
		err := grpc.SetHeader(ctx, metadata.Pairs("x-request-id", "id", "set-cookie", "a=b", "x-internal", "1", "location", "/"))
		return nil, errors.Join(err, &fault.RefusalError{Reason: fault.SiteUnsupported})
	}
	got := send(t, door(t, &orders{}, handler), http.MethodGet, "/v1/orders", "",
		"Authorization", "Bearer t", "Accept-Language", "zh", "X-Request-Id", "mine", "Traceparent", "00-x", "Tracestate", "y",
		"Connection", "keep-alive", "Cookie", "c=d", "Grpc-Timeout", "1n", "Grpc-Metadata-Authorization", "Bearer forged",
		"Grpc-Metadata-X-Request-Id", "forged", "X-Forwarded-For", "6.6.6.6", "X-Forwarded-Host", "evil", "TE", "trailers",
		"Grpcgateway-Authorization", "forged", "X-User", "root", "Grpc-Encoding", "gzip",
	)
	if got.status != http.StatusNotImplemented {
		t.Fatalf("%d %s", got.status, got.body)
	}
	want := map[string][]string{
		"authorization": {"Bearer t"}, "accept-language": {"zh"}, "x-request-id": {"mine"}, "traceparent": {"00-x"}, "tracestate": {"y"},
		"x-forwarded-for": {"192.0.2.1"}, "x-forwarded-host": {"localhost"},
	}
	for name, values := range want {
		if got := in.Get(name); len(got) != 1 || got[0] != values[0] {
			t.Errorf("%s: %q, want %q", name, got, values)
		}
	}
	if len(in) != len(want) {
		t.Errorf("incoming %v", in)
	}
	if got.header.Get("X-Request-Id") != "id" {
		t.Errorf("X-Request-Id %q", got.header.Get("X-Request-Id"))
	}
	for _, name := range []string{"Set-Cookie", "X-Internal", "Location", "Trailer", "Grpc-Metadata-X-Internal", "Transfer-Encoding", "Access-Control-Allow-Origin"} {
		if got.header.Get(name) != "" {
			t.Errorf("%s: %q", name, got.header.Get(name))
		}
	}
}

// TestSuccessHasTheRequestID is the same for an answer.
func TestSuccessHasTheRequestID(t *testing.T) {
	t.Parallel()
	o := &orders{list: func(ctx context.Context, _ *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		return &ordersv1.ListOrdersResponse{}, grpc.SetHeader(ctx, metadata.Pairs("x-request-id", "id", "x-other", "1"))
	}}
	got := send(t, door(t, o), http.MethodGet, "/v1/orders", "")
	if got.header.Get("X-Request-Id") != "id" || got.header.Get("X-Other") != "" || got.header.Get("Grpc-Metadata-X-Other") != "" {
		t.Errorf("header %v", got.header)
	}
}

// TestCrossOrigin keeps a page of another origin from paying an order with the
// reader's browser, which sends such requests without asking.
func TestCrossOrigin(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method, path string
		headers      []string
		status       int
	}{
		{"POST", "/v1/orders/1:pay", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"POST", "/v1/orders/1:pay", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"POST", "/v1/orders/1:pay", []string{"Origin", "https://evil.example"}, 403},
		{"POST", "/v1/orders/1:pay", []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"POST", "/v1/orders/1:pay", []string{"Origin", "http://localhost"}, 200},
		{"POST", "/v1/orders/1:pay", nil, 200},
		{"GET", "/v1/orders", []string{"Sec-Fetch-Site", "cross-site"}, 403},
	} {
		got := send(t, door(t, &orders{}), c.method, c.path, "", c.headers...)
		if got.status != c.status {
			t.Errorf("%s %v: %d %s", c.method, c.headers, got.status, got.body)
		}
		if c.status == http.StatusForbidden {
			failure(t, got)
		}
	}
}
