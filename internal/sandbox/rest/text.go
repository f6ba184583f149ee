package rest

// Text is a name in both languages of the service: Chinese, then English.
type Text [2]string

// In is the name in the caller's language.
func (t Text) In(english bool) string {
	if english {
		return t[1]
	}
	return t[0]
}
