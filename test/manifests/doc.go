// Package manifests holds no code that runs: its tests render the Kubernetes
// manifests under deploy/ as kubectl would, decode them strictly into the real
// types, judge the pods by the restricted pod security standard and follow every
// reference from one object to another. It is a module of its own, so that the
// product does not depend on Kubernetes. What only a cluster can tell (semantic
// validation by the API server, admission) stays unproved.
package manifests
