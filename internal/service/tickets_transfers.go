package service

import (
	"google.golang.org/grpc"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/restcall"
)

// transfers answers ocegate.tickets.v1.AttachmentTransferService.
type transfers struct {
	ticketsv1.UnsafeAttachmentTransferServiceServer
	downloadAttachments, downloadImage, exportCases, uploadAttachment *operation

	// An account's own limit for uploads is usually lower and known to the upstream
	// alone.
	maxUpload, maxDownload int64
}

func newTransfers(config Config, caller *caller) *transfers {
	return &transfers{
		downloadAttachments: caller.operation(ticketsv1.AttachmentTransferService_DownloadAttachments_FullMethodName),
		downloadImage:       caller.operation(ticketsv1.AttachmentTransferService_DownloadImage_FullMethodName),
		exportCases:         caller.operation(ticketsv1.AttachmentTransferService_ExportCases_FullMethodName),
		uploadAttachment:    caller.operation(ticketsv1.AttachmentTransferService_UploadAttachment_FullMethodName),

		maxUpload:   config.MaxUpload,
		maxDownload: config.MaxDownload,
	}
}

// DownloadAttachments passes one file on, or several as an archive.
func (s *transfers) DownloadAttachments(in *ticketsv1.DownloadAttachmentsRequest, stream grpc.ServerStreamingServer[ticketsv1.DownloadAttachmentsResponse]) error {
	file := wanted{operation: s.downloadAttachments, request: in}
	return s.download(stream.Context(), file, func(header *typev1.FileHeader, chunk []byte) error {
		return stream.Send(&ticketsv1.DownloadAttachmentsResponse{Header: header, Chunk: chunk})
	})
}

// DownloadImage passes a picture on.
func (s *transfers) DownloadImage(in *ticketsv1.DownloadImageRequest, stream grpc.ServerStreamingServer[ticketsv1.DownloadImageResponse]) error {
	file := wanted{operation: s.downloadImage, request: in}
	return s.download(stream.Context(), file, func(header *typev1.FileHeader, chunk []byte) error {
		return stream.Send(&ticketsv1.DownloadImageResponse{Header: header, Chunk: chunk})
	})
}

// ExportCases passes a table of cases on. It takes its language in the query.
func (s *transfers) ExportCases(in *ticketsv1.ExportCasesRequest, stream grpc.ServerStreamingServer[ticketsv1.ExportCasesResponse]) error {
	language := spelled(languageOf(stream.Context(), s.exportCases.site), upstreamv1.Service_SERVICE_OSM)
	file := wanted{
		operation: s.exportCases, request: in,
		query: []restcall.Param{{Name: "language", Value: language}},
	}
	return s.download(stream.Context(), file, func(header *typev1.FileHeader, chunk []byte) error {
		return stream.Send(&ticketsv1.ExportCasesResponse{Header: header, Chunk: chunk})
	})
}
