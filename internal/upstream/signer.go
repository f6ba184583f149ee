package upstream

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ocegate/ocegate/internal/restcall"
)

const (
	algorithm       = "SDK-HMAC-SHA256"
	dateFormat      = "20060102T150405Z"
	unsignedPayload = "UNSIGNED-PAYLOAD"

	headerDate        = "x-sdk-date"
	headerContentHash = "x-sdk-content-sha256"
	headerContentType = "content-type"
)

// Message is what a signature covers.
type Message struct {
	Method string           // upper case
	Path   string           // percent-encoded segment by segment with the signer's alphabet
	Query  []restcall.Param // unencoded, in any order
	// Header holds the headers as they will be sent, without X-Sdk-Date, which
	// the signer adds. Those named content-type… and those with an underscore
	// are not covered by the signature, as the algorithm demands.
	Header []restcall.Param
	Body   []byte
	Time   time.Time

	fixed []restcall.Param // more headers, named in lower case: those that every call to a service carries
}

// Signature is what the signer adds to a request.
type Signature struct {
	Authorization string // header Authorization
	Date          string // header X-Sdk-Date
	ContentHash   string // header X-Sdk-Content-Sha256; empty when not to be sent
	Query         string // the query exactly as it must be sent
}

// Signer signs requests with SDK-HMAC-SHA256. It is safe for concurrent use.
type Signer struct {
	accessKey string
	scratch   sync.Pool
	second    atomic.Pointer[second]
}

// second is the date header's text, which stays the same for a second.
type second struct {
	unix int64
	text string
}

// scratch is the working memory of one signature. The mac keeps the key's
// state, so that a signature need not derive it again.
type scratch struct {
	mac    hash.Hash
	text   []byte // the canonical request, then the string to sign
	query  []byte // the query as sent
	params []restcall.Param
	header []restcall.Param
	digest [sha256.Size]byte
}

// NewSigner makes a signer for a key pair.
func NewSigner(accessKey, secretKey string) *Signer {
	s := &Signer{accessKey: accessKey}
	key := []byte(secretKey)
	s.scratch.New = func() any {
		return &scratch{mac: hmac.New(sha256.New, key), text: make([]byte, 0, 1024)}
	}
	return s
}

// Format names the type only, under every verb: a signer holds keys.
func (s *Signer) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte("upstream.Signer")) // fmt.State never fails
}

// Sign computes the signature of a message.
func (s *Signer) Sign(m *Message) Signature {
	sc := s.acquire()
	defer s.release(sc)
	signed := s.sign(sc, m)
	signed.Query = string(sc.query)
	return signed
}

func (s *Signer) acquire() *scratch {
	sc, _ := s.scratch.Get().(*scratch)
	return sc
}

// release clears what the caller handed in: a pool must not keep tokens or
// query values alive.
func (s *Signer) release(sc *scratch) {
	clear(sc.params)
	clear(sc.header)
	sc.params, sc.header = sc.params[:0], sc.header[:0]
	s.scratch.Put(sc)
}

// sign leaves the query as sent in sc.query.
func (s *Signer) sign(sc *scratch, m *Message) Signature {
	signed := Signature{Date: s.date(m.Time)}
	signed.ContentHash = sc.collectHeaders(m, signed.Date)

	b := sc.text[:0]
	b = append(b, m.Method...)
	b = append(b, '\n')
	b = append(b, m.Path...)
	if m.Path == "" || m.Path[len(m.Path)-1] != '/' {
		b = append(b, '/')
	}
	b = append(b, '\n')
	b = sc.appendQuery(b, m.Query)
	b = append(b, '\n')
	b = sc.appendHeaders(b)
	b = append(b, '\n')
	names := len(b)
	b = sc.appendHeaderNames(b)
	namesEnd := len(b)
	b = append(b, '\n')
	b = sc.appendPayloadHash(b, m.Body)

	requestHash := sha256.Sum256(b)
	sts := len(b)
	b = append(b, algorithm...)
	b = append(b, '\n')
	b = append(b, signed.Date...)
	b = append(b, '\n')
	b = hex.AppendEncode(b, requestHash[:])

	sc.mac.Reset()
	_, _ = sc.mac.Write(b[sts:]) // a hash never fails to write
	signature := sc.mac.Sum(sc.digest[:0])

	start := len(b)
	b = append(b, algorithm+" Access="...)
	b = append(b, s.accessKey...)
	b = append(b, ", SignedHeaders="...)
	b = append(b, b[names:namesEnd]...)
	b = append(b, ", Signature="...)
	b = hex.AppendEncode(b, signature)
	signed.Authorization = string(b[start:])
	sc.text = b
	return signed
}

// date writes the time as X-Sdk-Date, once per second.
func (s *Signer) date(t time.Time) string {
	unix := t.Unix()
	if cached := s.second.Load(); cached != nil && cached.unix == unix {
		return cached.text
	}
	fresh := &second{unix: unix, text: t.UTC().Format(dateFormat)}
	s.second.Store(fresh)
	return fresh.text
}

// collectHeaders leaves the signed headers sorted in sc.header, under
// lower-case names, and returns the content hash header to add, if any.
func (sc *scratch) collectHeaders(m *Message, date string) string {
	sc.header = append(sc.header[:0], restcall.Param{Name: headerDate, Value: date})
	sc.header = append(sc.header, m.fixed...)
	unsigned := false
	for _, h := range m.Header {
		name := lowerName(h.Name)
		if name == headerContentType {
			unsigned = !isHashedType(h.Value)
		}
		if strings.HasPrefix(name, headerContentType) || strings.Contains(name, "_") {
			continue
		}
		sc.header = append(sc.header, restcall.Param{Name: name, Value: h.Value})
	}
	added := ""
	if unsigned {
		added = unsignedPayload
		sc.header = slices.DeleteFunc(sc.header, func(p restcall.Param) bool { return p.Name == headerContentHash })
		sc.header = append(sc.header, restcall.Param{Name: headerContentHash, Value: added})
	}
	sortParams(sc.header)
	return added
}

// isHashedType says whether a body of this type is covered by the signature.
func isHashedType(contentType string) bool {
	return strings.Contains(contentType, "application/json") || strings.Contains(contentType, "application/bson")
}

// appendQuery appends the canonical query and leaves the sent one in sc.query.
// They differ in one point: a parameter without value is signed as "name=" and
// sent as bare "name". The order is that of the unencoded text; sorting the
// encoded text gives another signature for some inputs.
func (sc *scratch) appendQuery(b []byte, query []restcall.Param) []byte {
	sc.query = sc.query[:0]
	if len(query) == 0 {
		return b
	}
	sc.params = append(sc.params[:0], query...)
	sortParams(sc.params)
	for i, p := range sc.params {
		if i > 0 {
			b = append(b, '&')
			sc.query = append(sc.query, '&')
		}
		start := len(b)
		b = restcall.AppendEscaped(b, p.Name)
		b = append(b, '=')
		b = restcall.AppendEscaped(b, p.Value)
		sent := b[start:]
		if p.Value == "" {
			sent = sent[:len(sent)-1]
		}
		sc.query = append(sc.query, sent...)
	}
	return b
}

// appendHeaders appends one line per name in the list of signed headers and
// value of that name. A name sent twice stands twice in that list, so its
// values appear twice: the vendor's own clients do so, and a server that walks
// the list arrives at the same bytes.
func (sc *scratch) appendHeaders(b []byte) []byte {
	for i := 0; i < len(sc.header); {
		end := i + 1
		for end < len(sc.header) && sc.header[end].Name == sc.header[i].Name {
			end++
		}
		for range end - i {
			for _, h := range sc.header[i:end] {
				b = append(b, h.Name...)
				b = append(b, ':')
				b = append(b, strings.TrimSpace(h.Value)...)
				b = append(b, '\n')
			}
		}
		i = end
	}
	return b
}

func (sc *scratch) appendHeaderNames(b []byte) []byte {
	for i, h := range sc.header {
		if i > 0 {
			b = append(b, ';')
		}
		b = append(b, h.Name...)
	}
	return b
}

func (sc *scratch) appendPayloadHash(b, body []byte) []byte {
	for _, h := range sc.header {
		if h.Name == headerContentHash {
			return append(b, h.Value...)
		}
	}
	if len(body) == 0 {
		return append(b, emptyHash...)
	}
	sum := sha256.Sum256(body)
	return hex.AppendEncode(b, sum[:])
}

// emptyHash is the SHA-256 of nothing (FIPS 180-4), the payload of most calls.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// sortParams sorts bytewise by name, then by value. Lists are short and often
// sorted already, so an insertion sort beats the general one.
func sortParams(params []restcall.Param) {
	if len(params) > 32 {
		slices.SortStableFunc(params, compareParams)
		return
	}
	for i := 1; i < len(params); i++ {
		for j := i; j > 0 && compareParams(params[j], params[j-1]) < 0; j-- {
			params[j], params[j-1] = params[j-1], params[j]
		}
	}
}

func compareParams(a, b restcall.Param) int {
	if c := cmp.Compare(a.Name, b.Name); c != 0 {
		return c
	}
	return cmp.Compare(a.Value, b.Value)
}

// lowerName saves the copy for the names that every call sends.
func lowerName(name string) string {
	switch name {
	case "X-Language":
		return "x-language"
	case "X-Site":
		return "x-site"
	case "X-Time-Zone":
		return "x-time-zone"
	case "Content-Type":
		return headerContentType
	}
	return strings.ToLower(name)
}
