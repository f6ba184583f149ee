// Package readme holds the README to its word: its test types the commands shown
// there against the real program and compares what comes back.
package readme
