package manifests

import (
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func selectionChecks() []check {
	return []check{
		{"selectors", judgeSelectors, map[string]func(*installation){
			"deployment":     func(i *installation) { i.deployment.Spec.Selector.MatchLabels["x"] = "y" },
			"service":        func(i *installation) { i.services[0].Spec.Selector["x"] = "y" },
			"empty service":  func(i *installation) { i.services[1].Spec.Selector = nil },
			"budget":         func(i *installation) { i.budgets[0].Spec.Selector.MatchLabels["x"] = "y" },
			"no budget":      func(i *installation) { i.budgets = nil },
			"spread":         func(i *installation) { i.pod().TopologySpreadConstraints[0].LabelSelector.MatchLabels["x"] = "y" },
			"template label": func(i *installation) { clear(i.deployment.Spec.Template.Labels) },
		}},
		{"ports", judgePorts, map[string]func(*installation){
			"service target":  func(i *installation) { i.services[0].Spec.Ports[0].TargetPort = intstr.FromString("web") },
			"service default": func(i *installation) { i.services[0].Spec.Ports[0].TargetPort = intstr.IntOrString{} },
			"protocol hint":   func(i *installation) { i.services[0].Spec.Ports[1].AppProtocol = nil },
			"probe":           func(i *installation) { i.container().ReadinessProbe.HTTPGet.Port = intstr.FromString("web") },
			"no probe":        func(i *installation) { i.container().LivenessProbe = nil },
			"probe on a door": func(i *installation) { i.container().LivenessProbe.HTTPGet.Port = intstr.FromString("http") },
			"container port":  func(i *installation) { i.container().Ports[0].ContainerPort = 80 },
			"loopback":        func(i *installation) { replaceArgument(i, "--grpc-addr=", "--grpc-addr=127.0.0.1:9090") },
			"no address":      func(i *installation) { replaceArgument(i, "--admin-addr=", "--sandbox") },
			"admin in service": func(i *installation) {
				i.services[0].Spec.Ports = append(i.services[0].Spec.Ports, corev1.ServicePort{Name: "admin", TargetPort: intstr.FromString("admin")})
			},
		}},
		{"namespace", judgeNamespaces, map[string]func(*installation){
			"elsewhere":    func(i *installation) { i.services[0].Namespace = "default" },
			"missing":      func(i *installation) { i.namespaces = nil },
			"not enforced": func(i *installation) { clear(i.namespaces[0].Labels) },
		}},
	}
}

// selects reports whether a selector picks the pods of the deployment.
func (i *installation) selects(selector map[string]string) bool {
	if len(selector) == 0 {
		return false
	}
	for key, value := range selector {
		if i.deployment.Spec.Template.Labels[key] != value {
			return false
		}
	}
	return true
}

// hasPort reports whether the container names such a port.
func (i *installation) hasPort(port intstr.IntOrString) bool {
	return slices.ContainsFunc(i.container().Ports, func(declared corev1.ContainerPort) bool {
		return port.Type == intstr.String && declared.Name == port.StrVal
	})
}

func judgeSelectors(i *installation) []string {
	selectors := map[string]map[string]string{"deployment": i.deployment.Spec.Selector.MatchLabels}
	for _, service := range i.services {
		selectors["service "+service.Name] = service.Spec.Selector
	}
	for _, budget := range i.budgets {
		selectors["budget "+budget.Name] = budget.Spec.Selector.MatchLabels
	}
	for _, constraint := range i.pod().TopologySpreadConstraints {
		selectors["spread over "+constraint.TopologyKey] = constraint.LabelSelector.MatchLabels
	}
	var found faults
	for _, name := range slices.Sorted(maps.Keys(selectors)) {
		if !i.selects(selectors[name]) {
			found.add("%s selects other pods: %v", name, selectors[name])
		}
	}
	if len(i.budgets) != 1 {
		found.add("%d disruption budgets, want one", len(i.budgets))
	}
	return found
}

func judgePorts(i *installation) []string {
	var found faults
	for _, service := range i.services {
		for _, port := range service.Spec.Ports {
			if !i.hasPort(port.TargetPort) || port.TargetPort.StrVal == "admin" {
				found.add("service %s port %s leads to %q", service.Name, port.Name, port.TargetPort.String())
			}
			if port.AppProtocol == nil {
				found.add("service %s port %s does not say what it speaks", service.Name, port.Name)
			}
		}
	}
	found = append(found, i.judgeProbes()...)
	for _, port := range i.container().Ports {
		if fault := i.judgeAddress(port); fault != "" {
			found = append(found, fault)
		}
	}
	return found
}

func (i *installation) judgeProbes() []string {
	var found faults
	container := i.container()
	probes := map[string]*corev1.Probe{
		"startup": container.StartupProbe, "liveness": container.LivenessProbe, "readiness": container.ReadinessProbe,
	}
	for _, name := range slices.Sorted(maps.Keys(probes)) {
		probe := probes[name]
		if probe == nil || probe.HTTPGet == nil || !i.hasPort(probe.HTTPGet.Port) || probe.HTTPGet.Port.StrVal != "admin" {
			found.add("the %s probe does not ask the admin port", name)
		}
	}
	return found
}

// judgeAddress compares a declared port with the flag that opens it.
func (i *installation) judgeAddress(port corev1.ContainerPort) string {
	address, ok := i.argument("--" + port.Name + "-addr=")
	if !ok {
		return "no argument opens port " + port.Name
	}
	host, number, err := net.SplitHostPort(address)
	if err != nil || host != "0.0.0.0" || number != strconv.Itoa(int(port.ContainerPort)) {
		return "port " + port.Name + " is declared as " + strconv.Itoa(int(port.ContainerPort)) + " and opened as " + address
	}
	return ""
}

// argument returns the value of a flag of the container.
func (i *installation) argument(prefix string) (string, bool) {
	for _, argument := range i.container().Args {
		if value, ok := strings.CutPrefix(argument, prefix); ok {
			return value, true
		}
	}
	return "", false
}

func replaceArgument(i *installation, prefix, replacement string) {
	for position, argument := range i.container().Args {
		if strings.HasPrefix(argument, prefix) {
			i.container().Args[position] = replacement
		}
	}
}

// judgeNamespaces leaves the base alone, which is namespaced by who uses it.
func judgeNamespaces(i *installation) []string {
	if i.name == "base" {
		return nil
	}
	var found faults
	if len(i.namespaces) != 1 {
		found.add("%d namespaces, want one", len(i.namespaces))
		return found
	}
	if i.namespaces[0].Labels["pod-security.kubernetes.io/enforce"] != "restricted" {
		found.add("the namespace admits any pod")
	}
	objects := []metav1.Object{i.deployment}
	for _, service := range i.services {
		objects = append(objects, service)
	}
	for _, config := range i.configs {
		objects = append(objects, config)
	}
	for _, secret := range i.secrets {
		objects = append(objects, secret)
	}
	for _, object := range objects {
		if object.GetNamespace() != i.namespaces[0].Name {
			found.add("%s is in namespace %q", object.GetName(), object.GetNamespace())
		}
	}
	return found
}
