package service_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

// scribe is a door that keeps what it was to write.
type scribe struct {
	written []proto.Message
	refuses error
}

// WriteAnswer implements translate.AnswerWriter.
func (s *scribe) WriteAnswer(message proto.Message) error {
	s.written = append(s.written, proto.Clone(message))
	return s.refuses
}

// TestDoorsWriteWhatCallersGet asks every RPC for the same answer twice, once
// for a message and once for a door. What a door may write is written in full;
// changes, and what a handler works on, come as messages.
func TestDoorsWriteWhatCallersGet(t *testing.T) {
	t.Parallel()
	written := 0
	for _, r := range rpcs() {
		status := http.StatusOK
		if r.empty() {
			status = http.StatusNoContent
		}
		w := newWorld(t, r.site, reply(status, r.genuine))
		want, err := w.call(t, t.Context(), r.method, r.request)
		if err != nil {
			t.Errorf("%s: %v", r.method, err)
			continue
		}
		door := &scribe{}
		got, err := w.call(t, translate.WithAnswerWriter(t.Context(), door), r.method, r.request)
		switch {
		case err != nil || len(door.written) > 1:
			t.Errorf("%s: %v, %d answers", r.method, err, len(door.written))
		case len(door.written) == 0:
			if !proto.Equal(got, want) {
				t.Errorf("%s: got %v, want %v", r.method, got, want)
			}
		case effectOf(t, r.method) != upstreamv1.Effect_EFFECT_READ:
			t.Errorf("%s: what changes something came to its door", r.method)
		default:
			written++
			if !proto.Equal(door.written[0], want) || proto.Size(got) != 0 {
				t.Errorf("%s: written %v beside %v, want %v", r.method, door.written[0], got, want)
			}
		}
	}
	if written < 100 {
		t.Errorf("only %d RPCs let their door write", written)
	}
}

func effectOf(t *testing.T, method string) upstreamv1.Effect {
	t.Helper()
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(strings.ReplaceAll(method[1:], "/", ".")))
	if err != nil {
		t.Fatal(err)
	}
	operation, _ := proto.GetExtension(found.Options(), upstreamv1.E_Operation).(*upstreamv1.Operation)
	return operation.GetEffect()
}

// TestDoorThatCannotWrite takes the failure of the door for that of the call.
func TestDoorThatCannotWrite(t *testing.T) {
	t.Parallel()
	r := rpcs()[0]
	w := newWorld(t, r.site, reply(http.StatusOK, r.genuine))
	door := &scribe{refuses: errors.New("no room")}
	out, err := w.call(t, translate.WithAnswerWriter(t.Context(), door), r.method, r.request)
	if !errors.Is(err, door.refuses) || out != nil {
		t.Errorf("%v, %v", out, err)
	}
}
