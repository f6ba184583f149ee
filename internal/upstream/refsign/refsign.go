// Package refsign is a second, slow reading of SDK-HMAC-SHA256 for tests: one
// step of the published rules per function and nothing shared with the signer
// that it checks. Each rule can be switched to a plausible mistake, which
// shows whether a test's inputs would catch that mistake. It must not be used
// to send requests.
package refsign

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Pair is a query parameter or a header.
type Pair struct{ Name, Value string }

// Request is what is signed: path and query unencoded.
type Request struct {
	Method   string
	Segments []string // of the path
	Query    []Pair
	Header   []Pair
	Body     []byte
	Time     time.Time
}

// Mistake is a rule misread.
type Mistake string

// Mistakes, each of which changes the signature of some request.
const (
	None             Mistake = ""
	SortEncoded      Mistake = "sorts the encoded query instead of the unencoded one"
	PlusForSpace     Mistake = "writes a space as +"
	RawPlusInPath    Mistake = "leaves + in the path"
	LowerHex         Mistake = "writes escapes in lower case"
	EscapesTilde     Mistake = "escapes ~"
	NoSlash          Mistake = "does not end the path in a slash"
	BareEmpty        Mistake = "signs an empty parameter without ="
	UnsortedValues   Mistake = "keeps a parameter's values in the given order"
	UntrimmedHeader  Mistake = "keeps the blanks around header values"
	RepeatsOnce      Mistake = "names a repeated header once"
	HeaderOrder      Mistake = "keeps a repeated header's values in the given order"
	SignsContentType Mistake = "signs content-type"
	SignsUnderscore  Mistake = "signs headers with an underscore"
	HashesAnything   Mistake = "hashes bodies that are not JSON"
	NoEmptyHash      Mistake = "leaves the hash of an empty body out"
	LocalTime        Mistake = "takes local time for the date"
)

// Mistakes lists them all.
func Mistakes() []Mistake {
	return []Mistake{
		SortEncoded, PlusForSpace, RawPlusInPath, LowerHex, EscapesTilde, NoSlash, BareEmpty, UnsortedValues,
		UntrimmedHeader, RepeatsOnce, HeaderOrder, SignsContentType, SignsUnderscore, HashesAnything, NoEmptyHash, LocalTime,
	}
}

// Authorization is the header's value for a request, under one mistake.
func Authorization(accessKey, secretKey string, r Request, m Mistake) string {
	date := r.Time.UTC().Format("20060102T150405Z")
	if m == LocalTime {
		date = r.Time.Format("20060102T150405Z")
	}
	header, payload := m.headers(r, date)
	names := make([]string, 0, len(header))
	for _, h := range header {
		names = append(names, h.Name)
	}
	if m == RepeatsOnce {
		names = slices.Compact(names)
	}
	list := strings.Join(names, ";")
	canonical := strings.Join([]string{r.Method, m.path(r.Segments), m.query(r.Query), m.lines(names, header), list, payload}, "\n")
	sum := sha256.Sum256([]byte(canonical))
	mac := hmac.New(sha256.New, []byte(secretKey))
	_, _ = fmt.Fprintf(mac, "SDK-HMAC-SHA256\n%s\n%x", date, sum) // a hash never fails to write
	return fmt.Sprintf("SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%x", accessKey, list, mac.Sum(nil))
}

func (m Mistake) escape(s string) string {
	s = url.QueryEscape(s)
	if m != PlusForSpace {
		s = strings.ReplaceAll(s, "+", "%20")
	}
	if m == EscapesTilde {
		s = strings.ReplaceAll(s, "~", "%7E")
	}
	if m == LowerHex {
		for i := 0; i+2 < len(s); i++ {
			if s[i] == '%' {
				s = s[:i+1] + strings.ToLower(s[i+1:i+3]) + s[i+3:]
			}
		}
	}
	return s
}

func (m Mistake) path(segments []string) string {
	var b strings.Builder
	for _, segment := range segments {
		escaped := m.escape(segment)
		if m == RawPlusInPath {
			escaped = strings.ReplaceAll(escaped, "%2B", "+")
		}
		b.WriteString("/" + escaped)
	}
	path := b.String()
	if !strings.HasSuffix(path, "/") && m != NoSlash {
		path += "/"
	}
	return path
}

func (m Mistake) query(query []Pair) string {
	query = slices.Clone(query)
	slices.SortStableFunc(query, func(a, b Pair) int {
		if a.Name != b.Name || m == UnsortedValues {
			return strings.Compare(a.Name, b.Name)
		}
		return strings.Compare(a.Value, b.Value)
	})
	parts := make([]string, 0, len(query))
	for _, p := range query {
		part := m.escape(p.Name) + "=" + m.escape(p.Value)
		if m == BareEmpty && p.Value == "" {
			part = m.escape(p.Name)
		}
		parts = append(parts, part)
	}
	if m == SortEncoded {
		slices.Sort(parts)
	}
	return strings.Join(parts, "&")
}

// headers gives the signed headers, sorted, under lower-case names, and the
// payload hash.
func (m Mistake) headers(r Request, date string) ([]Pair, string) {
	sum := sha256.Sum256(r.Body)
	payload := hex.EncodeToString(sum[:])
	if m == NoEmptyHash && len(r.Body) == 0 {
		payload = ""
	}
	signed := []Pair{{"x-sdk-date", date}}
	for _, h := range r.Header {
		name := strings.ToLower(h.Name)
		if name == "content-type" && m != HashesAnything &&
			!strings.Contains(h.Value, "application/json") && !strings.Contains(h.Value, "application/bson") {
			payload = "UNSIGNED-PAYLOAD"
			signed = append(signed, Pair{"x-sdk-content-sha256", payload})
		}
		skip := strings.HasPrefix(name, "content-type") && m != SignsContentType || strings.Contains(name, "_") && m != SignsUnderscore
		if !skip {
			signed = append(signed, Pair{name, h.Value})
		}
	}
	slices.SortStableFunc(signed, func(a, b Pair) int { return strings.Compare(a.Name, b.Name) })
	return signed, payload
}

// lines gives every signed name all values of that name.
func (m Mistake) lines(names []string, header []Pair) string {
	var b strings.Builder
	for _, name := range names {
		var values []string
		for _, h := range header {
			if h.Name == name {
				values = append(values, h.Value)
			}
		}
		if m != HeaderOrder {
			slices.Sort(values)
		}
		for _, value := range values {
			if m != UntrimmedHeader {
				value = strings.TrimSpace(value)
			}
			b.WriteString(name + ":" + value + "\n")
		}
	}
	return b.String()
}
