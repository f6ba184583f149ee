package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/endpoint"
)

// value reads the text of a setting. Its errors never repeat the text: an
// operator may have put a secret into the wrong place.
type value interface{ set(text string) error }

type text struct{ into *string }

func (v text) set(s string) error {
	*v.into = s
	return nil
}

// header is a text that goes into a signed header.
type header struct{ into *string }

func (v header) set(s string) error {
	*v.into = s
	return endpoint.CheckHeader(s)
}

// serviceURL is the endpoint of a service, kept as it was given.
type serviceURL struct{ into *string }

func (v serviceURL) set(s string) error {
	*v.into = s
	if s == "" {
		return nil // the site's own
	}
	_, err := endpoint.Parse(s)
	return err
}

type secretText struct{ into *Secret }

func (v secretText) set(s string) error {
	if err := endpoint.CheckHeader(s); err != nil {
		return err
	}
	*v.into = NewSecret(s)
	return nil
}

type yesNo struct{ into *bool }

func (v yesNo) set(s string) error {
	switch s {
	case "true":
		*v.into = true
	case "false":
		*v.into = false
	default:
		return errors.New("must be true or false")
	}
	return nil
}

type choice struct {
	into *string
	of   []string
}

func (v choice) set(s string) error {
	if !slices.Contains(v.of, s) {
		return errors.New("must be one of " + strings.Join(v.of, ", "))
	}
	*v.into = s
	return nil
}

type duration struct{ into *time.Duration }

func (v duration) set(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 || d > 24*time.Hour {
		return errors.New("must be a time above zero and at most 24h, such as 25s or 1m30s")
	}
	*v.into = d
	return nil
}

type number struct {
	into     *int
	min, max int
}

func (v number) set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < v.min || n > v.max {
		return fmt.Errorf("must be a whole number from %d to %d", v.min, v.max)
	}
	*v.into = n
	return nil
}

// size is a number of bytes. Files of more than a gigabyte are no attachments,
// and would outlast the time of any call.
type size struct{ into *int64 }

const largestSize = 1 << 30

func (v size) set(s string) error {
	digits, unit := strings.TrimRight(s, "BKMi"), int64(1)
	switch s[len(digits):] {
	case "", "B":
	case "KiB":
		unit = 1 << 10
	case "MiB":
		unit = 1 << 20
	default:
		unit = 0
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n <= 0 || unit == 0 || n > largestSize/unit {
		return errors.New("must be a size from 1 byte to 1024MiB, such as 20MiB, 512KiB or 1000000")
	}
	*v.into = n * unit
	return nil
}
