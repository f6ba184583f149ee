package sandbox_test

import (
	"archive/zip"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func (c *client) download(id string) answer { return c.get(desk + "/accessorys/" + id) }

func TestUploadsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	raw := "a\r\nb\x00\xff--end"
	id := c.uploaded("data.log", raw)
	a := c.download(id)
	if a.body != raw || a.header.Get("Content-Type") != "text/plain;charset=UTF-8" ||
		a.header.Get("Content-Disposition") != "attachment; filename=data.log" {
		t.Errorf("came back as %q with %v", a.body, a.header)
	}
	text := c.post(desk+"/accessorys/json-format-content", `{"accessory_name":"说明.txt","accessory_from":"message","upload_type":1,"accessory_data":"`+
		base64.StdEncoding.EncodeToString([]byte(raw))+`"}`)
	second := as[struct {
		ID string `json:"accessory_id"`
	}](t, text).ID
	if got := c.download(second); got.body != raw || !strings.Contains(got.header.Get("Content-Disposition"), "utf-8''%E8") {
		t.Errorf("came back as %q with %v", got.body, got.header)
	}
	c.archived(id+","+second, map[string]string{id + "-data.log": raw, second + "-说明.txt": raw})
}

func (c *client) archived(ids string, want map[string]string) {
	c.t.Helper()
	a := c.download(ids)
	archive, err := zip.NewReader(strings.NewReader(a.body), int64(len(a.body)))
	if err != nil || a.header.Get("Content-Type") != "application/zip" || len(archive.File) != len(want) {
		c.t.Fatalf("%v: %v", err, a.header)
	}
	for _, file := range archive.File {
		r, err := file.Open()
		if err != nil {
			c.t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if got := string(data); err != nil || got != want[file.Name] {
			c.t.Errorf("%s holds %q: %v", file.Name, got, err)
		}
	}
}

func TestPicturesAreShown(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	a := c.get(desk + "/accessorys/" + sandbox.DemoImageAttachment + "/image")
	if a.header.Get("Content-Type") != "image/gif" || !strings.HasPrefix(a.body, "GIF89a") {
		t.Errorf("%q with %v", a.body, a.header)
	}
	c.denied("no picture", c.get(desk+"/accessorys/"+sandbox.DemoTextAttachment+"/image"), "OSM.01010001")
}

// TestUploadsMaySignTheirPayloadOrNot covers the three ways in which a form can arrive.
func TestUploadsMaySignTheirPayloadOrNot(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	media, body := form(t, "a.txt", "a", `{"fileName":"a.txt","accessoryFrom":"message"}`)
	c.fine("unsigned payload", c.sendForm(media, body, "UNSIGNED-PAYLOAD"))
	c.fine("signed payload", c.sendForm(media, body, ""))
	r := c.unsigned(http.MethodPost, desk+"/accessorys", body)
	r.Header.Set("Content-Type", media)
	r.Header.Set("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD")
	r.ContentLength = -1
	c.sign(r, body)
	c.fine("chunked", c.send(r))
	c.refused("JSON", c.post(desk+"/accessorys", "{}"), 415, "APIGW.0201")
	c.refused("no boundary", c.sendForm("multipart/form-data", body, ""), 415, "APIGW.0201")
}

func TestUploadsAreChecked(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	told := `{"fileName":"a.txt","accessoryFrom":"incident"}`
	for what, a := range map[string]answer{
		"no such type":    c.upload("a.exe", "x"),
		"no ending":       c.upload("a", "x"),
		"path":            c.uploadAs("a.txt", "x", `{"fileName":"../a.txt","accessoryFrom":"incident"}`),
		"empty":           c.upload("a.txt", ""),
		"too large":       c.upload("a.txt", strings.Repeat("x", 4<<20+1)),
		"no form data":    c.uploadAs("a.txt", "x", ""),
		"form data":       c.uploadAs("a.txt", "x", "a.txt"),
		"origin":          c.uploadAs("a.txt", "x", `{"fileName":"a.txt","accessoryFrom":"mail"}`),
		"kind":            c.uploadAs("a.txt", "x", `{"fileName":"a.txt","accessoryFrom":"incident","uploadType":2}`),
		"unknown member":  c.uploadAs("a.txt", "x", `{"fileName":"a.txt","accessoryFrom":"incident","size":1}`),
		"no name":         c.uploadAs("a.txt", "x", `{"accessoryFrom":"incident"}`),
		"Base64":          c.post(desk+"/accessorys/json-format-content", `{"accessory_name":"a.txt","accessory_from":"incident","accessory_data":"?"}`),
		"torn form":       c.sendForm("multipart/form-data;boundary=x", "--x\r\nContent-Disposition: form-data; name=\"form_data\"\r\n\r\n"+told, ""),
		"another part":    c.sendForm("multipart/form-data;boundary=x", "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--\r\n", ""),
		"no file":         c.sendForm("multipart/form-data;boundary=x", "--x\r\nContent-Disposition: form-data; name=\"form_data\"\r\n\r\n"+told+"\r\n--x--\r\n", ""),
		"six at once":     c.download("1,2,3,4,5,6"),
		"unknown":         c.download("ATT-NONE"),
		"wrong place":     c.get(desk + "/accessorys/" + sandbox.DemoTextAttachment + "/access-url?relation_type=NO_RELATION"),
		"wrong ticket":    c.get(desk + "/accessorys/" + sandbox.DemoTextAttachment + "/access-url?relation_type=INCIDENT&relation_id=TS-1"),
		"unknown address": c.get(desk + "/accessorys/access-urls?accessory_ids=ATT-NONE"),
	} {
		c.denied(what, a, "OSM.01010001")
	}
	c.denied("delete a used one", c.send(c.request("DELETE", desk+"/accessorys/"+sandbox.DemoTextAttachment, "")), "OSM.01010002")
	c.done("delete an unused one", c.send(c.request("DELETE", desk+"/accessorys/"+sandbox.DemoUnusedAttachment, "")))
	c.denied("deleted", c.download(sandbox.DemoUnusedAttachment), "OSM.01010001")
}

func TestUploadsOfADayAreCapped(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	big := strings.Repeat("x", 4<<20)
	for range 5 {
		c.uploaded("a.txt", big)
	}
	c.denied("one more byte", c.upload("a.txt", "x"), "OSM.01010005")
	c.advance(24 * time.Hour)
	c.uploaded("a.txt", "x")
}

func TestExportIsATable(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	const export = casesPath + "/export?status=17&timezone=GMT%2B0&language="
	a := c.get(export + "en-us")
	want := "\ufeffTicket,Status,Problem type,Description,Created\n" +
		sandbox.DemoFeedbackTicket + ",17,Server failure,The server restarts by itself,2026-11-23 02:35:06\n"
	if a.body != want || a.header.Get("Content-Disposition") != "attachment; filename=cases.csv" {
		t.Errorf("got %q with %v", a.body, a.header)
	}
	if got := c.logTypes(sandbox.DemoFeedbackTicket); got != "0 84" {
		t.Errorf("log %q", got)
	}
	if a := c.get(export + "zh-cn"); !strings.Contains(a.body, "云服务器故障") {
		t.Errorf("in Chinese: %q", a.body)
	}
	c.denied("language", c.get(export+"zh_cn"), "OSM.01010001")
	c.denied("no zone", c.get(casesPath+"/export?language=zh-cn"), "OSM.01010001")
}

// TestFaultsSpoilFilesToo needs a real connection, because a torn file only shows there.
func TestFaultsSpoilFilesToo(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	target := desk + "/accessorys/" + sandbox.DemoImageAttachment
	fetch := func(kind sandbox.FaultKind) (string, http.Header, error) {
		c.box.ClearFaults()
		if _, err := c.box.AddFault(sandbox.Fault{Operation: "DownloadAccessories", Kind: kind, Count: 1}); err != nil {
			t.Fatal(err)
		}
		r := c.request(http.MethodGet, target, "")
		out, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+target, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		out.Header, out.Close = r.Header, true // a kept connection would be tried again
		response, err := server.Client().Do(out)
		if err != nil {
			return "", nil, err
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		return string(body), response.Header, err
	}
	whole := c.get(target).body
	if body, header, err := fetch(sandbox.FaultTruncate); !errors.Is(err, io.ErrUnexpectedEOF) || !strings.HasPrefix(whole, body) ||
		header.Get("Content-Type") != "image/gif" {
		t.Errorf("truncate: %q %v %v", body, header, err)
	}
	if body, _, err := fetch(sandbox.FaultEmpty); err != nil || body != "" {
		t.Errorf("empty: %q %v", body, err)
	}
	if body, header, err := fetch(sandbox.FaultMalform); err != nil || !strings.HasPrefix(body, "{") ||
		!strings.HasPrefix(header.Get("Content-Type"), "application/json") {
		t.Errorf("malform: %q %v %v", body, header, err)
	}
	if _, _, err := fetch(sandbox.FaultLostReply); err == nil {
		t.Error("a lost reply came")
	}
}
