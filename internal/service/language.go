package service

import (
	"context"

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
