package gateway_test

import (
	"context"
	"net/http"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// TestNoticesOfDeprecationPass hands out the headers of deprecated RPCs beside
// answers and beside errors, and nothing else that an interceptor sets.
func TestNoticesOfDeprecationPass(t *testing.T) {
	t.Parallel()
	const link = `</v1/orders>; rel="successor-version"`
	notice := metadata.Pairs("deprecation", "@1", "sunset", "Fri, 31 Dec 2027 00:00:00 GMT", "link", link, "secret", "x")
	for code, want := range map[codes.Code]int{codes.OK: http.StatusOK, codes.NotFound: http.StatusNotFound} {
		h := door(t, &orders{}, func(ctx context.Context, request any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
			if err := grpc.SetHeader(ctx, notice); err != nil {
				return nil, err
			}
			if code != codes.OK {
				return nil, status.Error(code, "none")
			}
			return handler(ctx, request)
		})
		got := send(t, h, http.MethodGet, "/v1/orders", "")
		if got.status != want {
			t.Fatalf("status %d: %s", got.status, got.body)
		}
		for name, value := range map[string]string{"Deprecation": "@1", "Sunset": "Fri, 31 Dec 2027 00:00:00 GMT", "Link": link, "Secret": "", "Grpc-Metadata-Secret": ""} {
			if got.header.Get(name) != value {
				t.Errorf("%s beside %s is %q, want %q", name, code, got.header.Get(name), value)
			}
		}
	}
}
