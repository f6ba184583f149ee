// Package enterprise is the side of an enterprise master: organizations and member
// accounts, and the money and coupons that go to members and come back.
package enterprise
