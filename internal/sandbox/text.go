package sandbox

// text is a name in both languages of the service: Chinese, then English.
type text [2]string

// in is the name in the caller's language.
func (t text) in(english bool) string {
	if english {
		return t[1]
	}
	return t[0]
}
