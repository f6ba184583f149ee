package relay

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// largestPage is that of the upstream.
const largestPage = 100

// ServeJSON takes GET /v1/orders until the listener is closed. What it costs is
// net/http alone, on both sides.
func (s *Server) ServeJSON(listener net.Listener) error {
	pages := map[string]http.HandlerFunc{}
	for size := range int32(largestPage) {
		pages[strconv.Itoa(int(size)+1)] = func(w http.ResponseWriter, r *http.Request) {
			if err := s.answerJSON(r.Context(), w, size+1); err != nil {
				noPage(w, r)
			}
		}
	}
	server := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answer, ok := pages[r.URL.Query().Get("page_size")]; ok {
			answer(w, r)
		} else {
			noPage(w, r)
		}
	})}
	return server.Serve(listener)
}

func noPage(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "the upstream has no such page", http.StatusBadGateway)
}

// answerJSON writes the prepared answer to a page, after the body was fetched.
func (s *Server) answerJSON(ctx context.Context, w http.ResponseWriter, size int32) error {
	answer, err := s.ListOrders(ctx, &ordersv1.ListOrdersRequest{PageSize: size})
	if err != nil {
		return fmt.Errorf("relay: %w", err)
	}
	known, ok := s.texts.Load(size)
	if !ok {
		text, err := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(answer)
		if err != nil {
			return fmt.Errorf("relay: %w", err)
		}
		known, _ = s.texts.LoadOrStore(size, text)
	}
	text, _ := known.([]byte)
	w.Header()["Content-Type"] = []string{"application/json"}
	w.Header()["Content-Length"] = []string{strconv.Itoa(len(text))}
	_, _ = w.Write(text) // a caller that is gone counts as a failed call at its own end
	return nil
}
