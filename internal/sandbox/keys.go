package sandbox

import (
	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// demoPrincipals are the published keys of the emulator; there are no others.
func demoPrincipals() []rest.Principal {
	return []rest.Principal{
		{AccessKey: demo.AccessKey, SecretKey: demo.SecretKey, Token: demo.Token, PartnerToo: true},
		{AccessKey: demo.TemporaryAccessKey, SecretKey: demo.TemporarySecretKey, SecurityToken: demo.SecurityToken},
		{AccessKey: demo.ViewerAccessKey, SecretKey: demo.ViewerSecretKey, Viewer: true},
		{AccessKey: demo.PartnerAccessKey, SecretKey: demo.PartnerSecretKey, Partner: true},
		{AccessKey: demo.MemberAccessKey, SecretKey: demo.MemberSecretKey, Member: true},
		{AccessKey: demo.ForeignAccessKey, SecretKey: demo.ForeignSecretKey, Foreign: true},
		{AccessKey: demo.ChinaAccessKey, SecretKey: demo.ChinaSecretKey, Home: rest.SiteChina},
		{AccessKey: demo.InternationalAccessKey, SecretKey: demo.InternationalSecretKey, Home: rest.SiteInternational},
	}
}
