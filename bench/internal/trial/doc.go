// Package trial starts every variant as a process of its own, has them make or
// answer the same calls in turn, and prints what each cost. Only what the
// process under test uses counts, not the load generator, the upstream or time
// spent waiting. It must not make calls itself.
package trial
