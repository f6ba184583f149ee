package manifests

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	podsecurity "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

func securityChecks() []check {
	return []check{
		{"restricted pod security", judgePodSecurity, map[string]func(*installation){
			"root":                func(i *installation) { i.pod().SecurityContext.RunAsNonRoot = nil },
			"privilege":           func(i *installation) { i.container().SecurityContext.AllowPrivilegeEscalation = nil },
			"capabilities":        func(i *installation) { i.container().SecurityContext.Capabilities = nil },
			"seccomp":             func(i *installation) { i.pod().SecurityContext.SeccompProfile = nil },
			"host network":        func(i *installation) { i.pod().HostNetwork = true },
			"host path":           func(i *installation) { i.pod().Volumes[0].VolumeSource = hostPath() },
			"open init container": func(i *installation) { i.pod().InitContainers = []corev1.Container{{Name: "x"}} },
		}},
		{"beyond the standard", judgeHardening, map[string]func(*installation){
			"writable root":        func(i *installation) { i.container().SecurityContext.ReadOnlyRootFilesystem = nil },
			"another user":         func(i *installation) { i.pod().SecurityContext.RunAsUser = new(int64(1000)) },
			"token in the pod":     func(i *installation) { i.pod().AutomountServiceAccountToken = nil },
			"token of the account": func(i *installation) { i.accounts[0].AutomountServiceAccountToken = nil },
			"missing account":      func(i *installation) { i.accounts = nil },
			"key in the clear": func(i *installation) {
				i.container().Env = append(i.container().Env, corev1.EnvVar{Name: "OCEGATE_SECRET_KEY", Value: "x"})
			},
			"no limit": func(i *installation) { i.container().Resources.Limits = nil },
		}},
		{"network policy", judgePolicy, map[string]func(*installation){
			"none":              func(i *installation) { i.policies = nil },
			"ingress from all":  func(i *installation) { i.policies[0].Spec.Ingress[0].From = nil },
			"egress to all":     func(i *installation) { i.policies[0].Spec.Egress[1].To = nil },
			"egress unlisted":   func(i *installation) { i.policies[0].Spec.PolicyTypes = i.policies[0].Spec.PolicyTypes[:1] },
			"admin for clients": func(i *installation) { i.policies[0].Spec.Ingress[0].Ports[0].Port = new(intstr.FromString("admin")) },
			"unknown port":      func(i *installation) { i.policies[0].Spec.Ingress[0].Ports[0].Port = new(intstr.FromString("web")) },
			"all ports":         func(i *installation) { i.policies[0].Spec.Ingress[0].Ports = nil },
			"other pods":        func(i *installation) { i.policies[0].Spec.PodSelector.MatchLabels["x"] = "y" },
			"metadata service":  func(i *installation) { i.policies[0].Spec.Egress[1].To[0].IPBlock.Except = nil },
		}},
	}
}

func (i *installation) pod() *corev1.PodSpec { return &i.deployment.Spec.Template.Spec }

func (i *installation) container() *corev1.Container { return &i.pod().Containers[0] }

func hostPath() corev1.VolumeSource {
	return corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/"}}
}

// judgePodSecurity asks the code that the API server's admission runs.
func judgePodSecurity(i *installation) []string {
	var found faults
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return []string{err.Error()}
	}
	restricted := podsecurity.LevelVersion{Level: podsecurity.LevelRestricted, Version: podsecurity.LatestVersion()}
	template := i.deployment.Spec.Template
	for _, result := range evaluator.EvaluatePod(restricted, &template.ObjectMeta, &template.Spec) {
		if !result.Allowed {
			found.add("%s: %s", result.ForbiddenReason, result.ForbiddenDetail)
		}
	}
	return found
}

// judgeHardening demands what the restricted standard leaves open.
func judgeHardening(i *installation) []string {
	var found faults
	container := i.container()
	if context := container.SecurityContext; context.ReadOnlyRootFilesystem == nil || !*context.ReadOnlyRootFilesystem {
		found.add("the root file system is writable")
	}
	if user := i.pod().SecurityContext.RunAsUser; user == nil || *user != 65532 {
		found.add("the pod does not run as the image's user")
	}
	if token := i.pod().AutomountServiceAccountToken; token == nil || *token {
		found.add("the pod receives a token")
	}
	for _, variable := range container.Env {
		if variable.Name == "OCEGATE_ACCESS_KEY" || variable.Name == "OCEGATE_SECRET_KEY" || variable.Name == "OCEGATE_SECURITY_TOKEN" {
			found.add("%s shows in the pod's description: use the file", variable.Name)
		}
	}
	if container.Resources.Limits.Memory().IsZero() || container.Resources.Requests.Cpu().IsZero() {
		found.add("no memory limit or no processor request")
	}
	known := false
	for _, account := range i.accounts {
		if account.Name != i.pod().ServiceAccountName {
			continue
		}
		known = true
		if account.AutomountServiceAccountToken == nil || *account.AutomountServiceAccountToken {
			found.add("the account %s hands out its token", account.Name)
		}
	}
	if !known {
		found.add("service account %q does not exist", i.pod().ServiceAccountName)
	}
	return found
}

// judgePolicy demands a policy that names who may come in and where calls go.
func judgePolicy(i *installation) []string {
	var found faults
	if len(i.policies) != 1 {
		found.add("%d policies, want one", len(i.policies))
		return found
	}
	spec := i.policies[0].Spec
	if !i.selects(spec.PodSelector.MatchLabels) {
		found.add("the policy is about other pods")
	}
	if len(spec.PolicyTypes) != 2 {
		found.add("policy types %v: one direction is open", spec.PolicyTypes)
	}
	for _, rule := range spec.Ingress {
		found = append(found, i.judgeIngress(rule)...)
	}
	for _, rule := range spec.Egress {
		found = append(found, judgeEgress(rule)...)
	}
	return found
}

func (i *installation) judgeIngress(rule networkingv1.NetworkPolicyIngressRule) []string {
	var found faults
	if len(rule.From) == 0 || len(rule.Ports) == 0 {
		found.add("an ingress rule is open to everybody or to every port")
	}
	monitoring := len(rule.From) == 1 && rule.From[0].PodSelector == nil
	for _, port := range rule.Ports {
		name := port.Port.String()
		if !i.hasPort(*port.Port) {
			found.add("ingress to port %s, which the container lacks", name)
		}
		if (name == "admin") != monitoring {
			found.add("ingress to port %s: administration is for monitoring, the doors are for clients", name)
		}
	}
	return found
}

func judgeEgress(rule networkingv1.NetworkPolicyEgressRule) []string {
	var found faults
	if len(rule.To) == 0 || len(rule.Ports) == 0 {
		found.add("an egress rule is open to everything or on every port")
	}
	for _, target := range rule.To {
		if target.IPBlock != nil && len(target.IPBlock.Except) == 0 {
			found.add("egress to %s reaches the node's metadata service", target.IPBlock.CIDR)
		}
	}
	for _, port := range rule.Ports {
		if number := port.Port.IntValue(); number != 53 && number != 443 {
			found.add("egress to port %s is neither DNS nor the upstream", port.Port.String())
		}
	}
	return found
}
