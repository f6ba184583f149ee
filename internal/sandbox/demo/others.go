package demo

// PeakResource is one of them for the service vpc; the last digit runs from 1 to 3.
const PeakResource = "rs-peak-vpc-1"

// UnknownProject is a cloud project that does not exist (CBC.99006073).
const UnknownProject = "00000000000000000000000000000000"

// CustodyOrder is an unpaid order of CustodyMember over 120.00. The master
// sees it when the member has asked for its payment.
const CustodyOrder = "CSDEMO0019CUSTODY"

// Region is where the demo account has its resources.
const Region = "cn-north-4"
