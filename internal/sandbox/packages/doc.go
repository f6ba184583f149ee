// Package packages is resource packages and their use, which follows from a fixed
// daily demand, so that amounts, cycles and records tie at any virtual instant.
package packages
