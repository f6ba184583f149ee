package service_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// talkStart is when the first message of talk was written.
const talkStart = 1_800_000_000

// talk holds 25 messages, a second apart and from both sides in turn, and hands
// out those before the position that is asked for.
func talk(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	var millis, side, limit int
	if _, err := fmt.Sscan(query.Get("create_time")+" "+query.Get("type")+" "+query.Get("limit"), &millis, &side, &limit); err != nil {
		reply(http.StatusOK, `{"error_code":"OSM.01010001","error_msg":"parameter error"}`)(w, r)
		return
	}
	at := millis/1000 - talkStart
	if at < 25 && side != at%2 {
		reply(http.StatusOK, `{"error_code":"OSM.01010012","error_msg":"another side"}`)(w, r)
		return
	}
	var rows []string
	for i := min(at, 25) - 1; i >= 0 && len(rows) < limit; i-- {
		written := time.Unix(int64(talkStart+i), 0).UTC().Format(time.RFC3339)
		rows = append(rows, fmt.Sprintf(`{"content":"%d","type":%d,"create_time":%q}`, i, i%2, written))
	}
	reply(http.StatusOK, fmt.Sprintf(`{"count":%d,"message_list":[%s]}`, len(rows), strings.Join(rows, ",")))(w, r)
}

// behindAll asks for what stands behind a message that is newer than all.
func behindAll() *ticketsv1.ListMoreMessagesRequest {
	return &ticketsv1.ListMoreMessagesRequest{
		CaseId: "TS-1", CreateTime: timestamppb.New(time.Unix(talkStart+25, 0)), Sender: ticketsv1.MessageSender_MESSAGE_SENDER_ENGINEER,
	}
}

func listMore(t *testing.T, w *world, in *ticketsv1.ListMoreMessagesRequest) (*ticketsv1.ListMoreMessagesResponse, error) {
	t.Helper()
	out, err := w.call(t, t.Context(), ticketsv1.CaseMessageService_ListMoreMessages_FullMethodName, in)
	page, _ := out.(*ticketsv1.ListMoreMessagesResponse)
	return page, err
}

func TestMoreMessagesComeOnceEach(t *testing.T) {
	t.Parallel()
	w := newWorld(t, upstream.SiteChina, talk)
	for _, size := range []int32{0, 1, 5, 7, 24, 25, 26, 1000} {
		in := behindAll()
		in.PageSize = size
		var got []string
		for {
			page, err := listMore(t, w, in)
			if err != nil {
				t.Fatalf("size %d: %v", size, err)
			}
			for _, message := range page.GetMessages() {
				got = append(got, message.GetContent())
			}
			if in.PageToken = page.GetNextPageToken(); in.GetPageToken() == "" {
				break
			}
		}
		var want []string
		for i := 24; i >= 0; i-- {
			want = append(want, fmt.Sprint(i))
		}
		if !slices.Equal(got, want) {
			t.Errorf("size %d: got %q", size, got)
		}
	}
}

func TestMoreMessagesTokenBelongsToItsList(t *testing.T) {
	t.Parallel()
	w := newWorld(t, upstream.SiteChina, talk)
	page, err := listMore(t, w, behindAll())
	if err != nil || page.GetNextPageToken() == "" {
		t.Fatalf("%v %v", page, err)
	}
	for name, change := range map[string]func(*ticketsv1.ListMoreMessagesRequest){
		"another case":  func(in *ticketsv1.ListMoreMessagesRequest) { in.CaseId = "TS-2" },
		"another group": func(in *ticketsv1.ListMoreMessagesRequest) { in.GroupId = proto.String("g-1") },
		"another start": func(in *ticketsv1.ListMoreMessagesRequest) { in.CreateTime.Seconds++ },
		"another side": func(in *ticketsv1.ListMoreMessagesRequest) {
			in.Sender = ticketsv1.MessageSender_MESSAGE_SENDER_CUSTOMER
		},
		"no token": func(in *ticketsv1.ListMoreMessagesRequest) { in.PageToken = "x" },
	} {
		in := behindAll()
		in.PageToken = page.GetNextPageToken()
		change(in)
		_, err := listMore(t, w, in)
		var refusal *translate.Error
		if !errors.As(err, &refusal) || refusal.Field != "page_token" {
			t.Errorf("%s: %v", name, err)
		}
	}
	in := behindAll()
	in.PageToken, in.PageSize = page.GetNextPageToken(), 3
	if next, err := listMore(t, w, in); err != nil || len(next.GetMessages()) != 3 || next.GetMessages()[0].GetContent() != "14" {
		t.Errorf("the pages of a list need not have one size: %v %v", next, err)
	}
}

func TestMoreMessagesNeverStandStill(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]string{
		"no time":       `{"content":"a","type":0}`,
		"no side":       `{"content":"a","create_time":"2027-01-15T08:00:00Z"}`,
		"unheard side":  `{"content":"a","type":9,"create_time":"2027-01-15T08:00:00Z"}`,
		"same position": `{"content":"a","type":1,"create_time":"` + time.Unix(talkStart+25, 0).UTC().Format(time.RFC3339) + `"}`,
	} {
		w := newWorld(t, upstream.SiteChina, reply(http.StatusOK, `{"count":1,"message_list":[`+row+`]}`))
		in := behindAll()
		in.PageSize = 1
		_, err := listMore(t, w, in)
		var fault *upstream.Error
		if !errors.As(err, &fault) || fault.Kind != upstream.KindUnreadable {
			t.Errorf("%s: %v", name, err)
		}
		in.PageSize = 2
		if page, err := listMore(t, w, in); err != nil || len(page.GetMessages()) != 1 || page.GetNextPageToken() != "" {
			t.Errorf("%s on a last page: %v %v", name, page, err)
		}
	}
}
