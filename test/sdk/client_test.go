package sdk_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/global"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/config"
	cn "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bss/v2"
	intl "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bssintl/v2"
	osm "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/osm/v2"
)

// vendorClient is the vendor's client of a site, as its documentation makes one.
type vendorClient struct {
	site    string
	client  reflect.Value
	tickets reflect.Value
}

func newVendorClient(t *testing.T, site, endpoint string, k keys) vendorClient {
	t.Helper()
	credentials, err := global.NewCredentialsBuilder().WithAk(k.access).WithSk(k.secret).
		WithSecurityToken(k.token).WithDomainId(k.domain).SafeBuild()
	if err != nil {
		t.Fatal(err)
	}
	build := func(builder *core.HcHttpClientBuilder) *core.HcHttpClient {
		client, err := builder.WithEndpoints([]string{endpoint}).WithCredential(credentials).
			WithHttpConfig(config.DefaultHttpConfig()).SafeBuild()
		if err != nil {
			t.Fatal(err)
		}
		return client
	}
	c := vendorClient{site: site, tickets: reflect.ValueOf(osm.NewOsmClient(build(osm.OsmClientBuilder())))}
	if site == siteIntl {
		c.client = reflect.ValueOf(intl.NewBssintlClient(build(intl.BssintlClientBuilder())))
	} else {
		c.client = reflect.ValueOf(cn.NewBssClient(build(cn.BssClientBuilder())))
	}
	return c
}

// do calls a method with a request that a tree describes in the struct's own
// JSON names, and returns what the client read, printed as JSON again.
func (c vendorClient) do(t *testing.T, method string, request any) ([]byte, error) {
	t.Helper()
	in, _ := sdkTypes(t, c.site, method)
	typed := reflect.New(in)
	if err := json.Unmarshal(printTree(t, request), typed.Interface()); err != nil {
		t.Fatalf("%s: the vendor's struct does not take %v: %v", method, request, err)
	}
	client := c.client
	ticket, isTicket := strings.CutPrefix(method, ticketsPrefix)
	if isTicket {
		client = c.tickets
	}
	out := client.MethodByName(ticket).Call([]reflect.Value{typed})
	if err, ok := out[1].Interface().(error); ok {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	text, err := json.Marshal(out[0].Interface())
	if err != nil {
		t.Fatal(err)
	}
	return text, nil
}
