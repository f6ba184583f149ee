package service

import (
	"errors"

	"github.com/ocegate/ocegate/internal/upstream"
)

// noContent is the HTTP status of a success without a body.
const noContent = 204

// nothingLeftOut says whether a call whose answer lists what was left out failed
// only because nothing was: the upstream says so in two ways, by an empty list,
// or by 204 without a body.
func nothingLeftOut(err error) bool {
	var fault *upstream.Error
	return errors.As(err, &fault) && fault.Kind == upstream.KindUnreadable && fault.HTTPStatus == noContent
}
