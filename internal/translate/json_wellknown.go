package translate

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

// wellKnown is the special JSON form of a message of google.protobuf, and the
// usual one of an amount. Instants and amounts are written here, because every
// answer is full of them; the rest is rare and left to protojson.
func wellKnown(message protoreflect.MessageDescriptor) (func([]byte, memory) ([]byte, error), *layout, error) {
	linked, err := linkedStruct(message)
	if err != nil {
		return nil, nil, err
	}
	switch message.FullName() {
	case timestampMessage:
		return func(out []byte, m memory) ([]byte, error) { return appendInstant(out, asInstant(m)) }, linked, nil
	case moneyMessage:
		return func(out []byte, m memory) ([]byte, error) { return appendMoney(out, asMoney(m)) }, linked, nil
	}
	return func(out []byte, m memory) ([]byte, error) {
		text, err := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(linked.asMessage(m))
		if err != nil {
			return out, err
		}
		// protojson varies its white space from build to build; ours never does.
		compact := bytes.NewBuffer(out)
		err = json.Compact(compact, text)
		return compact.Bytes(), err
	}, linked, nil
}

func appendMoney(out []byte, money *typev1.Money) ([]byte, error) {
	out, err := appendText(append(out, `{"currencyCode":`...), money.GetCurrencyCode())
	if err != nil {
		return out, err
	}
	out, err = appendText(append(out, `,"amount":`...), money.GetAmount())
	return append(out, '}'), err
}

// appendInstant writes RFC 3339 in UTC with 0, 3, 6 or 9 places, as protojson.
func appendInstant(out []byte, instant *timestamppb.Timestamp) ([]byte, error) {
	seconds, nanos := instant.GetSeconds(), instant.GetNanos()
	if seconds < minInstant || seconds > maxInstant || nanos < 0 || nanos > 999_999_999 {
		return out, errors.New("translate: an instant is out of range")
	}
	out = appendSecond(append(out, '"'), time.Unix(seconds, 0).UTC())
	if nanos != 0 {
		places := strconv.AppendInt(nil, int64(nanos)+1_000_000_000, 10)[1:]
		for range 2 {
			places = bytes.TrimSuffix(places, []byte("000"))
		}
		out = append(append(out, '.'), places...)
	}
	return append(out, 'Z', '"'), nil
}

// appendSecond writes 2006-01-02T15:04:05 without reading a layout each time.
func appendSecond(out []byte, t time.Time) []byte {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	out = appendTwo(appendTwo(out, year/100), year%100)
	out = appendTwo(append(appendTwo(append(out, '-'), int(month)), '-'), day)
	out = appendTwo(append(appendTwo(append(out, 'T'), hour), ':'), minute)
	return appendTwo(append(out, ':'), second)
}

func appendTwo(out []byte, number int) []byte {
	return append(out, byte('0'+number/10), byte('0'+number%10))
}
