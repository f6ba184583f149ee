// Package desk is the service desk: tickets with messages, attachments, labels and
// relations, authorizations of engineers, verified contacts, and self-diagnosis.
package desk
