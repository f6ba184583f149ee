package cases_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	spb "google.golang.org/genproto/googleapis/rpc/status"

	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/test/cases"
)

// outcome is what a caller gets over one door.
type outcome struct {
	answer proto.Message
	status *status.Status
}

// newServices joins the services with the scripted upstream.
func newServices(t *testing.T, site, endpoint string) *service.Services {
	t.Helper()
	services, err := cases.Services(site, endpoint)
	if err != nil {
		t.Fatal(err)
	}
	return services
}

func chain(t *testing.T, door interceptor.Door) interceptor.Config {
	t.Helper()
	config, err := cases.Chain(door, validator(t))
	if err != nil {
		t.Fatal(err)
	}
	return config
}

// overGRPC calls through a real server and connection.
func (f *facade) overGRPC(t *testing.T, c testCase, callID string) outcome {
	t.Helper()
	method := methodOf(t, c.RPC)
	request, answer := messageOf(t, method.Input()), messageOf(t, method.Output())
	if err := protojson.Unmarshal(asJSON(t, c.Request), request); err != nil {
		t.Fatal(err)
	}
	ctx := metadata.AppendToOutgoingContext(t.Context(), keyRequestID, callID)
	if c.Language != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "accept-language", c.Language)
	}
	err := f.remote.Invoke(ctx, "/"+c.RPC, request, answer)
	return outcome{answer: answer, status: status.Convert(err)}
}

// overHTTP calls through the JSON door.
func (f *facade) overHTTP(t *testing.T, c testCase, callID string) outcome {
	t.Helper()
	text, code := send(t, c, f.base, callID)
	if code != http.StatusOK {
		return outcome{status: statusOf(t, text, code)}
	}
	answer := messageOf(t, methodOf(t, c.RPC).Output())
	if err := protojson.Unmarshal(text, answer); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return outcome{answer: answer, status: status.New(codes.OK, "")}
}

// send asks the JSON door at base what the case's caller asks.
func send(t *testing.T, c testCase, base, callID string) ([]byte, int) {
	t.Helper()
	request, err := c.HTTPRequest(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set(keyRequestID, callID)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return text, response.StatusCode
}

// statusOf reads the error body of the JSON door back into a status.
func statusOf(t *testing.T, text []byte, httpCode int) *status.Status {
	t.Helper()
	var body struct {
		Error struct {
			Code    int               `json:"code"`
			Status  string            `json:"status"`
			Message string            `json:"message"`
			Details []json.RawMessage `json:"details"`
		} `json:"error"`
	}
	if err := json.Unmarshal(text, &body); err != nil {
		t.Fatalf("error body %q: %v", text, err)
	}
	if body.Error.Code != httpCode || body.Error.Message == "" {
		t.Errorf("error body %q does not go with HTTP %d", text, httpCode)
	}
	var code codes.Code
	if err := code.UnmarshalJSON([]byte(`"` + body.Error.Status + `"`)); err != nil {
		t.Fatalf("error body %q: %v", text, err)
	}
	rebuilt := &spb.Status{Code: int32(code), Message: body.Error.Message}
	details, err := json.Marshal(body.Error.Details)
	if err != nil {
		t.Fatal(err)
	}
	merged := &spb.Status{}
	if err := protojson.Unmarshal([]byte(`{"details":`+string(details)+`}`), merged); err != nil {
		t.Fatalf("details %s: %v", details, err)
	}
	rebuilt.Details = merged.GetDetails()
	return status.FromProto(rebuilt)
}

func methodOf(t *testing.T, rpc string) protoreflect.MethodDescriptor {
	t.Helper()
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(strings.ReplaceAll(rpc, "/", ".")))
	if err != nil {
		t.Fatal(err)
	}
	method, ok := found.(protoreflect.MethodDescriptor)
	if !ok {
		t.Fatalf("%s is not a method", rpc)
	}
	return method
}

func messageOf(t *testing.T, descriptor protoreflect.MessageDescriptor) proto.Message {
	t.Helper()
	linked, err := protoregistry.GlobalTypes.FindMessageByName(descriptor.FullName())
	if err != nil {
		t.Fatal(err)
	}
	return linked.New().Interface()
}
