// Package service holds the behaviour of the RPCs that do more than translate one
// call. The others are generated beside their interfaces (<Service>Relay), so that
// a new behaviour is a method here: it overrides the generated one in a type that
// embeds it, and New puts the type in its place. A method that does not fit its
// service does not compile.
//
// It joins the translation plans with the upstream client and must not build
// HTTP requests, know JSON but for the one text of an upload's form, or build
// statuses: what goes wrong is returned as the typed errors of the rooms below.
package service
