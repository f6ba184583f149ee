package manifests

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// installation is everything that one kustomization brings into a cluster.
type installation struct {
	name       string
	namespaces []*corev1.Namespace
	accounts   []*corev1.ServiceAccount
	configs    []*corev1.ConfigMap
	secrets    []*corev1.Secret
	services   []*corev1.Service
	budgets    []*policyv1.PodDisruptionBudget
	policies   []*networkingv1.NetworkPolicy
	deployment *appsv1.Deployment
}

// folders lists the kustomizations under deploy/kubernetes.
func folders() []string { return []string{"base", "example", "sandbox"} }

// render builds one kustomization and returns its documents.
func render(t *testing.T, name string) []string {
	t.Helper()
	folder := filepath.Join("..", "..", "deploy", "kubernetes", name)
	made, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		t.Fatal(err)
	}
	documents := make([]string, 0, made.Size())
	for _, resource := range made.Resources() {
		text, err := resource.AsYAML()
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, string(text))
	}
	return documents
}

// load renders and decodes one kustomization.
func load(t *testing.T, name string) *installation {
	t.Helper()
	found := &installation{name: name}
	for _, document := range render(t, name) {
		object, err := decode(document)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := found.add(object); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if found.deployment == nil || len(found.services) == 0 {
		t.Fatalf("%s: no deployment or no service", name)
	}
	return found
}

// decode reads one document into its real type and refuses unknown, repeated
// and mistyped fields, which the API server would silently drop.
func decode(document string) (runtime.Object, error) {
	options := json.SerializerOptions{Yaml: true, Strict: true}
	serializer := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme.Scheme, scheme.Scheme, options)
	object, _, err := serializer.Decode([]byte(document), nil, nil)
	if err != nil {
		return nil, fmt.Errorf("%w in:\n%s", err, document)
	}
	return object, nil
}

func (i *installation) add(object runtime.Object) error {
	switch typed := object.(type) {
	case *corev1.Namespace:
		i.namespaces = append(i.namespaces, typed)
	case *corev1.ServiceAccount:
		i.accounts = append(i.accounts, typed)
	case *corev1.ConfigMap:
		i.configs = append(i.configs, typed)
	case *corev1.Secret:
		i.secrets = append(i.secrets, typed)
	case *corev1.Service:
		i.services = append(i.services, typed)
	case *policyv1.PodDisruptionBudget:
		i.budgets = append(i.budgets, typed)
	case *networkingv1.NetworkPolicy:
		i.policies = append(i.policies, typed)
	case *appsv1.Deployment:
		if i.deployment != nil {
			return errors.New("a second deployment")
		}
		i.deployment = typed
	default:
		return fmt.Errorf("no check knows %T: add it to installation and to the checks", object)
	}
	return nil
}

// TestEveryManifestDecodesStrictly needs no more than load; the checks come
// after it.
func TestEveryManifestDecodesStrictly(t *testing.T) {
	t.Parallel()
	for _, name := range folders() {
		load(t, name)
	}
}

// TestDecodingComplains breaks the deployment's text in one way at a time.
func TestDecodingComplains(t *testing.T) {
	t.Parallel()
	var deployment string
	for _, document := range render(t, "base") {
		if strings.Contains(document, "kind: Deployment") {
			deployment = document
		}
	}
	cases := []struct{ name, from, to string }{
		{"unknown field", "replicas:", "replicaz: 1\n  replicas:"},
		{"unknown field deep down", "readOnlyRootFilesystem:", "readOnlyRootFileSystem:"},
		{"wrong type", "replicas: 2", "replicas: two"},
		{"repeated field", "replicas: 2", "replicas: 2\n  replicas: 3"},
		{"unknown kind", "kind: Deployment", "kind: Deploymint"},
		{"old version", "apps/v1", "apps/v0"},
	}
	for _, c := range cases {
		broken := strings.Replace(deployment, c.from, c.to, 1)
		if broken == deployment {
			t.Errorf("%s: the case changes nothing", c.name)
		}
		if _, err := decode(broken); err == nil {
			t.Errorf("%s: accepted", c.name)
		}
	}
}
