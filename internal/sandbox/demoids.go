package sandbox

// DemoPeakResource is one of them for the service vpc; the last digit runs from 1 to 3.
const DemoPeakResource = "rs-peak-vpc-1"

// DemoUnknownProject is a cloud project that does not exist (CBC.99006073).
const DemoUnknownProject = "00000000000000000000000000000000"

// DemoCustodyOrder is an unpaid order of DemoCustodyMember over 120.00. The master
// sees it when the member has asked for its payment.
const DemoCustodyOrder = "CSDEMO0019CUSTODY"

// demoRegion is where the demo account has its resources.
const demoRegion = "cn-north-4"
