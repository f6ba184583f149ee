package service

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// caller makes the upstream calls of all handlers.
type caller struct {
	upstream *upstream.Client
	plans    *translate.Set
	site     upstream.Site
	unknown  func(operation string, fields, codes int)
}

func newCaller(config Config, plans *translate.Set) *caller {
	unknown := config.Unknown
	if unknown == nil {
		unknown = func(string, int, int) {}
	}
	return &caller{upstream: config.Upstream, plans: plans, site: config.Site, unknown: unknown}
}

// relay answers one RPC by one upstream call.
func (c *caller) relay(ctx context.Context, method string, in, out proto.Message) error {
	plan := c.plans.Plan(method)
	if plan == nil {
		return fmt.Errorf("service: %s has no plan", method)
	}
	return c.answer(ctx, in, into(ctx, plan, out))
}

// into is where the answers to a call go: into the arena of its door.
func into(ctx context.Context, plan *translate.Plan, out proto.Message) translate.Target {
	return plan.Into(out).In(translate.ArenaOf(ctx))
}

// answer fills the target with the page that in asks for.
func (c *caller) answer(ctx context.Context, in proto.Message, into translate.Target) error {
	plan := into.Plan
	size, token := plan.Page(in)
	wanted := translate.Page{Limit: size}
	request, err := plan.Encode(in, wanted)
	if err != nil {
		return err
	}
	if token != "" {
		if err := turn(plan, request, token, &wanted); err != nil {
			return err
		}
		if request, err = plan.Encode(in, wanted); err != nil {
			return err
		}
	}
	return c.fetch(ctx, request, into, wanted)
}

// send makes the call and reads its answer into the target.
func (c *caller) send(ctx context.Context, request *translate.Call, into translate.Target) (translate.Answer, error) {
	return c.exchange(ctx, request, into, nil)
}

// exchange is send for answers that have the declared shape and may still be none:
// what doubt finds makes them unreadable.
func (c *caller) exchange(ctx context.Context, request *translate.Call, into translate.Target, doubt func() error) (translate.Answer, error) {
	sent := c.request(ctx, into.Plan.Operation(), request)
	response, err := c.upstream.Do(ctx, sent)
	if err != nil {
		return translate.Answer{}, err
	}
	defer into.Hold(response) // its share of memory until the answer is written, which is memory too
	answer, err := c.read(sent, response, into)
	if err == nil && doubt != nil {
		if fault := doubt(); fault != nil {
			err = sent.UnreadableError(response, fault)
		}
	}
	return answer, err
}

const (
	// mostAnswer is what gRPC clients take as one message unless they are told
	// otherwise.
	mostAnswer = 4 << 20
	// smallBody is a size of the upstream's JSON up to which no answer gets near.
	smallBody = 512 << 10
)

var errLongAnswer = errors.New("the answer is larger than what clients take as one message")

// read takes the answer to a call apart.
func (c *caller) read(sent *upstream.Request, response *upstream.Response, into translate.Target) (translate.Answer, error) {
	if sent.Shape == upstream.ShapeEmpty {
		return translate.Answer{}, nil
	}
	answer, err := into.Decode(response.Body)
	if err != nil {
		return answer, sent.UnreadableError(response, err)
	}
	if answer.Code != "" {
		return answer, sent.AnswerError(response, answer.Code, answer.Message, response.Body)
	}
	if len(response.Body) > smallBody && proto.Size(into.Message()) > mostAnswer {
		return answer, sent.TooLargeError(response, errLongAnswer)
	}
	if answer.UnknownFields > 0 || answer.UnknownCodes > 0 {
		c.unknown(sent.Operation, answer.UnknownFields, answer.UnknownCodes)
	}
	return answer, nil
}

func (c *caller) request(ctx context.Context, operation *upstreamv1.Operation, call *translate.Call) *upstream.Request {
	request := &upstream.Request{
		Operation: operation.GetName(),
		Service:   serviceOf(operation.GetService()),
		Method:    operation.GetMethod(),
		Path:      call.Path,
		Query:     params(call.Query),
		Header:    params(call.Header),
		Body:      call.Body,
		Effect:    effectOf(operation.GetEffect()),
		Shape:     shapeOf(operation.GetShape()),
	}
	request.Header = append(request.Header, c.surroundings(ctx, operation)...)
	return request
}

// utc is the zone in which every answer is asked for. The upstream's own default
// is GMT+8, and some of its texts call themselves UTC whatever the zone.
const utc = "GMT+0"

// surroundings are the headers that say where a call comes from.
func (c *caller) surroundings(ctx context.Context, operation *upstreamv1.Operation) []upstream.Param {
	var headers []upstream.Param
	if operation.GetSiteHeader() {
		headers = append(headers, upstream.Param{Name: "X-Site", Value: map[bool]string{false: "0", true: "1"}[c.site == upstream.SiteInternational]})
	}
	if operation.GetLanguage() {
		headers = append(headers, upstream.Param{Name: "X-Language", Value: spelled(languageOf(ctx, c.site), operation.GetService())})
	}
	if operation.GetTimeZoneHeader() {
		headers = append(headers, upstream.Param{Name: "X-Time-Zone", Value: utc})
	}
	return headers
}

func params(list []translate.Param) []upstream.Param {
	if len(list) == 0 {
		return nil
	}
	out := make([]upstream.Param, len(list))
	for i, param := range list {
		out[i] = upstream.Param(param)
	}
	return out
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
	default:
		return upstream.ShapeBody
	}
}
