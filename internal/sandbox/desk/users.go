package desk

// ticketRoot, ticketViewer and ticketColleague are users of the demo account.
const (
	ticketRoot      = "cloud-demo"
	ticketViewer    = "cloud-demo-viewer"
	ticketColleague = "cloud-demo-colleague"
)
