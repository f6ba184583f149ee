// Package endpoint says what the URL of a service upstream and the values of the
// headers signed for it look like. Settings are checked by it before anything
// starts, and the client by the same rules before it signs.
//
// It must not know who asks, and no fault of it repeats a value.
package endpoint
