// Package direct calls the upstream with the vendor's own client, as a program
// that uses it would after reading its documentation and tuning its transport.
// It must not know ocegate.
package direct

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/global"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/config"
	bss "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bss/v2"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bss/v2/model"

	"github.com/ocegate/ocegate/bench/internal/canned"
	"github.com/ocegate/ocegate/bench/internal/load"
)

// Keys for a stub that looks only whether a call is signed.
const (
	AccessKey = "BENCHMARKACCESSKEY00"
	SecretKey = "benchmark-secret-key-that-opens-nothing"
)

// NewClient makes the vendor's client with a transport that keeps its
// connections; the one it makes itself keeps two.
func NewClient(endpoint string) (*bss.BssClient, error) {
	credentials, err := global.NewCredentialsBuilder().WithAk(AccessKey).WithSk(SecretKey).WithDomainId("benchmark").SafeBuild()
	if err != nil {
		return nil, fmt.Errorf("direct: %w", err)
	}
	client, err := bss.BssClientBuilder().WithEndpoint(endpoint).WithCredential(credentials).
		WithHttpConfig(config.DefaultHttpConfig().WithHttpTransport(NewTransport())).SafeBuild()
	if err != nil {
		return nil, fmt.Errorf("direct: %w", err)
	}
	return bss.NewBssClient(client), nil
}

// NewTransport is a transport that keeps its connections.
func NewTransport() *http.Transport {
	return &http.Transport{
		DialContext:         (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		MaxIdleConns:        4096,
		MaxIdleConnsPerHost: 1024,
		IdleConnTimeout:     time.Minute,
		DisableCompression:  true,
	}
}

// Request asks for one page.
func Request(offset, limit int32) *model.ListCustomerOrdersRequest {
	return &model.ListCustomerOrdersRequest{Offset: &offset, Limit: &limit}
}

// Call lists one page and checks the last row.
func Call(client *bss.BssClient) load.Call {
	return func(_ context.Context, rows int) error {
		page, err := client.ListCustomerOrders(Request(0, int32(rows)))
		if err != nil {
			return err
		}
		if page.OrderInfos == nil || len(*page.OrderInfos) == 0 {
			return fmt.Errorf("direct: an empty page")
		}
		last := (*page.OrderInfos)[len(*page.OrderInfos)-1]
		got := canned.Want{Rows: len(*page.OrderInfos), LastOrderID: text(last.OrderId)}
		if last.OfficialAmount != nil {
			got.LastAmount = strconv.FormatFloat(*last.OfficialAmount, 'f', -1, 64)
		}
		if want := canned.WantOf(rows); got != want {
			return fmt.Errorf("direct: wrong answer: %+v, want %+v", got, want)
		}
		return nil
	}
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
