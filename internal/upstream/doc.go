// Package upstream speaks to Huawei Cloud's REST API: it signs a request,
// sends it over a tuned net/http transport and decides from the reply's status
// and shape whether the call succeeded, was refused or has an unknown outcome.
//
// It must not know protobuf, decode success bodies, or repeat a call whose
// first attempt may have had an effect. No key, token or signature may leave
// it in an error or a printed value.
package upstream
