package sandbox

// demoPrincipals are the published keys of the emulator; there are no others.
func demoPrincipals() []principal {
	return []principal{
		{accessKey: DemoAccessKey, secretKey: DemoSecretKey, token: DemoToken, partnerToo: true},
		{accessKey: DemoTemporaryAccessKey, secretKey: DemoTemporarySecretKey, securityToken: DemoSecurityToken},
		{accessKey: DemoViewerAccessKey, secretKey: DemoViewerSecretKey, viewer: true},
		{accessKey: DemoPartnerAccessKey, secretKey: DemoPartnerSecretKey, partner: true},
		{accessKey: DemoMemberAccessKey, secretKey: DemoMemberSecretKey, member: true},
		{accessKey: DemoForeignAccessKey, secretKey: DemoForeignSecretKey, foreign: true},
		{accessKey: DemoChinaAccessKey, secretKey: DemoChinaSecretKey, home: siteChina},
		{accessKey: DemoInternationalAccessKey, secretKey: DemoInternationalSecretKey, home: siteInternational},
	}
}
