package demo

// Items of resource packages that exist for every seed.
const (
	MonthlyItem  = "FR-DEMO-0001-MONTHLY-1"  // 40 a month for a year, comes back on the day of purchase
	NaturalItem  = "FR-DEMO-0002-NATURAL-1"  // 500 a month, comes back on the first of the month
	InstanceItem = "FR-DEMO-0003-INSTANCE-1" // 100 in all
	RenewedItem  = "FR-DEMO-0009-RENEWED-1"  // of the renewal of InstanceItem, not effective yet
	UsedUpItem   = "FR-DEMO-0004-USEDUP-1"   // nothing left
	ProjectItem  = "FR-DEMO-0007-PROJECT-1"  // of the project 5a6b7c8d-9e0f-4a1b-8c2d-3e4f5a6b7c8d
)
