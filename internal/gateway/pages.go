package gateway

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"github.com/swaggest/swgui/v5/static"
	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/fault"
)

//go:embed pages/index.html pages/init.js
var ownPages embed.FS

const (
	pathOpenAPI = "/openapi.json"
	pathDocs    = "/docs/"
)

// pagePolicy lets the documentation load what this server has and nothing else.
// Swagger UI writes style attributes, hence 'unsafe-inline' for styles alone.
const pagePolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// page is one file that is served as it stands.
type page struct {
	text   []byte
	media  string
	etag   string
	packed bool // text is compressed
}

// pages are the files by path.
type pages map[string]page

// newPages gathers the API's description, the page that shows it, and the
// assets of Swagger UI, which come compressed from their module.
func newPages(openAPI []byte) (pages, error) {
	p := pages{pathOpenAPI: newPage(openAPI, "application/json", false)}
	for path, name := range map[string]string{pathDocs: "pages/index.html", pathDocs + "init.js": "pages/init.js"} {
		if err := p.add(path, ownPages, name); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"swagger-ui.css.gz", "swagger-ui-bundle.js.gz", "favicon-16x16.png", "favicon-32x32.png"} {
		if err := p.add(pathDocs+strings.TrimSuffix(name, ".gz"), static.FS, name); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p pages) add(path string, from fs.FS, name string) error {
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	p[path] = newPage(text, mediaOf(strings.TrimSuffix(name, ".gz")), strings.HasSuffix(name, ".gz"))
	return nil
}

func newPage(text []byte, media string, packed bool) page {
	sum := sha256.Sum256(text)
	return page{text: text, media: media, packed: packed, etag: `"` + hex.EncodeToString(sum[:12]) + `"`}
}

// mediaOf does not ask the system, whose tables differ.
func mediaOf(name string) string {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "html":
		return "text/html; charset=utf-8"
	case "js":
		return "text/javascript; charset=utf-8"
	case "css":
		return "text/css; charset=utf-8"
	}
	return "image/png"
}

// page serves the path if it is one of the pages.
func (g *Gateway) page(w http.ResponseWriter, r *http.Request) bool {
	redirected := r.URL.Path == "/" || r.URL.Path == "/docs"
	found, ok := g.pages[r.URL.Path]
	switch {
	case !redirected && !ok:
		return false
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		g.wrongMethod(w, r, "GET, HEAD")
		return true
	case redirected:
		w.Header().Set("Location", strings.TrimPrefix(pathDocs, "/")) // relative, so that it works behind a path prefix
		w.WriteHeader(http.StatusFound)
		return true
	}
	if err := found.serve(w, r); err != nil {
		g.config.Logger.Error("a page could not be unpacked", zap.String("path", r.URL.Path), zap.Error(err))
		fail(w, fault.Status(err), 0)
	}
	return true
}

func (p page) serve(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h.Set("Content-Type", p.media)
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Cache-Control", "no-cache") // kept, but asked for: a new version shows at once
	text, etag := p.text, p.etag
	if p.packed {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
		} else {
			unpacked, err := unpack(text)
			if err != nil {
				return err
			}
			text, etag = unpacked, strings.Replace(etag, `"`, `"plain-`, 1)
		}
	}
	h.Set("ETag", etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
	return nil
}

func unpack(text []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	_, err = out.ReadFrom(r)
	return out.Bytes(), err
}
