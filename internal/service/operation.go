package service

import (
	"context"
	"slices"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// operation is an upstream operation that is ready to be called: the plan of its
// RPC, and what all of its requests have in common.
type operation struct {
	*caller
	plan    *translate.Plan
	common  upstream.Request            // without what a call brings
	headers map[string][]restcall.Param // by language
}

func newOperation(caller *caller, plan *translate.Plan) *operation {
	declared := plan.Operation()
	o := &operation{
		caller: caller, plan: plan,
		common: upstream.Request{
			Operation: declared.GetName(),
			Service:   serviceOf(declared.GetService()),
			Method:    declared.GetMethod(),
			Effect:    effectOf(declared.GetEffect()),
			Shape:     shapeOf(declared.GetShape()),
		},
		headers: map[string][]restcall.Param{},
	}
	for _, language := range []string{chinese, english} {
		o.headers[language] = slices.Clip(surroundings(declared, caller.site, language))
	}
	return o
}

// request is one request of the operation. What it shares with others is not to be
// changed.
func (o *operation) request(ctx context.Context, call *translate.Call) *upstream.Request {
	request := o.common
	request.Path, request.Query, request.Body = call.Path, call.Query, call.Body
	language := chinese // of an operation that has none
	if o.plan.Operation().GetLanguage() {
		language = languageOf(ctx, o.site)
	}
	request.Header = o.headers[language]
	if len(call.Header) > 0 {
		request.Header = slices.Concat(call.Header, request.Header)
	}
	return &request
}

// utc is the zone in which every answer is asked for. The upstream's own default
// is GMT+8, and some of its texts call themselves UTC whatever the zone.
const utc = "GMT+0"

// surroundings are the headers that say where a call comes from.
func surroundings(declared *upstreamv1.Operation, site upstream.Site, language string) []restcall.Param {
	var headers []restcall.Param
	if declared.GetSiteHeader() {
		headers = append(headers, restcall.Param{Name: "X-Site", Value: map[bool]string{false: "0", true: "1"}[site == upstream.SiteInternational]})
	}
	if declared.GetLanguage() {
		headers = append(headers, restcall.Param{Name: "X-Language", Value: spelled(language, declared.GetService())})
	}
	if declared.GetTimeZoneHeader() {
		headers = append(headers, restcall.Param{Name: "X-Time-Zone", Value: utc})
	}
	return headers
}

func serviceOf(service upstreamv1.Service) upstream.Service {
	if service == upstreamv1.Service_SERVICE_OSM {
		return upstream.ServiceOSM
	}
	return upstream.ServiceBSS
}

// effectOf takes whatever it does not know for the most delicate effect.
func effectOf(effect upstreamv1.Effect) upstream.Effect {
	switch effect {
	case upstreamv1.Effect_EFFECT_READ:
		return upstream.EffectRead
	case upstreamv1.Effect_EFFECT_IDEMPOTENT:
		return upstream.EffectIdempotent
	case upstreamv1.Effect_EFFECT_UNSAFE:
		return upstream.EffectUnsafe
	default:
		return upstream.EffectMoney
	}
}

func shapeOf(shape upstreamv1.Shape) upstream.Shape {
	switch shape {
	case upstreamv1.Shape_SHAPE_EMPTY:
		return upstream.ShapeEmpty
	case upstreamv1.Shape_SHAPE_CODE_IN_BODY:
		return upstream.ShapeCodeInBody
	case upstreamv1.Shape_SHAPE_ACKNOWLEDGED:
		return upstream.ShapeAcknowledged
	case upstreamv1.Shape_SHAPE_BODY_OR_EMPTY:
		return upstream.ShapeBodyOrEmpty
	default:
		return upstream.ShapeBody
	}
}
