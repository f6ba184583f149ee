package config

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
)

// list is several words, separated by commas or spaces.
type list struct {
	into  *[]string
	check func(word string) error
}

func (v list) set(s string) error {
	var words []string
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		if err := v.check(word); err != nil {
			return err
		}
		words = append(words, word)
	}
	*v.into = words
	return nil
}

// checkHost wants a name as it stands in a Host header, without the port.
func checkHost(word string) error {
	name := strings.TrimPrefix(word, "*.")
	_, err := netip.ParseAddr(strings.Trim(name, "[]"))
	if name == "" || strings.ContainsAny(name, "*:/@") || strings.HasPrefix(name, ".") || err == nil {
		return errors.New("must be names without a port, such as ocegate.corp.example or *.corp.example; IP addresses need no entry")
	}
	return nil
}

// checkOrigin wants what a browser writes into an Origin header.
func checkOrigin(word string) error {
	u, err := url.Parse(word)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.Contains(u.Host, "*") ||
		u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("must be origins, such as https://portal.corp.example, perhaps with a port")
	}
	return nil
}
