// Package architecture holds no code that runs: its tests read the source tree
// and enforce the rules that a reader of one file cannot see, above all which
// room may import which. Every rule names its reason when it is broken and is
// itself tried on small sources that break it. It must not import any room.
package architecture
