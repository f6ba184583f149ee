package service

import (
	"context"
	"strings"

	"golang.org/x/text/language"
	"google.golang.org/grpc/metadata"

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

// timeZone is what instants of service tickets are asked for in: texts that end
// in Z then mean what they say.
const timeZone = "GMT+0"

// hyphened is the form that service tickets take a language in.
func hyphened(language string) string {
	return strings.ToLower(strings.ReplaceAll(language, "_", "-"))
}

// siteCode is the number by which service tickets know a site.
func siteCode(site upstream.Site) string {
	if site == upstream.SiteInternational {
		return "1"
	}
	return "0"
}
