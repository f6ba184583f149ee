package desk

// The codes with which single calls about tickets are refused.
const (
	osmHostAccount  = "OSM.01010003"
	osmUrgedOften   = "OSM.01010004"
	osmDailySize    = "OSM.01010005"
	osmSeverity     = "OSM.01010006"
	osmNoRole       = "OSM.01010007"
	osmCopyMail     = "OSM.01010008"
	osmBenefit      = "OSM.01010009"
	osmVerification = "OSM.01010010"
	osmContactWay   = "OSM.01010012"
	osmAction       = "OSM.01010013"
	osmNoTicket     = "OSM.01010015"
	osmFeedbackType = "OSM.01010016"
	osmCodeOften    = "OSM.01010024"
	osmBusinessType = "OSM.01010026"
	osmNoPartner    = "OSM.01010055"
)

// acknowledged is what a change answers when it has nothing to tell.
type acknowledged struct{}
