package gateway

import (
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
)

// acceptsGzip reads Accept-Encoding (RFC 9110 section 12.5.3): a weight of 0 means
// never, * stands for what is not named, names have no case, and who would rather
// have the answer as it is gets it so.
func acceptsGzip(values []string) bool {
	const unnamed = -1
	zipped, other, plain := unnamed, unnamed, unnamed
	for _, value := range values {
		for part := range strings.SplitSeq(value, ",") {
			coding, parameters, _ := strings.Cut(part, ";")
			switch strings.ToLower(strings.TrimSpace(coding)) {
			case "gzip", "x-gzip":
				zipped = weight(parameters)
			case "*":
				other = weight(parameters)
			case "identity":
				plain = weight(parameters)
			}
		}
	}
	if zipped == unnamed {
		zipped = other
	}
	return zipped > 0 && zipped >= plain
}

// weight is a qvalue in thousandths; 0 for one that cannot be read.
func weight(parameters string) int {
	const whole = 1000
	parameters = strings.ToLower(strings.TrimSpace(parameters))
	text, ok := strings.CutPrefix(parameters, "q=")
	switch {
	case parameters == "":
		return whole
	case !ok:
		return 0
	}
	units, fraction, _ := strings.Cut(text, ".")
	if units == "1" && strings.Trim(fraction, "0") == "" {
		return whole
	}
	if units != "0" || len(fraction) > 3 || strings.Trim(fraction, "0123456789") != "" {
		return 0
	}
	thousandths := 0
	for _, digit := range (fraction + "000")[:3] {
		thousandths = thousandths*10 + int(digit-'0')
	}
	return thousandths
}

// leastPacked is the smallest answer that is compressed: a smaller one fits into
// a packet or two as it is.
const leastPacked = 2 << 10

// packers keeps what compresses answers between calls; each holds several hundred
// kilobytes. The fastest level takes most of what there is to gain: names and
// enums repeat from row to row.
//
// Compression lets who can make a browser send requests, put text into them and
// see how long the answers are guess secrets in the answers. Here no cookie makes
// a foreign page's request anybody's, such requests are refused, what callers
// write comes back in errors alone, and those are never compressed.
type packers struct{ pool sync.Pool }

func (p *packers) take() *gzip.Writer {
	if kept, ok := p.pool.Get().(*gzip.Writer); ok {
		return kept
	}
	fresh, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		return gzip.NewWriter(nil) // the level is a constant, so this cannot happen
	}
	return fresh
}

// packing writes an answer compressed if it is a success and large enough.
type packing struct {
	http.ResponseWriter

	packers *packers
	plain   bool
}

// Unwrap is for http.ResponseController.
func (p *packing) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// WriteHeader is only called for what is no success.
func (p *packing) WriteHeader(status int) {
	p.plain = p.plain || status != http.StatusOK
	p.ResponseWriter.WriteHeader(status)
}

// Write takes a whole answer.
func (p *packing) Write(text []byte) (int, error) {
	if p.plain || len(text) < leastPacked {
		p.plain = true
		return p.ResponseWriter.Write(text)
	}
	h := p.Header()
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	w := p.packers.take()
	defer p.packers.pool.Put(w)
	w.Reset(p.ResponseWriter)
	n, err := w.Write(text)
	if err != nil {
		return n, err
	}
	return n, w.Close()
}
