package manifests

import (
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// margin is what is left between the end of the drain and the kill.
const margin = 2 * time.Second

func lifeChecks() []check {
	return []check{
		{"graceful stop", judgeStop, map[string]func(*installation){
			"no time":       func(i *installation) { i.pod().TerminationGracePeriodSeconds = nil },
			"too little":    func(i *installation) { i.pod().TerminationGracePeriodSeconds = new(int64(125)) },
			"long drain":    func(i *installation) { replaceArgument(i, "--drain-timeout=", "--drain-timeout=135s") },
			"unknown drain": func(i *installation) { replaceArgument(i, "--drain-timeout=", "--drain-timeout=soon") },
			"no warning":    func(i *installation) { i.container().Lifecycle = nil },
			"a shell":       func(i *installation) { i.container().Lifecycle.PreStop = shell() },
		}},
		{"rolling update", judgeRollout, map[string]func(*installation){
			"gap": func(i *installation) {
				i.deployment.Spec.Strategy.RollingUpdate.MaxUnavailable = new(intstr.FromInt32(1))
			},
			"recreate":      func(i *installation) { i.deployment.Spec.Strategy.RollingUpdate = nil },
			"stuck drains":  func(i *installation) { i.budgets[0].Spec.MaxUnavailable = new(intstr.FromInt32(0)) },
			"budget of two": func(i *installation) { i.budgets[0].Spec.MinAvailable = new(intstr.FromInt32(1)) },
		}},
		{"memory", judgeMemory, map[string]func(*installation){
			"limit below": func(i *installation) {
				i.container().Resources.Limits[corev1.ResourceMemory] = resource.MustParse("256Mi")
			},
			"no soft limit": func(i *installation) { i.container().Env = nil },
		}},
		{"access", judgeAccess, map[string]func(*installation){
			"no policy": func(i *installation) { i.policies = nil },
		}},
	}
}

func shell() *corev1.LifecycleHandler {
	return &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"sleep", "3"}}}
}

// judgeStop demands that the pod is killed only after the server has had its
// whole drain, and that the drain starts after the load balancers know.
func judgeStop(i *installation) []string {
	var found faults
	text, _ := i.argument("--drain-timeout=")
	drain, err := time.ParseDuration(text)
	if err != nil {
		found.add("drain timeout: %v", err)
	}
	lifecycle := i.container().Lifecycle
	if lifecycle == nil || lifecycle.PreStop == nil || lifecycle.PreStop.Sleep == nil {
		found.add("no pause before the stop, or one that needs a shell")
		return found
	}
	pause := time.Duration(lifecycle.PreStop.Sleep.Seconds) * time.Second
	grace := i.pod().TerminationGracePeriodSeconds
	if grace == nil || time.Duration(*grace)*time.Second < pause+drain+margin {
		found.add("the kill comes before pause %s, drain %s and margin %s are over", pause, drain, margin)
	}
	return found
}

// judgeRollout demands that neither a new version nor a node's drain ever takes
// a serving pod away before another one serves, and that both can go on.
func judgeRollout(i *installation) []string {
	var found faults
	rolling := i.deployment.Spec.Strategy.RollingUpdate
	if rolling == nil || rolling.MaxUnavailable == nil || rolling.MaxUnavailable.IntValue() != 0 {
		found.add("an update takes a pod away before its successor is ready")
	}
	for _, budget := range i.budgets {
		if budget.Spec.MinAvailable != nil {
			found.add("the budget names both bounds, or blocks the drain of a single pod")
		} else if budget.Spec.MaxUnavailable == nil || budget.Spec.MaxUnavailable.IntValue() < 1 {
			found.add("the budget blocks every drain of a node")
		}
	}
	return found
}

// judgeMemory compares the collector's limit with the kernel's.
func judgeMemory(i *installation) []string {
	var found faults
	for _, variable := range i.container().Env {
		if variable.Name != "GOMEMLIMIT" {
			continue
		}
		// Go writes MiB where Kubernetes writes Mi.
		soft, err := resource.ParseQuantity(strings.TrimSuffix(variable.Value, "B"))
		if err != nil || soft.Cmp(*i.container().Resources.Limits.Memory()) >= 0 {
			found.add("GOMEMLIMIT %s is not below the limit (%v)", variable.Value, err)
		}
		return found
	}
	found.add("no GOMEMLIMIT: the kernel kills before the collector hurries")
	return found
}

// judgeAccess ties the open door to its guard.
func judgeAccess(i *installation) []string {
	var found faults
	for _, argument := range i.container().Args {
		if argument == "--insecure-allow-unauthenticated" && len(i.policies) == 0 {
			found.add("callers are neither authenticated nor limited by a network policy")
		}
	}
	return found
}
