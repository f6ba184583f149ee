package sdk_test

import (
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// ticketWrite is a call of the vendor's client about a ticket, what it answers and
// what a read after it shows.
type ticketWrite struct {
	sdk     string
	request members
	some    []string // leaves of the answer
	later   sandboxRead
}

func about(id string, body members) members {
	request := members{"case_id": id}
	if body != nil {
		request["body"] = body
	}
	return request
}

func ticketWrites() []ticketWrite {
	return append(append(caseWrites(), talkWrites()...), append(labelWrites(), rightWrites()...)...)
}

func caseWrites() []ticketWrite {
	status := func(id, code string) sandboxRead {
		return sandboxRead{sdk: "osm.ShowCaseStatus", request: members{"case_id": id}, want: map[string]string{"status": code}}
	}
	return []ticketWrite{
		{
			sdk: "osm.CreateCases", request: inBody(members{
				"business_type_id": "bt-ecs-question", "simple_description": "How?", "source_id": "83aeb0f2834c4df49826c781d32a963e",
			}), some: []string{"incident_id"},
			later: sandboxRead{sdk: "osm.ListCases", request: members{}, some: []string{"incident_info_list[].simple_description"}},
		},
		{
			sdk: "osm.UpdateCases", request: members{"case_id": sandbox.DemoWaitingTicket, "action_id": "cancel"},
			later: status(sandbox.DemoWaitingTicket, "4"),
		},
		{
			sdk: "osm.CreateScores", request: about(sandbox.DemoCompletedTicket, members{
				"judgement": "fine", "incident_satisfaction_list": []any{members{"satisfaction_id": num(1), "satisfaction_value": num(4)}},
			}),
			later: sandboxRead{sdk: "osm.ShowCaseDetail", request: members{"case_id": sandbox.DemoCompletedTicket}, want: map[string]string{
				"incident_detail_info.judgement": "fine", "incident_detail_info.incident_satisfaction[0].satisfaction_value": "4",
			}},
		},
		{
			sdk: "osm.UpdateCaseContactInfo", request: about(sandbox.DemoProcessingTicket, members{"remind_mail": sandbox.DemoTicketMail}),
			later: sandboxRead{sdk: "osm.ShowCaseDetail", request: members{"case_id": sandbox.DemoProcessingTicket}, want: map[string]string{
				"incident_detail_info.ext_info.remind_mail": sandbox.DemoTicketMail,
			}},
		},
		{
			sdk: "osm.CreateCaseExtendsParam", request: about(sandbox.DemoProcessingTicket, members{"extends_map": members{"instance_id": "i-1"}}),
		},
		{
			sdk: "osm.CreateRelations", request: about(sandbox.DemoFaultTicket, members{"related_id_list": []any{sandbox.DemoTalkTicket}}),
			later: sandboxRead{sdk: "osm.ListRelation", request: members{"case_id": sandbox.DemoFaultTicket}, want: map[string]string{
				"case_relation_list[0].case_id": sandbox.DemoTalkTicket,
			}},
		},
		{
			sdk: "osm.DeleteRelation", request: about(sandbox.DemoProcessingTicket, members{"related_id": sandbox.DemoAnsweredTicket}),
			later: sandboxRead{sdk: "osm.ListRelation", request: members{"case_id": sandbox.DemoProcessingTicket}, count: map[string]int{"case_relation_list[].case_id": 0}},
		},
	}
}

func talkWrites() []ticketWrite {
	return []ticketWrite{
		{
			sdk: "osm.CreateMessages", request: about(sandbox.DemoTalkTicket, members{"message": members{"content": "hello"}}),
			later: sandboxRead{sdk: "osm.ListMessages", request: members{"case_id": sandbox.DemoTalkTicket}, want: map[string]string{"count": "41"}},
		},
		{
			sdk: "osm.UpdateNewInstantMessagesRead", request: about(sandbox.DemoAnsweredTicket, members{}),
			later: sandboxRead{sdk: "osm.ListUnreadNewInstantMessages", request: members{"case_ids": []any{sandbox.DemoAnsweredTicket}}},
		},
		{sdk: "osm.UploadJsonAccessories", request: inBody(members{
			"accessory_name": "a.txt", "accessory_from": "incident", "accessory_data": "YQ==",
		}), some: []string{"accessory_id"}},
		{sdk: "osm.DeleteAccessories", request: members{"accessory_id": sandbox.DemoUnusedAttachment}},
		{sdk: "osm.CreateFeedback", request: inBody(members{
			"type": "illegal", "title": "t", "content": "c", "files": []any{sandbox.DemoTextAttachment},
			"contacts": members{"name": "n", "mobile": "1", "id_type": num(20), "id_files": []any{sandbox.DemoTextAttachment}},
		})},
		{sdk: "osm.CreateDiagnoseJob", request: inBody(members{"type": num(1), "params": members{"instance_id": "i-1"}}), some: []string{"job_id"}},
		{sdk: "osm.CreateDiagnoseFeedback", request: inBody(members{"type": num(1), "is_helpful": true})},
	}
}

func labelWrites() []ticketWrite {
	labels := func(id string, count int) sandboxRead {
		return sandboxRead{sdk: "osm.ListCaseLabels", request: members{"case_id": id}, count: map[string]int{"case_label_list[].label_id": count}}
	}
	return []ticketWrite{
		{
			sdk: "osm.CreateLabels", request: inBody(members{"name": "brand new", "color": "#00ff00"}),
			later: sandboxRead{sdk: "osm.ListLabels", request: members{"name": "brand new"}, want: map[string]string{"total_count": "1", "label_list[0].color": "#00ff00"}},
		},
		{
			sdk: "osm.UpdateLabels", request: members{"label_id": num(1), "body": members{"name": "renamed", "color": "#00ff01"}},
			later: sandboxRead{sdk: "osm.ListLabels", request: members{"name": "renamed"}, want: map[string]string{"total_count": "1", "label_list[0].label_id": "1"}},
		},
		{
			sdk: "osm.DeleteLabels", request: members{"label_id": num(3)},
			later: sandboxRead{sdk: "osm.ListLabels", request: members{"label_id": num(3)}, want: map[string]string{"total_count": "0"}},
		},
		{
			sdk: "osm.CreateCaseLabels", request: members{"case_id": sandbox.DemoFaultTicket, "label_ids": []any{num(1), num(2)}},
			later: labels(sandbox.DemoFaultTicket, 2),
		},
		{
			sdk: "osm.DeleteCaseLabels", request: members{"case_id": sandbox.DemoProcessingTicket, "label_ids": []any{num(1)}},
			later: labels(sandbox.DemoProcessingTicket, 1),
		},
	}
}

func rightWrites() []ticketWrite {
	grant := func(id, status string) sandboxRead {
		return sandboxRead{sdk: "osm.ShowAuthorizationDetail", request: members{"authorization_id": id}, want: map[string]string{"status": status}}
	}
	return []ticketWrite{
		{
			sdk: "osm.ConfirmAuthorizations", request: members{"authorization_id": sandbox.DemoPendingGrant, "body": members{}},
			later: grant(sandbox.DemoPendingGrant, "1"),
		},
		{
			sdk: "osm.UpdateAuthorizations", request: members{
				"authorization_id": sandbox.DemoSecondGrant, "action_id": "reject", "body": members{"reject_reason": "no"},
			},
			later: grant(sandbox.DemoSecondGrant, "2"),
		},
		{sdk: "osm.CheckHosts", request: members{"authorization_detail_id": num(2001), "body": members{
			"port": num(22), "account": sandbox.DemoHostAccount, "password": sandbox.DemoHostPassword,
		}}},
		{sdk: "osm.SendVerifyCodes", request: inBody(members{"contact_value": "10000000009", "contact_way": num(0), "area_code": "86"})},
		{sdk: "osm.SignPublishedAgreement", request: members{"id": num(3), "body": members{}}, some: []string{"agreement_signed_record_id"}},
		{
			sdk: "osm.CreatePrivileges", request: inBody(members{"operation": "delete", "privilege": "export"}),
			later: sandboxRead{sdk: "osm.ListPrivileges", request: members{"privilege": "export"}, want: map[string]string{"has_privilege": "0"}},
		},
	}
}

// TestVendorWritesTicketsInSandbox drives every operation that changes something
// about a ticket, each on an emulator of its own.
func TestVendorWritesTicketsInSandbox(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		// Those two need what an earlier call made.
		seen := map[string]bool{"osm.CheckVerifyCodes": true, "osm.RevokeMessage": true}
		for _, w := range ticketWrites() {
			seen[w.sdk] = true
			t.Run(site+"/"+w.sdk, func(t *testing.T) {
				t.Parallel()
				startEmulator(t, site).writesTicket(t, w)
			})
		}
		for _, o := range loadOperations(t) {
			if o.domain == "tickets" && o.writes && !seen[o.sdk] {
				t.Errorf("%s has no line", o.sdk)
			}
		}
	}
}

// writesTicket makes a call and looks at its answer, the journal and a later read.
func (e *emulator) writesTicket(t *testing.T, w ticketWrite) {
	t.Helper()
	ask := func(sdk string, request members) map[string]any {
		return e.read(t, sdk, withSite(operationOf(t, sdk), e.site, request))
	}
	got := ask(w.sdk, w.request)
	if got["error_code"] != nil && got["error_code"] != "" {
		t.Fatalf("%s: %v", w.sdk, got)
	}
	for _, member := range w.some {
		if countOf(got, member) == 0 {
			t.Errorf("%s answers no %s: %v", w.sdk, member, got)
		}
	}
	if w.later.sdk == "" {
		return
	}
	later := ask(w.later.sdk, w.later.request)
	wantLeaves(t, later, w.later.want)
	for member, count := range w.later.count {
		if n := countOf(later, member); n != count {
			t.Errorf("after %s: %d of %s, want %d", w.sdk, n, member, count)
		}
	}
}

// TestVendorTalksInSandbox says something and takes it back.
func TestVendorTalksInSandbox(t *testing.T) {
	t.Parallel()
	e := startEmulator(t, siteCN)
	said := func() (id any) {
		detail := e.read(t, "osm.ShowCaseDetail", members{"case_id": sandbox.DemoProcessingTicket})
		for path, content := range detail {
			if content == "a slip" {
				id = detail[strings.TrimSuffix(path, "content")+"message_id"]
			}
		}
		return id
	}
	e.read(t, "osm.CreateMessages", about(sandbox.DemoProcessingTicket, members{"message": members{"content": "a slip"}}))
	id := said()
	if id == nil {
		t.Fatal("the message is not there")
	}
	e.read(t, "osm.RevokeMessage", members{"case_id": sandbox.DemoProcessingTicket, "message_id": id})
	if said() != nil {
		t.Error("the message is still there")
	}
}

// TestVendorProvesTelephoneInSandbox answers the code that went to a telephone.
func TestVendorProvesTelephoneInSandbox(t *testing.T) {
	t.Parallel()
	e := startEmulator(t, siteCN)
	contact := func(code string) members {
		of := members{"contact_value": "10000000008", "contact_way": num(0), "area_code": "86"}
		if code != "" {
			of["verify_code"] = code
		}
		return inBody(of)
	}
	e.read(t, "osm.SendVerifyCodes", contact(""))
	code := ""
	for _, effect := range e.box.Journal() {
		code += effect.Parts["code"]
	}
	wrong := e.read(t, "osm.CheckVerifyCodes", contact("000000"))
	if refused := wrong["error_code"]; refused == nil || refused == "" {
		t.Errorf("a wrong code passes: %v", wrong)
	}
	if right := e.read(t, "osm.CheckVerifyCodes", contact(code)); right["error_code"] != nil && right["error_code"] != "" {
		t.Errorf("the right code fails: %v", right)
	}
}
