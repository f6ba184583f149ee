package rest

import (
	"crypto/hmac"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	maxSkew        = 15 * time.Minute
	failuresToLock = 5 // more than this many in a row
	lockTime       = 5 * time.Minute
	sdkDateLayout  = "20060102T150405Z"
	headerToken    = "X-Auth-Token"
)

// authenticator verifies signatures and locks keys after repeated failures.
type authenticator struct {
	keys  map[string]Principal
	clock func() time.Time

	mu    sync.Mutex
	fails map[string]keyFailures
}

type keyFailures struct {
	inARow int
	until  time.Time
}

func newAuthenticator(keys []Principal, clock func() time.Time) *authenticator {
	a := &authenticator{keys: make(map[string]Principal, len(keys)), clock: clock, fails: map[string]keyFailures{}}
	for _, p := range keys {
		a.keys[p.AccessKey] = p
	}
	return a
}

// reset forgets failures and locks.
func (a *authenticator) reset() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.fails)
}

// identify finds out who signed the request, or why nobody did.
func (a *authenticator) identify(in *incoming) (Principal, *Refusal) {
	h := in.r.Header
	if len(h.Values(headerToken)) > 0 {
		return a.holder(h.Get(headerToken))
	}
	header := h.Get("Authorization")
	if header == "" {
		return Principal{}, unauthenticated("the request carries no credentials")
	}
	auth, err := parseAuthorization(header)
	if err != nil {
		return Principal{}, unauthenticated("verify aksk signature fail, %v", err)
	}
	who, known := a.keys[auth.accessKey]
	if !known {
		return Principal{}, unauthenticated("Get secretKey failed,ak:%s,err:ak not exist", auth.accessKey)
	}
	if a.locked(auth.accessKey) {
		return Principal{}, unauthenticated("AK access failed to reach the limit,forbidden")
	}
	if no := a.checkDate(h); no != nil {
		return Principal{}, no
	}
	if h.Get("X-Security-Token") != who.SecurityToken {
		return Principal{}, unauthenticated("verify aksk signature fail, access key and security token do not belong together")
	}
	if !a.verify(in, who, auth) {
		a.failed(auth.accessKey)
		return Principal{}, unauthenticated("verify aksk signature fail")
	}
	a.succeeded(auth.accessKey)
	return who, nil
}

// holder finds out who holds an IAM token; a request with one needs no signature.
func (a *authenticator) holder(token string) (Principal, *Refusal) {
	for _, who := range a.keys {
		if who.Token != "" && who.Token == token {
			return who, nil
		}
	}
	return Principal{}, unauthenticated("decrypt token fail")
}

func (a *authenticator) checkDate(h http.Header) *Refusal {
	values := h.Values(headerDate)
	if len(values) != 1 {
		return unauthenticated("verify aksk signature fail, %s must be sent once", headerDate)
	}
	at, err := time.Parse(sdkDateLayout, strings.TrimSpace(values[0]))
	if err != nil {
		return unauthenticated("verify aksk signature fail, %s is not yyyyMMddTHHmmssZ", headerDate)
	}
	if a.clock().Sub(at).Abs() > maxSkew {
		return unauthenticated("verify aksk signature fail, %s differs from the gateway's time by more than 15 minutes", headerDate)
	}
	return nil
}

func (a *authenticator) verify(in *incoming, who Principal, auth authorization) bool {
	h := in.r.Header
	for _, name := range auth.signedHeaders {
		if len(headerValues(in.r, name)) == 0 {
			return false
		}
	}
	payload := hexSHA256(in.body)
	if given := h.Get(headerPayload); given != "" {
		if given != unsignedBody && given != payload {
			return false
		}
		payload = given
	}
	canonical := canonicalRequest(in.r, in.query, auth.signedHeaders, payload)
	want := signatureOf(who.SecretKey, strings.TrimSpace(h.Get(headerDate)), canonical)
	return hmac.Equal([]byte(want), []byte(auth.signature))
}

func (a *authenticator) locked(ak string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	f := a.fails[ak]
	if f.until.IsZero() {
		return false
	}
	if a.clock().Before(f.until) {
		return true
	}
	delete(a.fails, ak)
	return false
}

func (a *authenticator) failed(ak string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f := a.fails[ak]
	f.inARow++
	if f.inARow > failuresToLock {
		f.until = a.clock().Add(lockTime)
	}
	a.fails[ak] = f
}

func (a *authenticator) succeeded(ak string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.fails, ak)
}
