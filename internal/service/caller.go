package service

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// caller is what the operations of all handlers have in common.
type caller struct {
	upstream *upstream.Client
	plans    *translate.Set
	site     upstream.Site
	unknown  func(operation string, fields, codes int)
	faults   []error // of operations that handlers asked for
}

func newCaller(config Config, plans *translate.Set) *caller {
	unknown := config.Unknown
	if unknown == nil {
		unknown = func(string, int, int) {}
	}
	return &caller{upstream: config.Upstream, plans: plans, site: config.Site, unknown: unknown}
}

// operation is that of an RPC. One without a plan is a fault of the start.
func (c *caller) operation(method string) *operation {
	plan := c.plans.Plan(method)
	if plan == nil {
		c.faults = append(c.faults, fmt.Errorf("service: %s has no plan", method))
		return nil
	}
	return newOperation(c, plan)
}

// bind is what answers an RPC that does nothing but relay.
func (c *caller) bind(method string) func(ctx context.Context, in, out proto.Message) error {
	return c.operation(method).relay
}
