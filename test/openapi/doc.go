// Package openapi holds the API's description to its word: every answer that the
// case files lead to, with codes that have no name yet too, must be what the
// description says. It stands in a module of its own because a validator is no
// part of the product. Beside it, lint.test.mjs asks two common linters.
package openapi
