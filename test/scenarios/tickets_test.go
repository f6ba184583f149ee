package scenarios

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// TestTicketFromOpeningToScore: read what to choose from, open a ticket with an
// attachment, talk, urge, close it, score it and delete it.
func TestTicketFromOpeningToScore(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	product := s.get("/v1/tickets/productCategories").text("productCategories[0].productCategoryId")
	problem := s.get("/v1/tickets/problemTypes?productCategoryId=" + product).text("problemTypes[0].businessTypeId")
	s.get("/v1/tickets/caseTemplates?businessTypeId=" + problem)
	region := s.get("/v1/tickets/regions").text("regions[0].regionId")
	s.get("/v1/tickets/attachmentLimits").text("maxCount")

	file := s.upload("notes.txt", "ATTACHMENT_PURPOSE_CASE", "the disk is full").text("attachmentId")
	ticket := s.post("/v1/tickets/cases", object{
		"businessTypeId": problem, "productCategoryId": product, "regionId": region,
		"description": "The disk is full", "attachmentIds": []string{file},
	}).text("caseId")
	path := "/v1/tickets/cases/" + ticket
	s.get("/v1/tickets/cases?pageSize=50").where("cases", "caseId", ticket)
	opened := s.get(path).text("case.createTime")
	s.get("/v1/tickets/cases:search?caseId="+ticket).same("cases[0].createTime", opened) // its zone is another
	s.get("/v1/tickets/cases:search?caseId="+ticket+"&createTimeBegin="+opened+"&createTimeEnd="+opened).same("cases[0].caseId", ticket)
	s.get("/v1/tickets/cases?caseId="+ticket+"&createTimeBegin="+opened+"&createTimeEnd="+opened).same("cases[0].caseId", ticket)
	if got := s.download(file); got != "the disk is full" {
		t.Errorf("the attachment holds %q", got)
	}

	s.pass("6m") // taken up
	s.get(path+"/status").same("status", "CASE_STATUS_PROCESSING")
	s.post(path+"/messages", object{"content": "It fills by itself"})
	s.pass("1h") // answered
	if got := s.get(path + "/messages?pageSize=50").list("messages"); len(got) < 2 {
		t.Errorf("%d messages", len(got))
	}
	s.post(path+"/messages", object{"content": "It is full again"})
	s.post(path+":performAction", object{"action": "CASE_ACTION_URGE"})
	s.call("POST", path+":performAction", object{"action": "CASE_ACTION_URGE"}).is(http.StatusTooManyRequests)
	s.post(path+":performAction", object{"action": "CASE_ACTION_CLOSE"})
	s.get(path+"/status").same("status", "CASE_STATUS_COMPLETED")
	best := s.get("/v1/tickets/satisfactionDimensions")
	s.post(path+":score", object{"scoreComment": "quick", "scores": []object{
		{"dimensionId": best.text("dimensions[0].dimensionId"), "score": best.find("dimensions[0].maxScore")},
	}})
	s.post(path+":performAction", object{"action": "CASE_ACTION_DELETE"})
	for _, row := range s.get("/v1/tickets/cases?pageSize=50").list("cases") {
		if (answer{t: t, body: row}).text("caseId") == ticket {
			t.Error("the deleted ticket is still listed")
		}
	}
}

// upload sends a file as a browser's form does.
func (s *stage) upload(name, purpose, content string) answer {
	s.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part := func(err error) {
		if err != nil {
			s.t.Fatal(err)
		}
	}
	part(w.WriteField("purpose", purpose))
	file, err := w.CreateFormFile("file", name)
	part(err)
	_, err = io.WriteString(file, content)
	part(err)
	part(w.Close())
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.origin+"/v1/tickets/attachments:upload", &form)
	part(err)
	request.Header.Set("Content-Type", w.FormDataContentType())
	return s.send(request).is(http.StatusOK)
}

// download reads a file.
func (s *stage) download(id string) string {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.origin+"/v1/tickets/attachments:download?attachmentIds="+id, http.NoBody)
	if err != nil {
		s.t.Fatal(err)
	}
	response, err := s.client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || !strings.HasPrefix(response.Header.Get("Content-Type"), "text/plain") {
		s.t.Fatalf("download: %d %v %s", response.StatusCode, err, response.Header)
	}
	return string(content)
}
