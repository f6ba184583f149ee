package upstream

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

const (
	// shortestSecret is the length below which a key is a test's, not a real one;
	// hiding it would punch holes into ordinary words.
	shortestSecret = 8
	// trace is how many characters of a secret in a row are taken for a part of
	// it: whoever quotes a secret may cut it.
	trace = 12
	// longestTrace is how many characters a trace takes when it is escaped twice.
	longestTrace = 16 * trace
	// maxLayers is how often a text is looked at again with one layer of escapes
	// less.
	maxLayers = 6
	// maxRedacted bounds what is looked through, in bytes. It is far more than
	// what may stay of any text.
	maxRedacted = 16 << 10
)

// secrets is what must not be told, ready to be found in any spelling.
type secrets struct {
	traces []uint64 // of every run of trace characters, sorted
	sieve  []uint64 // bits of the traces, so that next to nothing has to be searched for
	short  []string // what is shorter than that
}

// add takes in a secret as it stands, in hexadecimal digits and in base64, which
// has three forms by what stands before.
func (s *secrets) add(secret string) {
	if len(secret) < shortestSecret {
		return
	}
	s.addForm(secret)
	s.addForm(hex.EncodeToString([]byte(secret)))
	for before := range 3 {
		// The first and the last digits hold bits of the neighbours too.
		text := base64.RawStdEncoding.EncodeToString([]byte("xx"[:before] + secret))
		first, last := before+countIf(1, before > 0), len(text)-countIf(1, (before+len(secret))%3 > 0)
		s.addForm(text[first:last])
	}
}

func (s *secrets) addForm(form string) {
	form = folded(form)
	if len(form) < trace {
		s.short = append(s.short, form)
		return
	}
	for i := range len(form) - trace + 1 {
		s.traces = append(s.traces, sum(form[i:i+trace]))
	}
}

// bits of a sieve by their number's logarithm: with the longest token one in
// twelve is set.
const sieveBits = 18

func (s *secrets) holds(hash uint64) bool {
	bit := hash >> (64 - sieveBits)
	if len(s.sieve) > 0 && s.sieve[bit/64]&(1<<(bit%64)) == 0 {
		return false
	}
	_, found := slices.BinarySearch(s.traces, hash)
	return found
}

// seal makes what was added ready to be found.
func (s *secrets) seal() {
	slices.Sort(s.traces)
	if len(s.traces) < 1000 {
		return // searched through as fast
	}
	s.sieve = make([]uint64, 1<<(sieveBits-6))
	for _, hash := range s.traces {
		bit := hash >> (64 - sieveBits)
		s.sieve[bit/64] |= 1 << (bit % 64)
	}
}

// sum is the FNV-1a hash.
func sum[T string | []byte](text T) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}

// mark notes which bytes of a text spell a part of a secret.
func (s *secrets) mark(text []unit, marked []bool) {
	plain := make([]byte, len(text))
	for i, u := range text {
		plain[i] = u.char
	}
	for i := range len(plain) - trace + 1 {
		if s.holds(sum(plain[i : i+trace])) {
			hide(marked, text[i:i+trace])
		}
	}
	for _, secret := range s.short {
		for at := 0; ; at++ {
			next := bytes.Index(plain[at:], []byte(secret))
			if next < 0 {
				break
			}
			at += next
			hide(marked, text[at:at+len(secret)])
		}
	}
}

func hide(marked []bool, text []unit) {
	for i := text[0].from; i < text[len(text)-1].to; i++ {
		marked[i] = true
	}
}

// redactor hides the client's own keys, and the signature of a call, should
// upstream echo them.
type redactor struct{ sets []*secrets }

func newRedactor(c Credentials) *redactor {
	s := new(secrets)
	for _, secret := range []string{c.SecurityToken, c.SecretKey, c.AccessKey} {
		s.add(secret)
	}
	s.seal()
	return &redactor{sets: []*secrets{s}}
}

// of is the redactor for an answer to the call with this Authorization header.
func (r *redactor) of(authorization string) *redactor {
	if r == nil {
		return nil
	}
	_, signature, _ := strings.Cut(authorization, "Signature=")
	s := new(secrets)
	s.add(signature)
	s.seal()
	return &redactor{sets: append(slices.Clone(r.sets), s)}
}

// text is s without the secrets in it, however they are spelled, and without
// what lies beyond maxRedacted.
func (r *redactor) text(s string) string {
	if r == nil {
		return s
	}
	s, cut := s[:min(len(s), maxRedacted)], len(s) > maxRedacted
	text, marked := units(s), make([]bool, len(s))
	if cut { // what begins here, in whatever spelling, may go on as a secret
		hide(marked, append(slices.Clone(text[max(0, len(text)-longestTrace):]), unit{0, len(s), len(s)}))
	}
	for layer, changed := 0, true; changed && layer < maxLayers; layer++ {
		for _, set := range r.sets {
			set.mark(text, marked)
		}
		text, changed = unspelled(text)
	}
	return masked(s, marked)
}

// masked puts three stars where bytes are marked.
func masked(s string, marked []bool) string {
	at := slices.Index(marked, true)
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:at])
	for i := at; i < len(s); i++ {
		switch {
		case !marked[i]:
			b.WriteByte(s[i])
		case !marked[i-min(i, 1)] || i == at:
			b.WriteString(redacted)
		}
	}
	return b.String()
}

// object is JSON members with all their texts and names redacted, as one object;
// nil for none, and for what is still longer than may be handed on: half a
// document helps nobody.
func (r *redactor) object(members map[string]json.RawMessage) json.RawMessage {
	if len(members) == 0 {
		return nil
	}
	clean := make(map[string]any, len(members))
	for name, raw := range members {
		decoder := json.NewDecoder(bytes.NewReader(raw))
		decoder.UseNumber()
		var value any
		if decoder.Decode(&value) != nil {
			return nil
		}
		clean[r.text(name)] = r.value(value)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(clean) != nil || text.Len() > maxDetails+1 {
		return nil
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}

func (r *redactor) value(value any) any {
	switch value := value.(type) {
	case string:
		return r.text(value)
	case json.Number:
		if text := r.text(value.String()); text != value.String() {
			return text
		}
	case []any:
		for i := range value {
			value[i] = r.value(value[i])
		}
	case map[string]any:
		clean := make(map[string]any, len(value))
		for name, inner := range value {
			clean[r.text(name)] = r.value(inner)
		}
		return clean
	}
	return value
}

// cause is err with a text that holds no secret: the peer's own bytes may stand
// in what net/http and the decoder of an answer say.
func (r *redactor) cause(err error) error {
	if err == nil || r == nil {
		return err
	}
	if text := r.text(err.Error()); text != err.Error() {
		return &hiddenError{text: text, err: err}
	}
	return err
}

// hiddenError is an error whose own text must not be told.
type hiddenError struct {
	text string
	err  error
}

// Error is the text without secrets.
func (e *hiddenError) Error() string { return e.text }

// Unwrap is the error itself, for its type.
func (e *hiddenError) Unwrap() error { return e.err }
