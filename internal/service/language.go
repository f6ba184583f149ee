package service

import (
	"context"
	"strings"

	"golang.org/x/text/language"
	"google.golang.org/grpc/metadata"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// The languages in which the upstream has names.
const (
	chinese = "zh_CN"
	english = "en_US"
)

var supported = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.AmericanEnglish})

// languageOf chooses the language of names: what the caller accepts, else the
// site's own. It is always sent, because the upstream's default differs from
// operation to operation.
func languageOf(ctx context.Context, site upstream.Site) string {
	wanted := metadata.ValueFromIncomingContext(ctx, "accept-language")
	if len(wanted) > 0 {
		tags, _, err := language.ParseAcceptLanguage(wanted[0])
		if _, index, confidence := supported.Match(tags...); err == nil && confidence != language.No {
			return [...]string{chinese, english}[index]
		}
	}
	if site == upstream.SiteInternational {
		return english
	}
	return chinese
}

// spelled is a language in the form of a service: tickets take zh-cn where
// everything else takes zh_CN.
func spelled(name string, service upstreamv1.Service) string {
	if service == upstreamv1.Service_SERVICE_OSM {
		return strings.ToLower(strings.ReplaceAll(name, "_", "-"))
	}
	return name
}
