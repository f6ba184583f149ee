package fault

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// A status travels in HTTP/2 headers. Clients take 8 KiB of them when nobody tells
// them otherwise, and many give their caller nothing at all of a larger one, not
// even its code. Half of that leaves room for the other headers, and for proxies
// that add their own.
const (
	maxStatus  = 4 << 10
	maxMessage = 1 << 10 // of it, as it travels
	maxWhere   = 200
	maxField   = 128
	maxText    = 512 // of one description
	maxNote    = 200 // of one value in the metadata of an ErrorInfo
)

// encodedSize is what a status takes among the headers, by the measure of RFC 9113
// 6.5.2: name, value and 32 for each.
func encodedSize(s *spb.Status) int {
	size := headerSize("grpc-status", 2) + headerSize("grpc-message", percentEncoded(s.GetMessage()))
	if len(s.GetDetails()) > 0 {
		size += headerSize("grpc-status-details-bin", base64.RawStdEncoding.EncodedLen(proto.Size(s)))
	}
	return size
}

func headerSize(name string, value int) int { return len(name) + value + 32 }

// percentEncoded is the length of a message in grpc-message, where all but
// printable ASCII takes three bytes for one.
func percentEncoded(text string) int {
	size := len(text)
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '%' {
			size += 2
		}
	}
	return size
}

// clip cuts text down to so many bytes, between two characters.
func clip(text string, most int) string {
	const ellipsis = "…"
	if len(text) <= most {
		return text
	}
	end := most - len(ellipsis)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return strings.TrimRight(text[:end], " ") + ellipsis
}

// bounded makes a status fit that was not put together here.
func bounded(s *status.Status) *status.Status {
	if encodedSize(s.Proto()) <= maxStatus {
		return s
	}
	message := clip(clean(s.Message()), maxMessage)
	if percentEncoded(message) > maxMessage {
		message = clip(message, maxMessage/3)
	}
	return status.New(codes.Code(s.Proto().GetCode()), message)
}
