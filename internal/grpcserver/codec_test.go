package grpcserver

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/grpc/encoding"
	stock "google.golang.org/grpc/encoding/proto"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// page is a list of orders as the upstream answers it.
func page(rows int) *ordersv1.ListOrdersResponse {
	resp := &ordersv1.ListOrdersResponse{TotalSize: int32(rows), NextPageToken: "token"}
	for i := range rows {
		resp.Orders = append(resp.Orders, &ordersv1.Order{
			OrderId: fmt.Sprintf("CS240701123456%04d", i), CustomerId: "1234567890abcdef", ServiceTypeCode: "hws.service.type.ec2",
			ServiceTypeName: "弹性云服务器", Status: ordersv1.OrderStatus_ORDER_STATUS_COMPLETED, CreateTime: timestamppb.Now(),
			OfficialAmount: &typev1.Money{CurrencyCode: "CNY", Amount: "1234.56"}, AmountAfterDiscount: &typev1.Money{CurrencyCode: "CNY", Amount: "1000.00"},
		})
	}
	return resp
}

func newTestCodec() *codec { return newCodec(1<<20, new(interceptor.Bounds)) }

// TestCodecWritesWhatTheStockOneReads and the other way round, for small and
// pooled buffers, with generated marshalling and without.
func TestCodecAgreesWithTheStockOne(t *testing.T) {
	t.Parallel()
	ours, theirs := encoding.CodecV2(newTestCodec()), encoding.GetCodecV2(stock.Name)
	for _, message := range []proto.Message{
		page(0), page(1), page(300), &ordersv1.GetOrderRequest{}, &healthv1.HealthCheckRequest{Service: "x"},
		&healthv1.HealthCheckRequest{Service: strings.Repeat("x", 5000)},
	} {
		for _, pair := range [][2]encoding.CodecV2{{ours, theirs}, {theirs, ours}} {
			data, err := pair[0].Marshal(message)
			if err != nil {
				t.Fatal(err)
			}
			read := message.ProtoReflect().New().Interface()
			if err := pair[1].Unmarshal(data, read); err != nil || !proto.Equal(message, read) {
				t.Errorf("%T: %v", message, err)
			}
			data.Free()
		}
	}
	if ours.Name() != theirs.Name() {
		t.Error("clients ask for another codec")
	}
}

func TestCodecRefuses(t *testing.T) {
	t.Parallel()
	c := newTestCodec()
	if _, err := c.Marshal(7); err == nil {
		t.Error("a number is no message")
	}
	if err := c.Unmarshal(nil, 7); err == nil {
		t.Error("a number is no message")
	}
	for _, size := range []int{10, 10_000} {
		for want, marshal := range map[string]func([]byte) (int, error){
			"broken":    func([]byte) (int, error) { return 0, errors.New("broken") },
			"announced": func([]byte) (int, error) { return size - 1, nil },
		} {
			if _, err := c.write(size, marshal); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%d bytes: %v, want %s", size, err, want)
			}
		}
	}
}

func FuzzCodec(f *testing.F) {
	seed, err := proto.Marshal(page(2))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte("\x0a\x02\xff\xfe"))
	theirs := encoding.GetCodecV2(stock.Name)
	f.Fuzz(func(t *testing.T, data []byte) {
		got, want := new(ordersv1.ListOrdersResponse), new(ordersv1.ListOrdersResponse)
		slice := mem.BufferSlice{mem.SliceBuffer(data)}
		gotErr, wantErr := newTestCodec().Unmarshal(slice, got), theirs.Unmarshal(slice, want)
		if (gotErr == nil) != (wantErr == nil) {
			t.Fatalf("%v, the stock codec %v", gotErr, wantErr)
		}
		if gotErr != nil {
			return
		}
		// Generated marshalling drops what is unknown in a timestamp, which no
		// message that this server makes has.
		known := new(ordersv1.ListOrdersResponse)
		if err := (proto.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(data, known); err != nil {
			t.Fatal(err)
		}
		written, err := newTestCodec().Marshal(known)
		if err != nil {
			t.Fatal(err)
		}
		again := new(ordersv1.ListOrdersResponse)
		if err := theirs.Unmarshal(written, again); err != nil || !proto.Equal(again, known) {
			t.Errorf("%v\n%v\n%v", err, again, known)
		}
	})
}

func BenchmarkMarshal(b *testing.B) {
	for _, rows := range []int{1, 10, 100} {
		message := page(rows)
		for name, c := range map[string]encoding.CodecV2{"ours": newTestCodec(), "stock": encoding.GetCodecV2(stock.Name)} {
			b.Run(fmt.Sprintf("%s/%d", name, rows), func(b *testing.B) {
				b.SetBytes(int64(proto.Size(message)))
				b.ReportAllocs()
				for b.Loop() {
					data, err := c.Marshal(message)
					if err != nil {
						b.Fatal(err)
					}
					data.Free()
				}
			})
		}
	}
}
