package interceptor_test

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"

	"google.golang.org/grpc"

	"github.com/ocegate/ocegate/internal/interceptor"
)

// named notes when a call comes by and when its answer does.
func named(name string, passed func(string)) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, request any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		passed(name)
		answer, err := handler(context.WithValue(ctx, visited{}, name), request)
		passed("/" + name)
		return answer, err
	}
}

type visited struct{}

func TestComposeKeepsTheOrder(t *testing.T) {
	t.Parallel()
	for names, want := range map[*[]string][]string{
		{"a"}:           {"a", "end of a", "/a"},
		{"a", "b", "c"}: {"a", "b", "c", "end of c", "/c", "/b", "/a"},
	} {
		var seen []string
		note := func(what string) { seen = append(seen, what) }
		var links []grpc.UnaryServerInterceptor
		for _, name := range *names {
			links = append(links, named(name, note))
		}
		broken := errors.New("broken")
		info := &grpc.UnaryServerInfo{FullMethod: "/s/M"}
		answer, err := interceptor.Compose(links)(t.Context(), "request", info, func(ctx context.Context, request any) (any, error) {
			last, _ := ctx.Value(visited{}).(string)
			note("end of " + last)
			return request, broken
		})
		if answer != "request" || !errors.Is(err, broken) {
			t.Errorf("%v: %v, %v", *names, answer, err)
		}
		if !reflect.DeepEqual(seen, want) {
			t.Errorf("%v, want %v", seen, want)
		}
	}
	if interceptor.Compose(nil) != nil {
		t.Error("nothing made an interceptor")
	}
}

// TestComposedCallsShareNothing runs many calls at a time; a link that refuses
// ends its own call only.
func TestComposedCallsShareNothing(t *testing.T) {
	t.Parallel()
	refused := errors.New("refused")
	chain := interceptor.Compose([]grpc.UnaryServerInterceptor{
		named("a", func(string) {}),
		func(ctx context.Context, request any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
			if number, _ := request.(int); number%2 == 1 {
				return nil, refused
			}
			return handler(ctx, request)
		},
		named("b", func(string) {}),
	})
	var calls sync.WaitGroup
	for number := range 200 {
		calls.Go(func() {
			answer, err := chain(t.Context(), number, nil, func(_ context.Context, request any) (any, error) { return request, nil })
			if odd := number%2 == 1; odd != errors.Is(err, refused) || !odd && answer != number {
				t.Errorf("call %d: %v, %v", number, answer, err)
			}
		})
	}
	calls.Wait()
}

// TestLinksGoOnOnce lets a link repeat the call, from each place of the chain: the
// handler and the links behind it see the first call only.
func TestLinksGoOnOnce(t *testing.T) {
	t.Parallel()
	again := func(ctx context.Context, request any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		_, _ = handler(ctx, request)
		return handler(ctx, request)
	}
	refuse := func(context.Context, any, *grpc.UnaryServerInfo, grpc.UnaryHandler) (any, error) {
		return nil, errors.New("refused")
	}
	pass := named("pass", func(string) {})
	for name, c := range map[string]struct {
		links   []grpc.UnaryServerInterceptor
		handled int
	}{
		"alone": {[]grpc.UnaryServerInterceptor{again}, 1}, "first": {[]grpc.UnaryServerInterceptor{again, pass, pass}, 1},
		"last": {[]grpc.UnaryServerInterceptor{pass, pass, again}, 1}, "before a refusal": {[]grpc.UnaryServerInterceptor{again, refuse, pass}, 0},
	} {
		handled := 0
		_, err := interceptor.Compose(c.links)(t.Context(), "request", nil, func(context.Context, any) (any, error) {
			handled++
			return "answer", nil
		})
		if err == nil || handled != c.handled {
			t.Errorf("%s: handled %d times, %v", name, handled, err)
		}
	}
}
