// Package migration holds no code that runs: its test holds docs/migration.md to
// the list of old calls and to the RPCs that it names.
package migration
