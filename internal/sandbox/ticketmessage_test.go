package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

type messageRow struct {
	Type       int    `json:"type"`
	Content    string `json:"content"`
	CreateTime string `json:"create_time"`
}

type messageList struct {
	Count int          `json:"count"`
	Rows  []messageRow `json:"message_list"`
}

type poll struct {
	Messages []struct {
		ID   string       `json:"incident_id"`
		Rows []messageRow `json:"message_list"`
	} `json:"immsg"`
	States []struct {
		Status int `json:"status"`
	} `json:"imstatus"`
	Cursor string `json:"last_message_time_id"`
}

// TestEarlierMessagesAreWalked goes back through a conversation by the time and the
// side of the last message, as a caller that asked for GMT+0 does.
func TestEarlierMessagesAreWalked(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	all := as[messageList](t, c.get(casesPath+"/"+sandbox.DemoTalkTicket+"/messages?limit=100"))
	if all.Count != 40 || len(all.Rows) != 40 {
		t.Fatalf("%d messages, %d rows", all.Count, len(all.Rows))
	}
	var walked []string
	before, side := "9999999999999", 1
	for {
		r := c.unsigned("GET", casesPath+"/"+sandbox.DemoTalkTicket+"/instant-messages/more?limit=7&create_time="+before+"&type="+itoa(side), "")
		r.Header.Set("X-Time-Zone", "GMT+0")
		c.sign(r, "")
		list := as[messageList](t, c.send(r))
		if list.Count == 0 {
			break
		}
		for _, row := range list.Rows {
			walked = append(walked, row.Content)
		}
		last := list.Rows[len(list.Rows)-1]
		at, err := time.Parse("2006-01-02T15:04:05Z", last.CreateTime)
		if err != nil {
			t.Fatal(err)
		}
		before, side = itoa(int(at.UnixMilli())), last.Type
	}
	for i, row := range all.Rows {
		if walked[len(walked)-1-i] != row.Content {
			t.Fatalf("message %d is %q, walked back %q", i, row.Content, walked[len(walked)-1-i])
		}
	}
	if len(walked) != len(all.Rows) {
		t.Errorf("walked %d of %d", len(walked), len(all.Rows))
	}
}

func TestPollGoesOnFromItsCursor(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	target := casesPath + "/instant-messages?case_ids=" + sandbox.DemoAnsweredTicket + "," + sandbox.DemoTalkTicket
	first := as[poll](t, c.get(target))
	if len(first.States) != 2 || len(first.Messages) != 2 || len(first.Messages[1].Rows) != 40 || first.Cursor == "" {
		t.Fatalf("first poll %+v", first)
	}
	still := as[poll](t, c.get(target+"&last_message_time_id="+first.Cursor))
	if len(still.Messages) != 0 || still.Cursor != first.Cursor {
		t.Errorf("nothing new: %+v", still)
	}
	c.done("message", c.say(sandbox.DemoAnsweredTicket, "thanks, but"))
	fresh := as[poll](t, c.get(target+"&last_message_time_id="+first.Cursor))
	if len(fresh.Messages) != 1 || fresh.Messages[0].Rows[0].Content != "thanks, but" || fresh.States[0].Status != first.States[0].Status {
		t.Errorf("after a message: %+v", fresh)
	}
	repeated := casesPath + "/instant-messages?case_ids=" + sandbox.DemoAnsweredTicket + "&case_ids=" + sandbox.DemoTalkTicket
	if got, want := c.get(repeated).body, c.get(target).body; got != want {
		t.Errorf("repeated parameters give %.80s, a list with commas %.80s", got, want)
	}
	c.denied("no tickets", c.get(casesPath+"/instant-messages"), "OSM.01010001")
	hundred := "case_ids=" + strings.Repeat(sandbox.DemoTalkTicket+",", 99) + sandbox.DemoTalkTicket
	c.fine("a hundred tickets", c.get(casesPath+"/instant-messages?"+hundred))
	c.fine("a hundred tickets", c.get(casesPath+"/instant-messages/unread?"+hundred))
	c.denied("one more", c.get(casesPath+"/instant-messages?"+hundred+","+sandbox.DemoTalkTicket), "OSM.01010001")
	c.denied("no cursor", c.get(target+"&last_message_time_id=x"), "OSM.01010001")
	c.denied("unknown ticket", c.get(casesPath+"/instant-messages?case_ids=TS-NONE"), "OSM.01010015")
}

func TestUnreadMessagesAreCounted(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	unread := func() string {
		return c.get(casesPath + "/instant-messages/unread?case_ids=" + sandbox.DemoAnsweredTicket).body
	}
	if got := unread(); !strings.Contains(got, `"unread_num":1`) {
		t.Errorf("before: %s", got)
	}
	c.done("mark", c.post(casesPath+"/"+sandbox.DemoAnsweredTicket+"/instant-messages/unread", "{}"))
	if got := unread(); !strings.Contains(got, `"unread_num":0`) {
		t.Errorf("after: %s", got)
	}
	c.done("message", c.say(sandbox.DemoAnsweredTicket, "more"))
	c.advance(30 * time.Minute)
	if got := unread(); !strings.Contains(got, `"unread_num":1`) {
		t.Errorf("after another answer: %s", got)
	}
}

func TestMessagesAreWithdrawn(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	file := c.uploaded("a.txt", "a")
	withdraw := func(message string) answer {
		return c.post(casesPath+"/"+sandbox.DemoAnsweredTicket+"/instant-messages/"+message+"/withdraw", "")
	}
	c.done("message", c.post(casesPath+"/"+sandbox.DemoAnsweredTicket+"/message", `{"message":{"content":"oops","accessory_ids":["`+file+`"]}}`))
	list := c.detail(sandbox.DemoAnsweredTicket).Ticket.Messages
	c.denied("the first", withdraw(list[0].ID), "OSM.01010002")
	c.denied("the engineer's", withdraw(list[1].ID), "OSM.01010002")
	c.denied("unknown", withdraw("MSG-NONE"), "OSM.01010001")
	c.denied("delete the used file", c.send(c.request("DELETE", desk+"/accessorys/"+file, "")), "OSM.01010002")
	c.done("own", withdraw(list[2].ID))
	if left := c.detail(sandbox.DemoAnsweredTicket).Ticket.Messages; len(left) != 2 {
		t.Errorf("left %+v", left)
	}
	c.done("delete the file", c.send(c.request("DELETE", desk+"/accessorys/"+file, "")))
	c.denied("message to a closed ticket", c.say(sandbox.DemoCompletedTicket, "x"), "OSM.01010002")
	c.denied("empty message", c.say(sandbox.DemoAnsweredTicket, ""), "OSM.01010001")
}

func TestMessagesOfOneSecondKeepTheirOrder(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, content := range []string{"one", "two", "three"} {
		c.done(content, c.say(sandbox.DemoProcessingTicket, content))
	}
	list := c.detail(sandbox.DemoProcessingTicket).Ticket.Messages
	for i := 1; i < len(list); i++ {
		if list[i].CreateTime <= list[i-1].CreateTime {
			t.Errorf("message %d at %s, before it %s", i, list[i].CreateTime, list[i-1].CreateTime)
		}
	}
}

// TestFormattingOfTickets asks for texts with their formatting, which the
// international site does not know.
func TestFormattingOfTickets(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, target := range []string{
		casesPath + "/" + sandbox.DemoProcessingTicket + "?",
		casesPath + "/instant-messages?case_ids=" + sandbox.DemoProcessingTicket + "&",
	} {
		for query, formatted := range map[string]bool{"": false, "trim_osm_rich_text_label=true": false, "trim_osm_rich_text_label=false": true} {
			a := c.get(strings.TrimRight(target+query, "?&"))
			if a.status != 200 || strings.Contains(a.body, "<p>") != formatted {
				t.Errorf("%s%s: %d %s", target, query, a.status, a.body)
			}
		}
	}
	intl := newClient(t, international)
	intl.denied("the international site", intl.get(casesPath+"/"+sandbox.DemoProcessingTicket+"?trim_osm_rich_text_label=true"), "OSM.01010001")
}
