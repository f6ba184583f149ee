package sdkold_test

import (
	"encoding/json"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/global"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/config"
	cn "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bss/v2"
	intl "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/bssintl/v2"
	osm "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/osm/v2"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	siteCN   = "cn"
	siteIntl = "intl"
)

// client is the vendor's client of a site, pointed at an emulator.
type client struct {
	t     *testing.T
	site  string
	box   *sandbox.Sandbox
	bills reflect.Value
	desk  reflect.Value
}

func newClient(t *testing.T, site string) *client {
	t.Helper()
	box, err := sandbox.New(sandbox.Config{Site: site, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(box.Handler())
	t.Cleanup(server.Close)
	credentials := global.NewCredentialsBuilder().
		WithAk(sandbox.DemoAccessKey).WithSk(sandbox.DemoSecretKey).WithDomainId(sandbox.DemoDomainID).Build()
	build := func(builder *core.HcHttpClientBuilder) *core.HcHttpClient {
		return builder.WithEndpoints([]string{server.URL}).WithCredential(credentials).WithHttpConfig(config.DefaultHttpConfig()).Build()
	}
	c := &client{t: t, site: site, box: box, desk: reflect.ValueOf(osm.NewOsmClient(build(osm.OsmClientBuilder())))}
	if site == siteIntl {
		c.bills = reflect.ValueOf(intl.NewBssintlClient(build(intl.BssintlClientBuilder())))
	} else {
		c.bills = reflect.ValueOf(cn.NewBssClient(build(cn.BssClientBuilder())))
	}
	return c
}

// call asks a method, given by its name, with a request in the JSON names of the
// vendor's struct; it answers what the client understood, as a JSON tree.
func (c *client) call(method, request string) (any, error) {
	c.t.Helper()
	on, name := c.bills, method
	if ticket, ok := strings.CutPrefix(method, "osm."); ok {
		on, name = c.desk, ticket
	}
	run := on.MethodByName(name)
	if !run.IsValid() {
		c.t.Fatalf("the client has no method %s", method)
	}
	typed := reflect.New(run.Type().In(0).Elem())
	if err := json.Unmarshal([]byte(request), typed.Interface()); err != nil {
		c.t.Fatalf("%s does not take %s: %v", method, request, err)
	}
	if site := typed.Elem().FieldByName("XSite"); site.IsValid() && c.site == siteIntl {
		one := int32(1)
		site.Set(reflect.ValueOf(&one))
	}
	out := run.Call([]reflect.Value{typed})
	if err, failed := out[1].Interface().(error); failed {
		return nil, err
	}
	text, err := json.Marshal(out[0].Interface())
	if err != nil {
		c.t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		c.t.Fatal(err)
	}
	return tree, nil
}

// leaf is the value at a dotted path of a tree, numbers being indices and * any
// index; empty when there is none.
func leaf(tree any, path string) string {
	for step := range strings.SplitSeq(path, ".") {
		switch node := tree.(type) {
		case map[string]any:
			tree = node[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(node) {
				return ""
			}
			tree = node[i]
		default:
			return ""
		}
	}
	switch value := tree.(type) {
	case string:
		return value
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(value)
	}
	return ""
}

// check is one call and what its answer must hold: a value by its path, or any
// value where the wanted one is "*".
type check struct {
	method, request string
	want            map[string]string
}

func (c *client) run(checks []check) {
	c.t.Helper()
	for _, one := range checks {
		tree, err := c.call(one.method, one.request)
		if err != nil {
			c.t.Errorf("%s %s: %v", one.method, one.request, err)
			continue
		}
		for path, want := range one.want {
			if got := leaf(tree, path); got != want && (want != "*" || got == "") {
				c.t.Errorf("%s %s: %s is %q, want %q", one.method, one.request, path, got, want)
			}
		}
	}
}

// TestLeafFindsWhatIsThere is the control of the checks: a path that leads nowhere is empty.
func TestLeafFindsWhatIsThere(t *testing.T) {
	t.Parallel()
	var tree any
	if err := json.Unmarshal([]byte(`{"a":[{"b":"x","n":1.5,"f":true}]}`), &tree); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"a.0.b": "x", "a.0.n": "1.5", "a.0.f": "true", "a.1.b": "", "a.0.c": "", "b": "", "a": ""} {
		if got := leaf(tree, path); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}
