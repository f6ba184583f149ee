package load

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"

	"github.com/ocegate/ocegate/bench/internal/canned"
	"github.com/ocegate/ocegate/bench/internal/control"
)

// JSON calls GET /v1/orders over kept connections.
func JSON(address string) control.Do {
	client := &http.Client{Transport: &http.Transport{
		MaxIdleConns: 2048, MaxIdleConnsPerHost: 2048, DisableCompression: true, ReadBufferSize: 32 << 10,
	}}
	answers := newKnown(readJSON)
	var buffers sync.Pool
	do := Doer(func(ctx context.Context, rows int) error {
		buffer, ok := buffers.Get().(*bytes.Buffer)
		if !ok {
			buffer = new(bytes.Buffer)
		}
		defer buffers.Put(buffer)
		buffer.Reset()
		if err := get(ctx, client, fmt.Sprintf("http://%s/v1/orders?page_size=%d", address, rows), buffer); err != nil {
			return err
		}
		return answers.check(rows, buffer.Bytes())
	})
	return func(ctx context.Context, command control.Command) (control.Result, error) {
		answers.forget()
		return do(ctx, command)
	}
}

func get(ctx context.Context, client *http.Client, url string, into *bytes.Buffer) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if _, err := into.ReadFrom(response.Body); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("load: status %d: %.300s", response.StatusCode, into.Bytes())
	}
	return nil
}

func readJSON(body []byte) (canned.Want, error) {
	var page struct {
		Orders []struct {
			OrderID        string `json:"orderId"`
			OfficialAmount struct {
				Amount string `json:"amount"`
			} `json:"officialAmount"`
		} `json:"orders"`
		NextPageToken string `json:"nextPageToken"`
		TotalSize     int    `json:"totalSize"`
	}
	if err := json.Unmarshal(body, &page); err != nil {
		return canned.Want{}, fmt.Errorf("load: %w", err)
	}
	if page.TotalSize != canned.Total || page.NextPageToken == "" || len(page.Orders) == 0 {
		return canned.Want{}, fmt.Errorf("load: a page of %d orders of %d, next page %q", len(page.Orders), page.TotalSize, page.NextPageToken)
	}
	last := page.Orders[len(page.Orders)-1]
	return canned.Want{Rows: len(page.Orders), LastOrderID: last.OrderID, LastAmount: last.OfficialAmount.Amount}, nil
}
