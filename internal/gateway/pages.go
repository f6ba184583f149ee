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
	"sync"
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

// page is one file that is served as it stands, or compressed.
type page struct {
	media  string
	etag   string
	plain  func() ([]byte, error)
	packed func() ([]byte, error) // nil for what does not get smaller
}

// pages are the files by path.
type pages map[string]page

// newPages gathers the API's description, the page that shows it, and the
// assets of Swagger UI, which come compressed from their module.
func newPages(openAPI []byte) (pages, error) {
	p := pages{pathOpenAPI: newPage(openAPI, "application/json")}
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
	if name, packed := strings.CutSuffix(name, ".gz"); packed {
		page := newPage(text, mediaOf(name))
		page.plain, page.packed = func() ([]byte, error) { return unpack(text) }, page.plain
		p[path] = page
		return nil
	}
	p[path] = newPage(text, mediaOf(name))
	return nil
}

// newPage compresses a text when it is first asked for so: nearly a megabyte of
// description takes longer than a start should.
func newPage(text []byte, media string) page {
	sum := sha256.Sum256(text)
	made := page{media: media, etag: hex.EncodeToString(sum[:12]), plain: func() ([]byte, error) { return text, nil }}
	if !strings.HasPrefix(media, "image/") {
		made.packed = sync.OnceValues(func() ([]byte, error) { return pack(text) })
	}
	return made
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
	h.Add("Vary", "Accept-Encoding")
	read, etag := p.plain, `"`+p.etag+`"`
	packed := p.packed != nil && acceptsGzip(r.Header["Accept-Encoding"])
	if packed {
		read, etag = p.packed, `"`+p.etag+`-gzip"`
	}
	text, err := read()
	if err != nil {
		return err
	}
	if packed {
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
	return nil
}

func pack(text []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err = w.Write(text); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
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
