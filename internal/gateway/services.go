package gateway

import "github.com/ocegate/ocegate/gen/go/ocegate"

// Service is what the door needs to know of one gRPC service.
type Service = ocegate.Service

// Services lists every service of the public API that has routes.
func Services() []Service { return ocegate.Services() }
