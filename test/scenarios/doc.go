// Package scenarios holds no code that runs: its tests walk through what people
// really do, one test for each scenario of the vendor's developer guide, through
// the JSON door of a whole ocegate that has its emulator behind it. What a step
// answers is what the next one uses.
package scenarios
