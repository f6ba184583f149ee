// Package vocabulary holds no code that runs: its test reads all messages of the
// public API and fails when what the upstream calls by one name is called by two
// here, unless docs/vocabulary.md says that they are different things.
package vocabulary
